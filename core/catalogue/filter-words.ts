import { RUN_PREFIX, type RunKind } from '../layout';
import { l10n, nearest } from '../system';
import type { RunFilter } from './filter';
import { RUN_STATES, type RunState } from './summary';

/** What was typed as a filter, or what is wrong with it, in a sentence. */
export type FilterReading =
  | { readonly filter: RunFilter; readonly problem?: undefined }
  | { readonly problem: string; readonly filter?: undefined };

/** The keys that a filter may have, in the order in which they are told. */
export const FILTER_KEYS = ['operator', 'state', 'kind', 'after', 'before'] as const;
type FilterKey = (typeof FILTER_KEYS)[number];

/** The words that a state is asked for by: the long one of the records has a short one beside it. */
const STATE_WORDS = new Map<string, RunState>([
  ...RUN_STATES.map((state): [string, RunState] => [state, state]),
  ['blocked', 'blocked_by_validation'],
  ['broken', 'broken_record'],
]);
const SHOWN_STATES = ['pending', 'synced', 'cleaned', 'failed', 'blocked', 'no_record', 'broken'];
const KINDS = Object.keys(RUN_PREFIX) as RunKind[];

/** A part of what was typed: a word, or a key with its values. */
interface Term {
  readonly key: string | undefined;
  readonly values: readonly string[];
}

class FilterProblem extends Error {}

/**
 * Reads what somebody types to filter runs: `operator:alice state:pending,blocked kind:test after:2026-01-01
 * before:2026-02-01 free words`. Quotation marks keep spaces, commas and colons together. Days are local; `after`
 * includes its day, `before` does not.
 */
export function readFilter(typed: string): FilterReading {
  try {
    return { filter: filterOf(termsOf(typed)) };
  } catch (caught) {
    if (caught instanceof FilterProblem) return { problem: caught.message };
    throw caught;
  }
}

function filterOf(terms: readonly Term[]): RunFilter {
  const text = terms.filter(({ key }) => key === undefined).flatMap(({ values }) => values);
  const given = new Map<FilterKey, string[]>();
  for (const { key, values } of terms) {
    if (key === undefined) continue;
    const known = knownKey(key);
    if (values.length === 0) throw new FilterProblem(l10n.t("Give '{0}:' a value.", known));
    given.set(known, [...(given.get(known) ?? []), ...values]);
  }
  const operators = given.get('operator');
  const states = given.get('state')?.map(stateOf);
  const kinds = given.get('kind')?.map(kindOf);
  return {
    ...(text.length === 0 ? {} : { text }),
    ...(operators === undefined ? {} : { operators }),
    ...(states === undefined ? {} : { states }),
    ...(kinds === undefined ? {} : { kinds }),
    ...period(given.get('after'), given.get('before')),
  };
}

function knownKey(key: string): FilterKey {
  const known = FILTER_KEYS.find((candidate) => candidate === key.toLowerCase());
  if (known !== undefined) return known;
  throw new FilterProblem(
    l10n.t(
      "There is no '{0}:'; use {1}, or put text with a colon in quotation marks.",
      key,
      FILTER_KEYS.map((each) => `${each}:`).join(', '),
    ),
  );
}

function stateOf(word: string): RunState {
  const state = STATE_WORDS.get(word.toLowerCase());
  if (state === undefined) throw notOneOf('state', word, SHOWN_STATES);
  return state;
}

function kindOf(word: string): RunKind {
  const kind = KINDS.find((candidate) => candidate === word.toLowerCase());
  if (kind === undefined) throw notOneOf('kind', word, KINDS);
  return kind;
}

function notOneOf(key: FilterKey, word: string, choices: readonly string[]): FilterProblem {
  const meant = nearest(word, choices);
  return new FilterProblem(
    meant === undefined
      ? l10n.t("'{0}:' knows {1}, and not '{2}'.", key, choices.join(', '), word)
      : l10n.t("'{0}:' knows {1}, and not '{2}'. Did you mean '{3}'?", key, choices.join(', '), word, meant),
  );
}

function period(
  after: readonly string[] | undefined,
  before: readonly string[] | undefined,
): { from?: number; to?: number } {
  const from = dayOf('after', after);
  const to = dayOf('before', before);
  if (from !== undefined && to !== undefined && from >= to) {
    throw new FilterProblem(l10n.t("No run lies between these: 'after:' must be earlier than 'before:'."));
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The local beginning of the day that a key names, in milliseconds since 1970. */
function dayOf(key: FilterKey, values: readonly string[] | undefined): number | undefined {
  if (values === undefined) return undefined;
  const [value = '', further] = values;
  if (further !== undefined) throw new FilterProblem(l10n.t("Give '{0}:' one day only.", key));
  const [year = NaN, month = NaN, day = NaN] = (DAY.exec(value) ?? []).slice(1).map(Number);
  const date = new Date(year, month - 1, day);
  // Years below 100 would be taken for those of the last century.
  date.setFullYear(year);
  const isDay = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  if (!isDay) {
    throw new FilterProblem(l10n.t("'{0}:' needs a day such as 2026-01-31, not '{1}'.", key, value));
  }
  return date.getTime();
}

/** Splits at white space; `key:value,value`, with quotation marks around whatever belongs together. */
function termsOf(typed: string): Term[] {
  const terms: Term[] = [];
  let rest = typed.trimStart();
  while (rest !== '') {
    const key = /^([A-Za-z_]+):/.exec(rest)?.[1];
    if (key !== undefined) rest = rest.slice(key.length + 1);
    const taken = takeValues(rest, key !== undefined);
    terms.push({ key, values: taken.values });
    rest = taken.rest.trimStart();
  }
  return terms.filter(({ key, values }) => key !== undefined || values.length > 0);
}

/** Takes values up to the next white space; commas separate them where there may be several. */
function takeValues(typed: string, isList: boolean): { values: string[]; rest: string } {
  const values: string[] = [];
  let value = '';
  let at = 0;
  for (; at < typed.length && !/\s/.test(typed.charAt(at)); at += 1) {
    const character = typed.charAt(at);
    if (character === '"') {
      const end = typed.indexOf('"', at + 1);
      if (end < 0) throw new FilterProblem(l10n.t('A quotation mark is missing at the end.'));
      value += typed.slice(at + 1, end);
      at = end;
    } else if (character === ',' && isList) {
      values.push(value);
      value = '';
    } else {
      value += character;
    }
  }
  return { values: [...values, value].filter((each) => each !== ''), rest: typed.slice(at) };
}
