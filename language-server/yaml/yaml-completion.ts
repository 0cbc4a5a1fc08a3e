import {
  CompletionItemKind,
  MarkupKind,
  type CancellationToken,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver';
import { yamlPlaceAt, type KeyDescription, type YamlPlace } from '../../core/config';
import type { ServerGround } from '../ground';
import { positionIn } from '../positions/ranges';
import { keyMarkdown } from './key-markdown';
import { servedYaml, type ServedYaml } from './served-yaml';

/**
 * The keys and values that may stand at a position of `config.yaml` or a plugin's manifest (spec 4.5); undefined for any
 * other document.
 */
export async function completeYaml(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<CompletionItem[] | undefined> {
  const open = ground.documents.at(uri);
  const served = open && (await servedYaml(open.file, ground));
  if (open === undefined || served === undefined || token.isCancellationRequested) return undefined;
  return itemsAt(served, positionIn(open.document, position));
}

/** What may stand at a position. */
export function itemsAt(served: ServedYaml, position: Position): CompletionItem[] {
  const place = yamlPlaceAt(served.text, position);
  if (place.at === 'value') return valueItems(served, place);
  const keys = served.schema.keysIn(place.path, place.present);
  // An element of a list of words stands where a key would.
  return keys.length === 0 ? valueItems(served, place) : keyItems(served, place, keys);
}

function keyItems(
  { text }: ServedYaml,
  { range, present }: YamlPlace,
  keys: readonly KeyDescription[],
): CompletionItem[] {
  const hasColon = /^[ \t]*:/.test(
    (text.split(/\r\n|\n|\r/)[range.end.line] ?? '').slice(range.end.character),
  );
  return keys
    .filter(({ key }) => !Object.hasOwn(present, key))
    .map((key, index): CompletionItem => {
      const isNested = key.kind === 'mapping' || key.kind === 'list';
      const ending = hasColon ? '' : isNested ? ':' : ': ';
      return {
        label: key.key,
        kind: isNested ? CompletionItemKind.Module : CompletionItemKind.Property,
        // In the order of the schema, what must be there first.
        sortText: `${key.isRequired ? 0 : 1}${String(index).padStart(3, '0')}`,
        documentation: { kind: MarkupKind.Markdown, value: keyMarkdown(key) },
        textEdit: { range, newText: key.key + ending },
      };
    });
}

function valueItems({ schema, valuesAt }: ServedYaml, { path, range, present }: YamlPlace): CompletionItem[] {
  const at = path.slice(0, path.findLastIndex((step) => typeof step === 'string') + 1);
  const values = [...(schema.describe(at, present)?.values ?? []), ...valuesAt(at)];
  return values.map((value, index) => ({
    label: value,
    kind: CompletionItemKind.Value,
    sortText: String(index).padStart(3, '0'),
    textEdit: { range, newText: isText(value) ? `"${value}"` : value },
  }));
}

/** Whether a word that is meant as a text would be a number to YAML. */
function isText(value: string): boolean {
  return /^[\d.+-]+$/.test(value);
}
