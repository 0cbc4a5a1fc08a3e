import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { errnoOf, ExlabError, fileError, l10n } from '../../core/system';
import { readAnswersText } from '../../core/templates';
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

/** The answers in a text of YAML or JSON. Throws `UsageError`, which tells none of them. */
export function parseAnswers(text: string, source: string): Map<string, unknown> {
  try {
    return readAnswersText(text, source);
  } catch (caught) {
    if (!(caught instanceof ExlabError)) throw caught;
    throw new UsageError(caught.message, '--answers');
  }
}

function unreadable(source: string, problem: string): UsageError {
  return new UsageError(l10n.t('The answers in {0} cannot be read: {1}', source, problem), '--answers');
}
