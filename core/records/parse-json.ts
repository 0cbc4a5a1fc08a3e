import { parseTree, visit, type Node } from 'jsonc-parser';
import { l10n } from '../system';
import { JsonNumber, type JsonValue } from './json-text';

/** Deeper nesting is no record, and would cost the stack. */
const MAX_DEPTH = 200;

/** A stretch of a text in UTF-16 offsets. */
export interface TextPlace {
  readonly offset: number;
  readonly length: number;
}

/** A text that is no JSON, or not one that could be a record; the message says why. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';

  /**
   * @param place where the mistake is, where that is known
   * @param explanation the same in words that are alike on every platform
   */
  constructor(
    message: string,
    /** What could be decoded of the text; empty where it is no text. */
    readonly text = '',
    readonly place?: TextPlace,
    readonly explanation: string = message,
  ) {
    super(message);
  }
}

/** A parsed text: its value, and its tree with the offset of every part. */
export interface ParsedJson {
  readonly text: string;
  readonly tree: Node;
  readonly value: JsonValue;
}

/**
 * Parses strict JSON without losing anything: whole numbers become `bigint`, other numbers keep their text.
 * A byte order mark is dropped. Throws `JsonSyntaxError`, also for a member that an object has twice.
 */
export function parseJson(content: Uint8Array | string): ParsedJson {
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : decode(content);
  checkSyntax(text);
  const tree = parseTree(text);
  if (tree === undefined) throw new JsonSyntaxError(l10n.t('the file is empty'), text);
  return { text, tree, value: valueOf(tree, text) };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new JsonSyntaxError(l10n.t('the file is no UTF-8 text'));
  }
}

/** The editor's parser forgives much: what is JSON the platform's own says. */
function checkSyntax(text: string): void {
  const isDeep = deepest(text) > MAX_DEPTH;
  try {
    JSON.parse(text);
  } catch (caught) {
    const message = caught instanceof Error ? caught.message : String(caught);
    // Up to the first mistake all is JSON, so that its depth is known.
    const place = isDeep ? undefined : firstMistake(text);
    throw new JsonSyntaxError(message, text, place, l10n.t('what stands there is not JSON'));
  }
  if (isDeep) throw new JsonSyntaxError(l10n.t('it is nested too deeply'), text);
}

/** Where the editor's parser meets the first mistake, if it sees one. */
function firstMistake(text: string): TextPlace | undefined {
  let place: TextPlace | undefined;
  const enough = new Error('found');
  try {
    visit(
      text,
      {
        onError: (_, offset, length) => {
          place = { offset, length };
          throw enough;
        },
      },
      { disallowComments: true },
    );
  } catch (caught) {
    if (caught !== enough) throw caught;
  }
  return place;
}

/** How deep the brackets of valid JSON are nested. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') most = Math.max(most, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return most;
}

function valueOf(node: Node, text: string): JsonValue {
  switch (node.type) {
    case 'object':
      return objectOf(node, text);
    case 'array':
      return (node.children ?? []).map((child) => valueOf(child, text));
    case 'number': {
      const digits = text.slice(node.offset, node.offset + node.length);
      return /[.eE]/.test(digits) ? new JsonNumber(digits) : BigInt(digits);
    }
    default:
      return node.value as null | boolean | string;
  }
}

function objectOf(node: Node, text: string): JsonValue {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    const name = key.value as string;
    if (Object.hasOwn(object, name))
      throw new JsonSyntaxError(l10n.t("'{0}' stands twice in one object", name), text, key);
    object[name] = valueOf(value, text);
  }
  return object;
}
