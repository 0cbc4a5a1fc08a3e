import * as path from 'node:path';
import * as vscode from 'vscode';
import { sha256 } from '../../core/system';
import { isSetName, type SetName } from './preview-state';

export const ANSWERS_SCHEME = 'exlab-answers';

/** The address of the sheet of answers of a set: the editor shows its last name. */
export function answersUri(root: string, set: SetName): vscode.Uri {
  const folder = `${path.basename(root)}-${sha256(root).slice(0, 8)}`;
  return vscode.Uri.from({ scheme: ANSWERS_SCHEME, path: `/${folder}/${set}/answers-${set}.yaml` });
}

/** The set whose sheet of answers an address means; undefined where it means none of this template. */
export function setOfAnswers(root: string, uri: vscode.Uri): SetName | undefined {
  const set = uri.path.split('/').at(-2);
  return isSetName(set) && answersUri(root, set).toString() === uri.toString() ? set : undefined;
}

interface Sheet {
  readonly bytes: Uint8Array;
  readonly written: number;
}

/**
 * The sheets of answers, in memory: they are saved there as files are, and are gone with the window. What is in them are
 * samples, and no lab's answers.
 */
export class AnswersFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly sheets = new Map<string, Sheet>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly registration = vscode.workspace.registerFileSystemProvider(ANSWERS_SCHEME, this, {
    isCaseSensitive: true,
  });

  /** What was saved last; undefined where nothing was. */
  text(uri: vscode.Uri): string | undefined {
    const sheet = this.sheets.get(uri.toString());
    return sheet === undefined ? undefined : Buffer.from(sheet.bytes).toString('utf8');
  }

  /** Puts a text there before it is opened first. */
  put(uri: vscode.Uri, text: string): void {
    this.sheets.set(uri.toString(), { bytes: Buffer.from(text, 'utf8'), written: Date.now() });
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, written } = this.sheet(uri);
    return { type: vscode.FileType.File, ctime: written, mtime: written, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.sheet(uri).bytes;
  }

  /** Only what is open can be saved: nothing else comes to be here. */
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    this.sheet(uri);
    this.put(uri, Buffer.from(bytes).toString('utf8'));
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private sheet(uri: vscode.Uri): Sheet {
    const sheet = this.sheets.get(uri.toString());
    if (sheet === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return sheet;
  }
}
