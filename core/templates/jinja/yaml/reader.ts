import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { l10n, readYamlDocument } from '../../../system';
import { budgetMistake, Mistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { Dict, PySet } from '../values/dict';
import { isList, kindOf, Lazy, type Value } from '../values/kinds';
import { readPlainScalar, readTaggedScalar, type PlainScalar } from './plain-scalar';
import { readTimestamp } from './timestamp';

/** How many levels a text may nest. */
const DEEPEST = 200;
/** What the reader takes for each character of a dense text, in items. */
const ITEMS_PER_CHARACTER = 24;
const CORE_TAG = 'tag:yaml.org,2002:';
const SCALAR_TYPES = new Set<string>(['null', 'bool', 'int', 'float', 'str', 'timestamp']);
/** What no text in YAML may hold. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const OTHER_LINE_BREAKS = /[\x85\u2028\u2029]/;

/** Every scalar stays text: this reader knows what it means. */
const OPTIONS = {
  version: '1.1',
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * Reads a text with one document as PyYAML's `safe_load` does. Throws a `Mistake`: `YAMLError` for what is no YAML or
 * carries a tag that is not served, `ValueError` for a day that does not exist.
 */
export function readYaml(text: string, run: Run): Value {
  const document = prepared(text, run);
  for (const error of document?.errors ?? []) throw noYaml(error.message);
  return document === undefined ? null : new DocumentReader(run).read(document.contents);
}

/** Reads the documents of a text one after the other, as `safe_load_all` does. Throws as `readYaml`, when asked for them. */
export function readAllYaml(text: string, run: Run): Lazy {
  let documents: Iterator<Document.Parsed, undefined> | undefined;
  return new Lazy(() => {
    documents ??= documentsOf(text, run)[Symbol.iterator]();
    const next = documents.next();
    if (next.done === true) return undefined;
    for (const error of next.value.errors) throw noYaml(error.message);
    return new DocumentReader(run).read(next.value.contents);
  });
}

function documentsOf(text: string, run: Run): Iterable<Document.Parsed> {
  prepared(text, run);
  const documents = parseAllDocuments(text, OPTIONS);
  return 'empty' in documents ? [] : (documents as Document.Parsed[]);
}

/** The first document; a text that is nested too deeply for any reader is refused here. */
function prepared(text: string, run: Run): Document.Parsed | undefined {
  run.hold(text.length * ITEMS_PER_CHARACTER);
  if (UNPRINTABLE.test(text)) throw noYaml(l10n.t('it holds a character that does not print'));
  // To PyYAML these end a line, to this parser they do not: better no value than another one.
  if (OTHER_LINE_BREAKS.test(text))
    throw noYaml(
      l10n.t('it holds a line break other than a line feed; write it as an escape, such as {0}', '\\u2028'),
    );
  const document = readYamlDocument(text, DEEPEST, OPTIONS);
  if (document === undefined && text.trim() !== '')
    throw budgetMistake(l10n.t('this YAML is nested more than {0} levels deep', DEEPEST));
  return document;
}

function noYaml(message: string): Mistake {
  return new Mistake(
    l10n.t('this is no YAML that can be read: {0}', message),
    'render',
    undefined,
    'YAMLError',
  );
}

class DocumentReader {
  private readonly anchors = new Map<string, Value>();

  constructor(private readonly run: Run) {}

  /** The value of a node; what an alias stands for is one and the same value. */
  read(node: Node | null): Value {
    this.run.hold(1);
    if (node === null) return null;
    if (isAlias(node)) {
      const known = this.anchors.get(node.source);
      if (known === undefined) throw noYaml(l10n.t("the alias '*{0}' stands for nothing", node.source));
      return known;
    }
    const { anchor } = node as { anchor?: string };
    const keep = <Kept extends Value>(value: Kept): Kept => {
      if (anchor !== undefined) this.anchors.set(anchor, value);
      return value;
    };
    if (isScalar(node)) return keep(this.scalar(scalarText(node), node.type === 'PLAIN', node.tag));
    if (isMap(node)) return this.mapping(node, keep);
    if (!isSeq(node)) throw noYaml(l10n.t('it holds something unknown'));
    this.refuseTag(node.tag, 'seq');
    const list = keep<Value[]>([]);
    for (const item of node.items as (Node | null)[]) list.push(this.read(item));
    return list;
  }

  private refuseTag(tag: string | undefined, usual: string): void {
    if (tag !== undefined && tag !== '!' && tag !== CORE_TAG + usual)
      throw noYaml(l10n.t("the tag '{0}' is not served", tag.replace(CORE_TAG, '!!')));
  }

  private scalar(text: string, isPlain: boolean, tag: string | undefined): Value {
    if (tag === undefined) return isPlain ? valueOf(readPlainScalar(text)) : text;
    if (tag === '!') return text;
    const type = tag.replace(CORE_TAG, '');
    if (tag === type || !SCALAR_TYPES.has(type))
      throw noYaml(l10n.t("the tag '{0}' is not served", tag.replace(CORE_TAG, '!!')));
    if (type === 'null') return null;
    const read = readTaggedScalar(type as PlainScalar['type'], text);
    if (read === undefined) throw valueMistake(l10n.t("'{0}' is no '{1}'", text, type));
    return valueOf(read);
  }

  private mapping(node: YAMLMap, keep: (value: Value) => Value): Value {
    const isSet = node.tag === `${CORE_TAG}set`;
    if (!isSet) this.refuseTag(node.tag, 'map');
    const dict = new Dict();
    const set = new PySet();
    keep(isSet ? set : dict);
    const merged: (readonly [Value, Value])[] = [];
    const own: (readonly [Value, Value])[] = [];
    for (const pair of node.items) {
      const keyNode = pair.key as Node | null;
      const value = this.read(pair.value as Node | null);
      if (isMergeKey(keyNode)) merged.push(...this.mergedEntries(value));
      else own.push([this.read(keyNode), value]);
    }
    for (const [key, value] of [...merged, ...own]) {
      if (isList(key) || key instanceof Dict || key instanceof PySet)
        throw noYaml(l10n.t("a '{0}' cannot be a key", kindOf(key)));
      if (isSet) set.add(key);
      else dict.set(key, value);
    }
    return isSet ? set : dict;
  }

  /** What `<<` brings in; of several dicts, the first one has the last word. */
  private mergedEntries(value: Value): (readonly [Value, Value])[] {
    const dicts = isList(value) ? [...value].reverse() : [value];
    return dicts.flatMap((dict) => {
      if (!(dict instanceof Dict)) throw noYaml(l10n.t("'<<' takes in a mapping, or a list of them"));
      this.run.hold(dict.size);
      return [...dict];
    });
  }
}

function scalarText({ value }: Scalar): string {
  return typeof value === 'string' ? value : '';
}

function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.tag === undefined && key.value === '<<';
}

function valueOf(scalar: PlainScalar): Value {
  switch (scalar.type) {
    case 'timestamp':
      return readTimestamp(scalar.value) ?? scalar.value;
    case 'merge':
    case 'value':
    case 'yaml':
      throw noYaml(l10n.t("'{0}' is no value", scalar.value));
    default:
      return scalar.value;
  }
}
