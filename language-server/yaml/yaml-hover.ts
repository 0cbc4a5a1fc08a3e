import { MarkupKind, type CancellationToken, type Hover, type Position } from 'vscode-languageserver';
import { yamlPlaceAt } from '../../core/config';
import type { ServerGround } from '../ground';
import { positionIn } from '../positions/ranges';
import { keyMarkdown } from './key-markdown';
import { servedYaml, type ServedYaml } from './served-yaml';

/**
 * What a key of `config.yaml` or of a plugin's manifest means (spec 4.5); undefined for any other document, and where
 * no known key stands.
 */
export async function hoverYaml(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<Hover | undefined> {
  const open = ground.documents.at(uri);
  const served = open && (await servedYaml(open.file, ground));
  if (open === undefined || served === undefined || token.isCancellationRequested) return undefined;
  return hoverAt(served, positionIn(open.document, position));
}

/** What the key at a position means. */
export function hoverAt({ text, schema }: ServedYaml, position: Position): Hover | undefined {
  const { at, path, word, range, present } = yamlPlaceAt(text, position);
  if (at !== 'key' || word === '') return undefined;
  const key = schema.describe([...path, word.replace(/^(["'])(.*)\1$/, '$2')], present);
  return key && { contents: { kind: MarkupKind.Markdown, value: keyMarkdown(key) }, range };
}
