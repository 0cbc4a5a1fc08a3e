import { MarkupKind, type CancellationToken, type Hover, type Position } from 'vscode-languageserver';
import type { ServerGround } from '../ground';
import { runKeyMarkdown } from './run-key-markdown';
import { runPlaceAt } from './run-place';

/**
 * What a key of a README's front matter or of a record means (spec 4.5); undefined for any other document, and where no
 * known key stands.
 */
export async function hoverRun(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<Hover | undefined> {
  const asked = await runPlaceAt(uri, position, ground, token);
  if (asked?.place.at !== 'key') return undefined;
  const { place, file, runs } = asked;
  const word = place.word.replace(/^(["'])(.*)\1$/, '$2');
  const key = (await runs.keysAt(file, place.path)).find((each) => each.key === word);
  return key && { contents: { kind: MarkupKind.Markdown, value: runKeyMarkdown(key) }, range: place.range };
}
