import {
  CompletionItemKind,
  MarkupKind,
  type CancellationToken,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver';
import type { DocumentKey, DocumentValue } from '../../core/validator';
import type { ServerGround } from '../ground';
import { runKeyMarkdown } from './run-key-markdown';
import { runPlaceAt, type AskedPlace, type RunPlace } from './run-place';

/**
 * The keys that are missing, and the values that may stand, at a position of a README's front matter or of a record
 * (spec 4.5); undefined for any other document.
 */
export async function completeRun(
  uri: string,
  position: Position,
  ground: ServerGround,
  token: CancellationToken,
): Promise<CompletionItem[] | undefined> {
  const asked = await runPlaceAt(uri, position, ground, token);
  if (asked === undefined) return undefined;
  const { place, file, runs } = asked;
  if (place.at === 'value') return valueItems(place, await runs.valuesAt(file, place.path));
  return keyItems(asked, await runs.keysAt(file, place.path));
}

function keyItems({ place, document }: AskedPlace, keys: readonly DocumentKey[]): CompletionItem[] {
  const { end } = place.range;
  const behind = document.getText({ start: end, end: { ...end, character: Number.MAX_SAFE_INTEGER } });
  const isEnded = /^\s*:/.test(behind);
  return keys
    .filter(({ key }) => !place.present.has(key))
    .map((key, index): CompletionItem => ({
      label: key.key,
      kind: key.isNested ? CompletionItemKind.Module : CompletionItemKind.Property,
      // In the order in which they are written, what must be there first.
      sortText: `${key.isRequired ? 0 : 1}${String(index).padStart(3, '0')}`,
      ...(key.field !== undefined && { detail: key.field.label }),
      documentation: { kind: MarkupKind.Markdown, value: runKeyMarkdown(key) },
      ...filtered(place, key.key),
      textEdit: { range: place.range, newText: place.keyText(key, isEnded) },
    }));
}

function valueItems(place: RunPlace, values: readonly DocumentValue[]): CompletionItem[] {
  return values.map((value, index) => ({
    label: String(value),
    kind: CompletionItemKind.Value,
    sortText: String(index).padStart(3, '0'),
    ...filtered(place, String(value)),
    textEdit: { range: place.range, newText: place.valueText(value) },
  }));
}

/** What is typed begins with its quote: clients look for all of it in the item. */
function filtered({ word }: RunPlace, text: string): Pick<CompletionItem, 'filterText'> {
  const quote = /^["']/.exec(word)?.[0];
  return quote === undefined ? {} : { filterText: quote + text + quote };
}
