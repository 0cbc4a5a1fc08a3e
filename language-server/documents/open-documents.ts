import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileOf } from './file-uris';
import { isBelow } from './same-file';

type Listener = (file: string) => void;

/** The documents that the client has open, with their unsaved texts; only those that are files. */
export class OpenDocuments {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly byFile = new Map<string, TextDocument>();
  private readonly onOpenOrChange: Listener[] = [];
  private readonly onClose: Listener[] = [];
  private readonly onSave: Listener[] = [];

  constructor(connection: Connection) {
    this.documents.onDidChangeContent(({ document }) => {
      const file = fileOf(document.uri);
      if (file === undefined) return;
      this.byFile.set(file, document);
      for (const listener of this.onOpenOrChange) listener(file);
    });
    this.documents.onDidClose(({ document }) => {
      const file = fileOf(document.uri);
      if (file === undefined || !this.byFile.delete(file)) return;
      for (const listener of this.onClose) listener(file);
    });
    this.documents.onDidSave(({ document }) => {
      const file = fileOf(document.uri);
      if (file === undefined) return;
      for (const listener of this.onSave) listener(file);
    });
    this.documents.listen(connection);
  }

  /** Which documents of some are open, and in which version: another text after every change of one. */
  versions(isMeant: (file: string) => boolean): string {
    const meant = [...this.byFile].filter(([file]) => isMeant(file));
    return meant.map(([file, { version }]) => `${version} ${file}`).join('\0');
  }

  /** The same of the documents below a folder. */
  versionsBelow(folder: string): string {
    return this.versions((file) => isBelow(folder, file));
  }

  /** The open document with this address. */
  at(uri: string): { readonly document: TextDocument; readonly file: string } | undefined {
    const file = fileOf(uri);
    const document = file === undefined ? undefined : this.byFile.get(file);
    return file === undefined || document === undefined ? undefined : { document, file };
  }

  /** The open document of a file (absolute path). */
  of(file: string): TextDocument | undefined {
    return this.byFile.get(file);
  }

  /** The text of a file as the client has it; undefined for one that is not open. */
  readonly textOf = (file: string): string | undefined => this.byFile.get(file)?.getText();

  /** The files that are open. */
  get files(): readonly string[] {
    return [...this.byFile.keys()];
  }

  didOpenOrChange(listener: Listener): void {
    this.onOpenOrChange.push(listener);
  }

  didClose(listener: Listener): void {
    this.onClose.push(listener);
  }

  didSave(listener: Listener): void {
    this.onSave.push(listener);
  }
}
