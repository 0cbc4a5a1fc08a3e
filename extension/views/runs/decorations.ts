import * as vscode from 'vscode';
import { rootsOf } from '../../../core/catalogue';
import { classifyFolder } from '../../../core/layout';
import type { Services } from '../../services';
import type { RunRecords } from './run-records';
import { stateBadge, stateSentence } from './words';

/** The letter of its state beside the folder of a run, here and in the Explorer. */
export class RunDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  private readonly subscriptions: vscode.Disposable;
  private roots: Promise<readonly string[]> | undefined;

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(
    private readonly services: Services,
    private readonly records: RunRecords,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.window.registerFileDecorationProvider(this),
      services.engines.onDidChange(() => {
        this.refresh();
      }),
      services.engines.onDidCreate(({ path }) => {
        this.changed.fire(vscode.Uri.file(path));
      }),
    );
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (uri.scheme !== 'file' || !(await this.isRun(uri.fsPath))) return undefined;
    const summary = await this.records.creation(uri.fsPath);
    // No colour: on the paler text of a row it would be too hard to read.
    return new vscode.FileDecoration(stateBadge(summary.state), stateSentence(summary));
  }

  /** Says that any state may have changed. */
  refresh(): void {
    this.roots = undefined;
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** By its path alone: the editor asks for every file that it shows. */
  private async isRun(folder: string): Promise<boolean> {
    this.roots ??= this.services.engines.config().then((config) => (config === null ? [] : rootsOf(config)));
    return (await this.roots).some((root) => classifyFolder(root, folder).kind === 'run');
  }
}
