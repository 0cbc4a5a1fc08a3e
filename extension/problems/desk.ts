import * as vscode from 'vscode';
import { l10n, redact, systemClock, toExlabError } from '../../core/system';
import type { AuditResult, Finding } from '../../core/validator';
import { MadeOnce } from '../made-once';
import type { EngineAccess } from '../services';
import { backgroundAuditWanted } from '../settings';
import { AuditRhythm } from './audit-rhythm';
import { Auditor, type AuditOrder } from './auditor';
import { FoldersSoon } from './folders-soon';
import { Gathered } from './gathered';
import { holderOf } from './lab-places';
import type { ShownOverride, Sight } from './placed-problems';
import { ProblemStore } from './problem-store';
import type { ProblemsShown } from './shown';
import { blocksSync, type FolderProblems, type IsKnown } from './tally';

/** What an audit says of folders one after the other is shown so often: lists are drawn anew each time (ms). */
const SHOW_MS = 500;

/** What the desk needs of the extension. */
export interface DeskParts {
  readonly log: vscode.LogOutputChannel;
  readonly engines: EngineAccess;
  readonly installation: vscode.Uri;
}

/**
 * All that is known of problems in this window: who looks for them and when, and who is told (spec 11.3). Nothing is
 * read before the first audit, and nothing in a window whose folder is not trusted.
 */
