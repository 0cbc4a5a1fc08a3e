import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/**
 * Tells when a file changes, comes or goes, also where its folder is not there yet: then the nearest folder above that
 * is there is watched for the next one on the way. Never a whole tree.
 */
export class ConfigWatcher implements vscode.Disposable {
  private watcher: vscode.FileSystemWatcher | undefined;

  constructor(private readonly onChange: () => void) {}

  /** Watches this file from now on, and no other. */
  watch(file: string): void {
    this.dispose();
    const { folder, name } = nextOnTheWay(file);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), name),
    );
    this.watcher = watcher;
    const changed = (): void => {
      // What was waited for may be a folder: the file is one step nearer, or there already.
      if (path.join(folder, name) !== file) this.watch(file);
      if (path.join(folder, name) === file || existsSync(file)) this.onChange();
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
  }

  dispose(): void {
    this.watcher?.dispose();
    this.watcher = undefined;
  }
}

/** The nearest folder above a file that is there, and the name in it that leads to the file. */
function nextOnTheWay(file: string): { folder: string; name: string } {
  let [folder, name] = [path.dirname(file), path.basename(file)];
  while (!existsSync(folder) && path.dirname(folder) !== folder) {
    [folder, name] = [path.dirname(folder), path.basename(folder)];
  }
  return { folder, name };
}
