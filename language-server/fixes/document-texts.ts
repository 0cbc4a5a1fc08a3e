import { readFile } from 'node:fs/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenDocuments } from '../documents/open-documents';
import { uriOf } from '../documents/file-uris';

/** The present texts of files: those of the client where it has them open, else those on the disk. */
export class DocumentTexts {
  constructor(private readonly documents: OpenDocuments) {}

  /** The document of a file (absolute path); undefined for one that cannot be read or is no text. */
  async of(file: string): Promise<TextDocument | undefined> {
    const open = this.documents.of(file);
    if (open !== undefined) return open;
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
      return TextDocument.create(uriOf(file), '', 0, text);
    } catch {
      // What cannot be read cannot be corrected.
      return undefined;
    }
  }
}