export class ProblemDesk implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ReadonlySet<string>>();
  /** Told of the folders whose problems are others than before; of none, where only the last audit failed or did not. */
  readonly onDidChange = this.changed.event;

  private readonly gathered = new Gathered(systemClock, SHOW_MS, (folders) => {
    void this.tell(folders);
  });
  readonly store = new ProblemStore((folder) => {
    this.gathered.add(folder);
  });
  private readonly auditor: Auditor;
  readonly rhythm = new AuditRhythm(systemClock, (signal) => this.auditInBackground(signal));
  private readonly soon = new FoldersSoon(systemClock, (folder) => this.judgeQuietly(folder));
  private readonly shown = new MadeOnce(() => this.openShown());
  private readonly listeners: vscode.Disposable;
  private known: IsKnown = () => false;
  private showsKnown = false;
  private lastFailure = '';

  constructor(private readonly parts: DeskParts) {
    const { engines } = parts;
    this.auditor = new Auditor(engines, this.store);
    this.listeners = vscode.Disposable.from(
      engines.onDidChange(() => {
        this.store.clear();
        this.setFailure('');
        this.follow();
      }),
      engines.onDidCreate(({ path }) => {
        this.judgeSoon(path);
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.scheme === 'file') void this.fileSaved(uri.fsPath);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('exlab.audit.background')) this.follow();
      }),
    );
  }

  /** Begins with its rhythm, as far as that is wanted. */
  follow(): void {
    if (backgroundAuditWanted() && vscode.workspace.isTrusted) this.rhythm.restart();
    else this.rhythm.stop();
  }

  /** Why the last audit failed; empty where it did not. */
  get failure(): string {
    return this.lastFailure;
  }

  isKnown(finding: Finding): boolean {
    return this.known(finding);
  }

  /** Audits a folder, or the whole lab, for somebody who waits for it. Throws as the engine does. */
  async audit(folder: string | undefined, order: AuditOrder): Promise<AuditResult> {
    const result = await this.rhythm.instead(async (signal) => {
      try {
        await this.readKnown();
        return await this.releasing(() =>
          this.auditor.audit(folder, { ...order, signal: AbortSignal.any([signal, order.signal]) }),
        );
      } catch (caught) {
        // Another one takes its place.
        throw signal.aborted ? new vscode.CancellationError() : caught;
      }
    });
    this.setFailure('');
    this.gathered.flush();
    return result;
  }

  /** Judges a folder again at once: something was done about its problems. */
  async judge(folder: string): Promise<void> {
    await this.soon.now(folder);
    // What is told of it holds more than its findings: it is told also where they are as they were.
    this.gathered.add(folder);
    this.gathered.flush();
  }

  /** Judges a folder again a moment from now. */
  judgeSoon(folder: string): void {
    if (vscode.workspace.isTrusted) this.soon.add(folder);
  }

  /** Somebody marked problems as known, or no longer so. */
  async knownChanged(): Promise<void> {
    await this.readKnown();
    this.gathered.flush();
  }

  /** Shows what was marked as known too, or hides it again; true where it is shown now. */
  async toggleKnown(): Promise<boolean> {
    this.showsKnown = !this.showsKnown;
    await this.tell(new Set(this.store.folders()));
    return this.showsKnown;
  }

  dispose(): void {
    this.rhythm.stop();
    this.soon.dispose();
    this.gathered.dispose();
    this.listeners.dispose();
    this.changed.dispose();
    void this.shown.current?.then((shown) => {
      shown.dispose();
    });
  }

  private async tell(folders: ReadonlySet<string>): Promise<void> {
    this.changed.fire(folders);
    try {
      await (await this.shown.get()).show(folders);
    } catch (caught) {
      this.parts.log.error(`problems: ${toExlabError(caught).message}`);
    }
  }

  private async openShown(): Promise<ProblemsShown> {
    const { ProblemsShown } = await import('./shown');
    return new ProblemsShown(
      this.store,
      (problems, isOpen = false) => this.sightOf(problems, isOpen),
      this.parts.installation,
    );
  }

  private async auditInBackground(signal: AbortSignal): Promise<void> {
    try {
      const { key } = await this.parts.engines.setup();
      if (key !== 'ready' || !vscode.workspace.isTrusted || signal.aborted) return;
      await this.readKnown();
      const begun = performance.now();
      const { scanned } = await this.releasing(() =>
        this.auditor.audit(undefined, { signal, isPolite: true }),
      );
      const milliseconds = Math.round(performance.now() - begun);
      this.parts.log.info(`audit: ${scanned.runs} runs, ${scanned.files} files, ${milliseconds} ms`);
      this.setFailure('');
    } catch (caught) {
      if (!signal.aborted) this.note('audit', caught);
    }
  }

  private async judgeQuietly(folder: string): Promise<void> {
    try {
      await this.readKnown();
      await this.releasing(() => this.auditor.audit(folder, { signal: new AbortController().signal }));
    } catch (caught) {
      // A folder that went is none any more.
      if (toExlabError(caught).code !== 'folder_not_found') this.note(`audit of ${folder}`, caught);
    }
  }

  /**
   * Does an audit, and brings to the gate what nothing blocks any more (spec 4.4): somebody who corrects a run is not
   * told for an hour that it is blocked. The audit only reads; the gate judges for itself.
   */
  private async releasing<Result>(audit: () => Promise<Result>): Promise<Result> {
    const { store } = this;
    const blocked = [...store.folders()].filter((folder) => blocksSync(store.own(folder)));
    const result = await audit();
    for (const folder of blocked) if (!blocksSync(store.own(folder))) await this.release(folder);
    return result;
  }

  private async release(folder: string): Promise<void> {
    try {
      await (await this.parts.engines.engine()).gate(folder);
      this.gathered.add(folder);
    } catch (caught) {
      const { code, message } = toExlabError(caught);
      // What is gone waits for nothing; for the rest, the engine asks the gate again every hour.
      if (code !== 'folder_not_found') this.parts.log.warn(`gate of ${folder}: ${message}`);
    }
  }

  private async fileSaved(file: string): Promise<void> {
    const config = await this.parts.engines.config();
    const holder = config === null ? undefined : holderOf(file, config);
    if (holder !== undefined) this.judgeSoon(holder);
  }

  /** Nobody asked for it: it is written down, and the status bar tells of it. */
  private note(what: string, caught: unknown): void {
    const { code, message } = toExlabError(caught);
    this.parts.log.error(redact(`${what}: ${code}: ${message}`));
    this.setFailure(message);
  }

  private setFailure(failure: string): void {
    if (this.lastFailure === failure) return;
    this.lastFailure = failure;
    this.changed.fire(new Set());
  }

  /** What cannot be read hides nothing. */
  private async readKnown(): Promise<void> {
    const { knownProblems } = await this.parts.engines.engine();
    try {
      const sight = await knownProblems.look();
      this.known = (finding) => sight.isKnown(finding);
    } catch (caught) {
      this.known = () => false;
      this.parts.log.warn(l10n.t('Known problems cannot be told apart: {0}', toExlabError(caught).message));
    }
    this.store.setKnown(this.known);
  }

  private async sightOf({ path, findings }: FolderProblems, isOpen: boolean): Promise<Sight> {
    const hasOverrides = isOpen || findings.some(({ override_active }) => override_active);
    return {
      isKnown: this.known,
      showKnown: this.showsKnown,
      overrides: hasOverrides ? await this.overridesOf(path) : [],
    };
  }

  /** What cannot be read is left out: the findings themselves say that they are overridden. */
  private async overridesOf(folder: string): Promise<ShownOverride[]> {
    try {
      const engine = await this.parts.engines.engine();
      const standings = await engine.overrides(folder);
      return standings.map(({ override, state }) => ({
        id: override.id,
        rule: override.problem_class,
        operator: override.operator,
        recordedAt: override.recorded_at,
        ...(override.expires_at === undefined ? {} : { expiresAt: override.expires_at }),
        reason: override.reason,
        state,
      }));
    } catch (caught) {
      const { code, message } = toExlabError(caught);
      // Without a record there are none.
      if (code !== 'folder_not_found') this.parts.log.warn(`overrides of ${folder}: ${message}`);
      return [];
    }
  }
}
