import * as path from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { RECORDS_FOLDER } from '../../core/layout';
import { l10n } from '../../core/system';
import { LatestWork } from '../diagnostics/latest-work';
import { SOURCE } from '../diagnostics/lint-diagnostic';
import type { ServerGround } from '../ground';
import { judgeNames, judgeText, type RunJudgement } from './judge-run';
import { unreadableProblem } from './run-problem';

/** Names of one folder that are said; a longer list is nobody's way to work, and an audit has the whole of it. */
export const MOST_NAMES = 250;

/** A run, project or equipment of which documents are open. */
interface OpenFolder {
  readonly documents: Set<string>;
  texts: RunJudgement;
  names: RunJudgement;
  /** The versions of the open records that the names were held against. */
  recordsOfNames: string;
}

const NOTHING: RunJudgement = { problems: [], unreadable: [] };

/**
 * Says what is wrong with the documents of runs that are open, and with the names around them: texts with every change
 * of one of them, names when one is opened, saved or closed, or a record changes, since that lists the whole folder.
 */
export class RunDiagnostics {
  private readonly folders = new Map<string, OpenFolder>();
  private readonly work: LatestWork;

  constructor(private readonly ground: ServerGround) {
    this.work = new LatestWork((caught) => {
      ground.failed(caught);
    });
  }

  follow(): void {
    const { documents, disk, runs, config } = this.ground;
    documents.didOpenOrChange((file) => {
      if (config.is(file)) this.judgeAll();
      else void this.judge(file);
    });
    documents.didSave((file) => {
      if (this.isOfRun(file)) {
        void this.judge(file, true);
        return;
      }
      // A template, say: what it demands of runs may be another thing now.
      runs.diskChanged();
      this.judgeAll();
    });
    documents.didClose((file) => {
      runs.forget(file);
      if (config.is(file)) this.judgeAll();
      else this.leave(file);
    });
    disk.didChange(() => {
      runs.diskChanged();
      this.judgeAll();
    });
  }

  private judgeAll(): void {
    for (const file of this.ground.documents.files) void this.judge(file, true);
  }

  private isOfRun(file: string): boolean {
    return [...this.folders.values()].some(({ documents }) => documents.has(file));
  }

  private async judge(file: string, isAnew = false): Promise<void> {
    const place = await this.ground.runs.placeOf(file);
    // It may have been closed meanwhile.
    const isOpen = this.ground.documents.of(file) !== undefined;
    const folder = isOpen ? place?.folder.path : undefined;
    const isFirst = folder !== undefined && this.folders.get(folder)?.documents.has(file) !== true;
    this.leave(file, folder);
    if (folder === undefined) return;
    const { documents } = this.at(folder);
    documents.add(file);
    this.askTexts(folder);
    if (isFirst || isAnew || path.basename(path.dirname(file)) === RECORDS_FOLDER) this.askNames(folder);
  }

  /** A document is in no folder any more, or in this one only. */
  private leave(file: string, staysIn?: string): void {
    for (const [folder, { documents }] of this.folders) {
      if (folder === staysIn || !documents.delete(file)) continue;
      this.askTexts(folder);
      this.askNames(folder);
    }
  }

  private at(folder: string): OpenFolder {
    const known = this.folders.get(folder) ?? {
      documents: new Set<string>(),
      texts: NOTHING,
      names: NOTHING,
      recordsOfNames: '',
    };
    this.folders.set(folder, known);
    return known;
  }

  private askTexts(folder: string): void {
    this.work.ask(`texts ${folder}`, async () => {
      const { documents } = this.ground;
      const own = this.folders.get(folder)?.documents ?? new Set<string>();
      const isOwn = (file: string): boolean => own.has(file);
      const before = documents.versions(isOwn);
      const judged: RunJudgement[] = [];
      for (const file of own) judged.push(await judgeText(file, this.ground));
      // What was typed meanwhile has asked for another look, and what was seen is no more where it was.
      if (documents.versions(isOwn) !== before) return;
      await this.say(folder, {
        texts: {
          problems: judged.flatMap(({ problems }) => problems),
          unreadable: judged.flatMap(({ unreadable }) => unreadable),
        },
      });
    });
  }

  private askNames(folder: string): void {
    this.work.ask(`names ${folder}`, async () => {
      const { documents } = this.ground;
      const records = path.join(folder, RECORDS_FOLDER);
      const before = documents.versionsBelow(records);
      const [file] = this.folders.get(folder)?.documents ?? [];
      const names = file === undefined ? NOTHING : await judgeNames(file, this.ground);
      if (documents.versionsBelow(records) === before)
        await this.say(folder, { names, recordsOfNames: before });
    });
  }

  private async say(folder: string, judged: Partial<OpenFolder>): Promise<void> {
    const { publisher, documents } = this.ground;
    const open = this.folders.get(folder);
    if (open === undefined) return;
    const subject = `run ${folder}`;
    if (open.documents.size === 0) {
      this.folders.delete(folder);
      await publisher.publish(subject, new Map());
      return;
    }
    Object.assign(open, judged);
    const { texts, names, recordsOfNames } = open;
    // A record that was changed since has its part of the names judged again in a moment.
    const isOfNow = documents.versionsBelow(path.join(folder, RECORDS_FOLDER)) === recordsOfNames;
    const problems = isOfNow
      ? names.problems
      : names.problems.filter(({ file }) => documents.of(file) === undefined);
    await publisher.publish(subject, saidOf(folder, texts, { ...names, problems }));
  }
}

/** By file, what is said of a folder; what could not be read is said once, whoever needed it. */
function saidOf(folder: string, texts: RunJudgement, names: RunJudgement): Map<string, Diagnostic[]> {
  const unreadable = new Set([...texts.unreadable, ...names.unreadable]);
  const said = new Map<string, Diagnostic[]>();
  const add = (file: string, diagnostic: Diagnostic): void => {
    said.set(file, [...(said.get(file) ?? []), diagnostic]);
  };
  const listed = names.problems.slice(0, MOST_NAMES);
  for (const { file, diagnostic } of [
    ...texts.problems,
    ...listed,
    ...[...unreadable].map(unreadableProblem),
  ])
    add(file, diagnostic);
  const omitted = names.problems.slice(MOST_NAMES).map(({ diagnostic }) => diagnostic);
  if (omitted.length > 0) add(folder, omissionOf(omitted));
  return said;
}

function omissionOf(omitted: readonly Diagnostic[]): Diagnostic {
  const start = { line: 0, character: 0 };
  const severities = omitted.map(({ severity = DiagnosticSeverity.Error }) => severity);
  return {
    range: { start, end: start },
    severity: Math.min(...severities) as DiagnosticSeverity,
    source: SOURCE,
    message: l10n.t(
      'Of the names in this folder {0} more are wrong: `exlab audit` lists all of them.',
      omitted.length,
    ),
  };
}
