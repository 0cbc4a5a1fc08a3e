import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  visit,
  type Document,
  type ErrorCode,
  type Scalar,
} from 'yaml';
import { errnoOf, fileError, l10n, readYamlDocument } from '../../core/system';
import { readPlainScalar } from '../../core/templates';
import { UsageError, type Arguments } from '../arguments';
import type { Terminal } from '../terminal';
import { readAnswerPairs } from './draft';
import { CircularAnswer, writtenCollection } from './written-collection';

/** Where standard input stands in for a file. */
export const STANDARD_INPUT = '-';

/** What the command line answers, and where each answer comes from. */
export interface GivenAnswers {
  /** `--set` over `--answers`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The ids that `--set` gives. */
  readonly set: ReadonlySet<string>;
  /** The ids that a file gives, which others may read later. */
  readonly filed: ReadonlySet<string>;
}

/**
 * Reads `--answers` and `--set`. Values stay as they are written, so that each can be read by its question's type;
 * a list or mapping is YAML in one line.
 * Throws `UsageError` for what is no mapping, no YAML or no UTF-8, `folder_not_found` for a file that is not there.
 */
export async function readAnswers(given: Arguments, terminal: Terminal): Promise<GivenAnswers> {
  const source = given.text('answers');
  const read = source === undefined ? new Map<string, unknown>() : await readSource(source, terminal);
  const set = readAnswerPairs(given, 'set');
  return {
    values: new Map([...read, ...set]),
    set: new Set(set.map(([id]) => id)),
    filed: new Set(source === STANDARD_INPUT ? [] : read.keys()),
  };
}

async function readSource(source: string, terminal: Terminal): Promise<Map<string, unknown>> {
  if (source === STANDARD_INPUT) {
    const { buffer } = await import('node:stream/consumers');
    const name = l10n.t('standard input');
    return parseAnswers(decode(await buffer(terminal.stdin), name), name);
  }
  return parseAnswers(decode(await readAnswersFile(source), source), source);
}

async function readAnswersFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (caught) {
    if (errnoOf(caught) !== 'EISDIR') throw fileError(caught, file);
    throw new UsageError(l10n.t('{0} is a folder: give the path of a file of answers.', file), '--answers');
  }
}

/** The text of these bytes. In another encoding, letters would be lost without a word. */
function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(source, l10n.t('it is not UTF-8; save it as UTF-8'));
  }
}

/** Answers nest a few levels; a text that goes far beyond would end the process. */
const DEEPEST_NESTING = 50;

const NOTHING = /^(?:~|null|Null|NULL|)$/;

/**
 * The answers in a text of YAML or JSON. Keys that begin with `_` are Copier's own notes, and no answers.
 * No error tells any of the text: every part of it may be a secret.
 */
export function parseAnswers(given: string, source: string): Map<string, unknown> {
  const text = given.replace(/^\uFEFF/, '');
  // Every plain scalar stays the text that stands there: 007, yes and 1.50 mean what their question says.
  const document = readYamlDocument(text, DEEPEST_NESTING, {
    schema: 'failsafe',
    logLevel: 'error',
    uniqueKeys: isSameKey,
  });
  if (document === undefined) throw unreadable(source, l10n.t('they nest too deep'));
  // A warning tells of something that would be lost, such as a password that begins with '!'.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined)
    throw unreadable(source, sentenceFor(problem.code, lineAt(text, problem.pos[0])));
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === '')) return new Map();
  if (!isMap(contents)) throw unreadable(source, l10n.t("it must be lines like 'question: answer'"));
  const answers = valuesOf(document, text, source);
  for (const { key, value } of contents.items) {
    const isNothing =
      value === null || (isScalar(value) && value.type === 'PLAIN' && NOTHING.test(String(value.value)));
    if (!isScalar(key)) continue;
    const answer = isAlias(value) ? value.resolve(document) : value;
    if (isNothing) answers.set(String(key.value), null);
    else if (isCollection(answer)) answers.set(String(key.value), writtenIn(document, answer, source));
  }
  return new Map([...answers].filter(([id]) => !id.startsWith('_')));
}

/** Equal for keys that name the same entry: `1` and `'1'` do not. */
function isSameKey(left: unknown, right: unknown): boolean {
  return left === right || (isScalar(left) && isScalar(right) && identityOf(left) === identityOf(right));
}

function identityOf({ type, value }: Scalar): string {
  const kind = type === 'PLAIN' ? readPlainScalar(String(value)).type : 'str';
  return `${kind} ${String(value)}`;
}

function writtenIn(document: Document, answer: unknown, source: string): string {
  try {
    return writtenCollection(answer, document);
  } catch (caught) {
    if (!(caught instanceof CircularAnswer)) throw caught;
    throw unreadable(source, l10n.t("a reference ('*name') leads back to where it stands"));
  }
}

function valuesOf(document: Document, text: string, source: string): Map<string, unknown> {
  const lost = unresolvedAlias(document);
  if (lost !== undefined) throw unreadable(source, needsQuotes(lineAt(text, lost)));
  try {
    const values = document.toJS({ mapAsMap: true }) as ReadonlyMap<unknown, unknown>;
    return new Map([...values].map(([id, value]) => [String(id), value]));
  } catch (caught) {
    if (!(caught instanceof ReferenceError)) throw caught;
    throw unreadable(source, l10n.t("its references ('*name') would fill the memory"));
  }
}

/** Where the first alias stands that refers to nothing. */
function unresolvedAlias(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** One-based. What is missing at the end is missing in the last line that holds anything. */
function lineAt(text: string, offset: number): number {
  const before = offset >= text.trimEnd().length ? text.trimEnd() : text.slice(0, offset);
  return before.split('\n').length;
}

/** What is wrong in our own words: the reader's would quote the line. */
function sentenceFor(code: ErrorCode, line: number): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return l10n.t('line {0} answers a question a second time', line);
    case 'MULTIPLE_DOCS':
      return l10n.t("a second text begins at line {0}: take '---' out", line);
    case 'TAB_AS_INDENT':
      return l10n.t('a tab stands at the beginning of line {0}: use spaces', line);
    case 'MISSING_CHAR':
      return l10n.t('something is not closed in line {0} or above it, a quote or a bracket', line);
    default:
      return needsQuotes(line);
  }
}

function needsQuotes(line: number): string {
  return l10n.t(
    "line {0} is no YAML: an answer needs quotes where it holds ': ' or ' #', or begins with a character such as {1}",
    line,
    '* & ! | > { } [ ] % @ ` " \'',
  );
}

function unreadable(source: string, problem: string): UsageError {
  return new UsageError(l10n.t('The answers in {0} cannot be read: {1}', source, problem), '--answers');
}
