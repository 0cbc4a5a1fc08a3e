import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { isMap, isScalar, type Document } from 'yaml';
import { errnoOf, fileError, l10n, readYamlDocument } from '../../core/system';
import { UsageError, type Arguments } from '../arguments';
import type { Terminal } from '../terminal';
import { readAnswerPairs } from './draft';

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
 * Reads `--answers` and `--set`. Values stay as they are written, so that each can be read by its question's type.
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

/** The answers in a text of YAML or JSON. Keys that begin with `_` are Copier's own notes, and no answers. */
export function parseAnswers(text: string, source: string): Map<string, unknown> {
  // Every plain scalar stays the text that stands there: 007, yes and 1.50 mean what their question says.
  const document = readYamlDocument(text.replace(/^\uFEFF/, ''), DEEPEST_NESTING, {
    schema: 'failsafe',
    logLevel: 'error',
  });
  if (document === undefined) throw unreadable(source, l10n.t('they nest too deep'));
  const [error] = document.errors;
  if (error !== undefined) throw unreadable(source, error.message);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === '')) return new Map();
  if (!isMap(contents)) throw unreadable(source, l10n.t("it must be lines like 'question: answer'"));
  const answers = valuesOf(document, source);
  for (const { key, value } of contents.items) {
    const isNothing =
      value === null || (isScalar(value) && value.type === 'PLAIN' && NOTHING.test(String(value.value)));
    if (isNothing && isScalar(key)) answers.set(String(key.value), null);
  }
  return new Map([...answers].filter(([id]) => !id.startsWith('_')));
}

function valuesOf(document: Document, source: string): Map<string, unknown> {
  try {
    const values = document.toJS({ mapAsMap: true }) as ReadonlyMap<unknown, unknown>;
    return new Map([...values].map(([id, value]) => [String(id), value]));
  } catch (caught) {
    // Aliases that refer to nothing, or that would fill the memory.
    if (caught instanceof ReferenceError) throw unreadable(source, caught.message);
    throw caught;
  }
}

function unreadable(source: string, problem: string): UsageError {
  return new UsageError(l10n.t('The answers in {0} cannot be read: {1}', source, problem), '--answers');
}
