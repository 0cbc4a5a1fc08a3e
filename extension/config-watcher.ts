import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

/**
 * Tells when a file says something else, comes or goes, also where its folder is not there yet: then the nearest folder
 * above that is there is watched for the next one on the way. Never a whole tree.
 */
export class ConfigWatcher implements vscode.Disposable {
  private watcher: vscode.FileSystemWatcher | undefined;
  private file = '';
  /** What stood in the file when it was last looked at; undefined where it was not there. */
  private seen: Promise<string | undefined> = Promise.resolve(undefined);

  constructor(private readonly onChange: () => void) {}

  /** Watches this file from now on, and no other. */
  async watch(file: string): Promise<void> {
    this.file = file;
    this.seen = textOf(file);
    const awaited = await nextOnTheWay(file);
    if (this.file !== file) return;
    this.watcher?.dispose();
    // Names of files may hold what means something in a pattern: all of the folder is watched, and one name told of.
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(path.dirname(awaited)), '*'),
    );
    this.watcher = watcher;
    const changed = ({ fsPath }: vscode.Uri): void => {
      if (fsPath === awaited) void this.look(file, awaited);
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
  }

  dispose(): void {
    this.file = '';
    this.watcher?.dispose();
    this.watcher = undefined;
  }

  /** Somebody saves a file as it was, and programs touch it: only what it says counts. */
  private async look(file: string, awaited: string): Promise<void> {
    const before = this.seen;
    this.seen = textOf(file);
    const [was, is] = await Promise.all([before, this.seen]);
    if (this.file !== file) return;
    if (awaited !== file) await this.watch(file);
    if (was !== is) this.onChange();
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // What cannot be read is told by whoever needs it.
    return undefined;
  }
}

/** The file itself where its folder is there, else the first folder above it that is missing. */
async function nextOnTheWay(file: string): Promise<string> {
  let awaited = file;
  while (path.dirname(awaited) !== awaited && !(await isThere(path.dirname(awaited)))) {
    awaited = path.dirname(awaited);
  }
  return awaited;
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch {
    return false;
  }
}
