import { readFile } from 'node:fs/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenDocuments } from '../documents/open-documents';
import { uriOf } from '../documents/file-uris';
import { YamlSource } from './yaml-source';

/**
 * The present texts of files: those of the client where it has them open, else those on the disk. For one question, so
 * that each is read and parsed once for all problems.
 */
export class DocumentTexts {
  private readonly yaml = new WeakMap<
    TextDocument,
    { readonly version: number; readonly source: YamlSource }
  >();

  constructor(private readonly documents: OpenDocuments) {}

  /** A file of YAML with the document that it is read from; undefined as `of` is. */
  async yamlOf(file: string): Promise<{ yaml: YamlSource; document: TextDocument } | undefined> {
    const document = await this.of(file);
    if (document === undefined) return undefined;
    const { version } = document;
    const known = this.yaml.get(document);
    if (known?.version === version) return { yaml: known.source, document };
    const source = new YamlSource(file, document);
    this.yaml.set(document, { version, source });
    return { yaml: source, document };
  }

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
