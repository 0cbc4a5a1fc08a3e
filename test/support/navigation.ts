import type { Location } from 'vscode-languageserver';
import { fileOf } from '../../language-server/documents/file-uris';
import type { LanguageClient } from './language-client';
import { marked, textIn } from './marked-text';

/** Files with marks: their texts without them, and the one cursor among them. */
export interface MarkedFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly name: string;
  readonly position: { readonly line: number; readonly character: number };
}

/** Takes the marks out of files; one of them holds the cursor. */
export function markedFiles(sources: Readonly<Record<string, string>>): MarkedFiles {
  const files = Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, marked(text).text]));
  for (const [name, text] of Object.entries(sources)) {
    const [position] = marked(text).cursors;
    if (position !== undefined) return { files, name, position };
  }
  throw new Error('no file holds a cursor');
}

/** Locations as somebody would tell them: the file, the line, and what stands there. */
export function told(
  locations: Location | readonly Location[] | null,
  client: LanguageClient,
  files: Readonly<Record<string, string>>,
): string[] {
  const all =
    locations === null ? [] : Array.isArray(locations) ? (locations as Location[]) : [locations as Location];
  return all
    .map(({ uri, range }) => {
      const name = (fileOf(uri) ?? uri).slice(client.folder.length + 1);
      return `${name}:${range.start.line + 1}:${range.start.character + 1} ${textIn(files[name] ?? '', range)}`.trim();
    })
    .sort();
}
