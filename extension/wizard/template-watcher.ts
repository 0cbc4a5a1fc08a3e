import * as vscode from 'vscode';
import type { Clock, Timer } from '../../core/system';

/** An editor writes a file in several steps: they are looked at together (ms). */
const SETTLE_MS = 200;

/** Tells when something in the lab's templates folder has changed. The trees of runs are left alone. */
export class TemplateWatcher {
  private folder: string | undefined;
  private watcher: vscode.Disposable | undefined;
  private timer: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
  ) {}

  /** Watches this folder and no other; none where there is none. */
  watch(folder: string | undefined): void {
    if (folder === this.folder) return;
    this.folder = folder;
    this.watcher?.dispose();
    this.watcher = undefined;
    if (folder === undefined || folder === '') return;
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): void => {
      this.timer?.cancel();
      this.timer = this.clock.schedule(SETTLE_MS, this.onChange);
    };
    this.watcher = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  }

  dispose(): void {
    this.timer?.cancel();
    this.watcher?.dispose();
  }
}
