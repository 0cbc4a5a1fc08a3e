import { isScalar, isSeq, type Document, type Node, type YAMLSeq } from 'yaml';
import { l10n, readYamlDocuments } from '../system';
import type { TemplateValue } from './jinja/value';
import { NodeReader, TooManyNodes } from './manifest/node-reader';
import { templateValueOf, type ManifestNode } from './manifest/nodes';
import { readPlainScalar } from './manifest/plain-scalar';
import { Positions } from './manifest/positions';

/** Texts that are one plain scalar to every reader of YAML. */
const WORDS = /^[A-Za-z0-9][A-Za-z0-9_ .+-]*$(?<! )/;

/** What a text was read as; `problem` continues a sentence. */
export type DataReading<Value = TemplateValue> = { readonly value: Value } | { readonly problem: string };

/** Far more levels than any answer has. */
const MAX_DEPTH = 100;

/** Characters that PyYAML takes for no text. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * Reads a text of YAML as Copier does, with PyYAML's `safe_load` (spec 3.3): YAML 1.1, of two equal keys the later
 * one, a date as its text. An empty text is nothing.
 */
export function readYamlData(text: string): DataReading {
  // Most choices and answers are words, and there may be thousands.
  if (WORDS.test(text)) return { value: readPlainScalar(text).value };
  const read = readYamlNode(text);
  if ('problem' in read) return read;
  return { value: read.value === undefined ? null : templateValueOf(read.value) };
}

/** The same with the place of every value; undefined for an empty text. */
export function readYamlNode(text: string): DataReading<ManifestNode | undefined> {
  const positions = new Positions(text);
  const parsed = parse(text, positions);
  if ('problem' in parsed) return parsed;
  const { contents } = parsed.value;
  if (contents === null) return { value: undefined };
  const problems: string[] = [];
  const report = { add: (_code: string, message: string) => void problems.push(withoutPeriod(message)) };
  try {
    const node = new NodeReader(positions, report, { laterKeyWins: true }).read(contents);
    const [problem] = problems;
    return problem === undefined ? { value: node } : { problem };
  } catch (caught) {
    if (!(caught instanceof TooManyNodes)) throw caught;
    return { problem: problems[0] ?? l10n.t('it holds too many values') };
  }
}

/**
 * The items of a YAML list as they are written, each to be read by its own type (`[3.10, no]` holds `3.10` and `no`).
 * As in Copier a quoted item loses its quotes and nothing else.
 */
export function readYamlItems(text: string): DataReading<readonly string[]> {
  const parsed = parse(text, new Positions(text));
  if ('problem' in parsed) return parsed;
  const { contents } = parsed.value;
  if (!isSeq(contents)) return { problem: l10n.t('it must be a list such as [a, b]') };
  return { value: (contents as YAMLSeq<Node>).items.map((item) => writtenItem(item, text)) };
}

function writtenItem(item: Node, text: string): string {
  const [start, end] = item.range ?? [0, 0];
  const written = text.slice(start, end).trim();
  if (!isScalar(item)) return written;
  const isText = item.type === 'PLAIN' ? readPlainScalar(written).type === 'str' : true;
  const isQuoted = /^(?:"[^]*"|'[^]*')$/.test(written) && written.length > 1;
  return isText && isQuoted ? written.slice(1, -1) : written;
}

function parse(text: string, positions: Positions): DataReading<Document.Parsed> {
  const odd = UNPRINTABLE.exec(text);
  if (odd !== null) {
    const code = (odd[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { problem: l10n.t('it holds the character U+{0}, which may only stand there escaped', code) };
  }
  const documents = readYamlDocuments(text, MAX_DEPTH, {
    version: '1.1',
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
  });
  if (documents === undefined) return { problem: l10n.t('it nests deeper than {0} levels', MAX_DEPTH) };
  const [document, second] = documents;
  if (document === undefined || second !== undefined) {
    return { problem: l10n.t("it holds a second text after '---'") };
  }
  const [error] = document.errors;
  if (error === undefined) return { value: document };
  const { line, column } = positions.rangeOf(...error.pos).start;
  return { problem: l10n.t('line {0}, column {1}: {2}', line + 1, column + 1, error.message) };
}

function withoutPeriod(message: string): string {
  return message.replace(/\.$/, '');
}
