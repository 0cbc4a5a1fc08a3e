import * as vscode from 'vscode';
import { rootsOf } from '../../../core/catalogue';
import { classifyFolder } from '../../../core/layout';
import { OffendingPaths } from '../../problems/offending-paths';
import { isEmpty, type Tally } from '../../problems/tally';
import { problemDigit, tallyLines } from '../../problems/words';
import type { Services } from '../../services';
import type { RunRecords } from './run-records';
import { stateBadge, stateSentence } from './words';

/**
 * Beside the folder of a run, here and in the Explorer, the letter of its state and how many problems it has; beside
 * other folders of the lab only the problems, and a mark where a name or a whole file is one.
 */
export class RunDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri | vscode.Uri[] | undefined>();
  private readonly subscriptions: vscode.Disposable;
  private readonly offending = new OffendingPaths();
  private roots: Promise<readonly string[]> | undefined;

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(
    private readonly services: Services,
    private readonly records: RunRecords,
  ) {
    const { engines, problems } = services;
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.window.registerFileDecorationProvider(this),
      engines.onDidChange(() => {
        this.refresh();
      }),
      engines.onDidCreate(({ path }) => {
        this.changed.fire(vscode.Uri.file(path));
      }),
      problems.onDidChange((folders) => {
        this.problemsChanged(folders);
      }),
    );
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (uri.scheme !== 'file') return undefined;
    const [finding, ...others] = this.offending.at(uri.fsPath);
    if (finding !== undefined)
      return offendingDecoration([finding, ...others].map((each) => each.rule_detail));
    const kind = await this.kindOf(uri.fsPath);
    if (kind === 'run') return this.runDecoration(uri.fsPath);
    return kind === 'project' ? problemDecoration(this.services.problems.store.own(uri.fsPath)) : undefined;
  }

  /** Says that any state may have changed. */
  refresh(): void {
    this.roots = undefined;
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async runDecoration(folder: string): Promise<vscode.FileDecoration> {
    const summary = await this.records.creation(folder);
    const tally = this.services.problems.store.own(folder);
    const lines = [stateSentence(summary), ...(isEmpty(tally) ? [] : tallyLines(tally))];
    // No colour: on the paler text of a row it would be too hard to read. What is urgent has an icon with one.
    return new vscode.FileDecoration(stateBadge(summary.state) + problemDigit(tally), lines.join('\n'));
  }

  private problemsChanged(folders: ReadonlySet<string>): void {
    const { problems } = this.services;
    const uris = [...folders].flatMap((folder) => {
      const paths = this.offending.set(folder, problems.store.get(folder), (finding) =>
        problems.isKnown(finding),
      );
      return [folder, ...paths].map((path) => vscode.Uri.file(path));
    });
    // Beyond so many the editor is told faster that any may have changed.
    if (uris.length > MOST_TOLD) this.changed.fire(undefined);
    else if (uris.length > 0) this.changed.fire(uris);
  }

  /** By its path alone: the editor asks for every file that it shows. */
  private async kindOf(folder: string): Promise<string | undefined> {
    this.roots ??= this.services.engines.config().then((config) => (config === null ? [] : rootsOf(config)));
    return (await this.roots)
      .map((root) => classifyFolder(root, folder).kind)
      .find((kind) => kind !== 'other');
  }
}

const MOST_TOLD = 500;

function problemDecoration(tally: Tally): vscode.FileDecoration | undefined {
  const digit = problemDigit(tally);
  return digit === '' ? undefined : new vscode.FileDecoration(digit, tallyLines(tally).join('\n'));
}

/** In the Explorer it shows through closed folders, as the editor's own marks do. */
function offendingDecoration(details: readonly string[]): vscode.FileDecoration {
  const color = new vscode.ThemeColor('list.errorForeground');
  const decoration = new vscode.FileDecoration('!', details.join('\n'), color);
  decoration.propagate = true;
  return decoration;
}
