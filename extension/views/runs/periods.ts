import type { RunEntry } from '../../../core/catalogue';
import { l10n } from '../../../core/system';

/** More than so many runs are not shown in one list. */
export const LONGEST_LIST = 300;

/** What divides a list that is too long, coarsest first; `part` is for runs that time does not divide. */
const UNITS = ['month', 'day', 'hour', 'minute'] as const;
export type PeriodUnit = (typeof UNITS)[number] | 'undated' | 'part';

/** Runs that belong together. */
export interface Period {
  readonly unit: PeriodUnit;
  /** Stable, and its own among its siblings. */
  readonly key: string;
  readonly label: string;
  readonly runs: readonly RunEntry[];
}

/**
 * Divides runs, newest first, into periods of local time, so that no list is enormous; undefined where they fit into
 * one. A division into a single period is passed over for a finer one.
 */
export function periodsOf(runs: readonly RunEntry[], language: string): Period[] | undefined {
  if (runs.length <= LONGEST_LIST) return undefined;
  const undatedFrom = runs.findIndex((run) => run.moment === null);
  if (undatedFrom === 0) return partsOf(runs);
  if (undatedFrom < 0) return datedPeriods(runs, language);
  const periods = datedPeriods(runs.slice(0, undatedFrom), language);
  const undated = runs.slice(undatedFrom);
  const label = l10n.t('Without a time');
  return [...periods, { unit: 'undated', key: 'undated', label, runs: undated }];
}

function datedPeriods(runs: readonly RunEntry[], language: string): Period[] {
  for (const unit of UNITS) {
    const groups = groupsOf(unit, runs);
    if (groups.length === 1) continue;
    const format = new Intl.DateTimeFormat(language, FORMATS[unit]);
    return groups.map(({ begin, members }) => ({
      unit,
      key: localTimestamp(begin).slice(0, KEY_LENGTHS[unit]),
      label: format.format(begin),
      runs: members,
    }));
  }
  return partsOf(runs);
}

type DatedUnit = (typeof UNITS)[number];

/** How much of `2026-11-20 14:05:00` tells a period from its neighbours. */
const KEY_LENGTHS: Record<DatedUnit, number> = { month: 7, day: 10, hour: 13, minute: 16 };

const FORMATS: Record<DatedUnit, Intl.DateTimeFormatOptions> = {
  month: { month: 'long', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  hour: { hour: '2-digit', minute: '2-digit' },
  minute: { hour: '2-digit', minute: '2-digit' },
};

interface Group {
  readonly begin: Date;
  readonly members: RunEntry[];
}

/** Runs that are sorted by time fall into one period after the other: local time is asked for once in each. */
function groupsOf(unit: DatedUnit, runs: readonly RunEntry[]): Group[] {
  const groups: Group[] = [];
  let current: Group | undefined;
  for (const run of runs) {
    const moment = run.moment ?? 0;
    if (current === undefined || moment < current.begin.getTime()) {
      current = { begin: beginOf(unit, new Date(moment)), members: [] };
      groups.push(current);
    }
    current.members.push(run);
  }
  return groups;
}

/** The local beginning of the period that a moment lies in. */
function beginOf(unit: DatedUnit, date: Date): Date {
  date.setSeconds(0, 0);
  if (unit !== 'minute') date.setMinutes(0);
  if (unit === 'month' || unit === 'day') date.setHours(0);
  if (unit === 'month') date.setDate(1);
  return date;
}

/** Local time as `2026-11-20 14:05:00`: sorts as it reads, and reads the same everywhere. */
export function localTimestamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function partsOf(runs: readonly RunEntry[]): Period[] {
  const parts: Period[] = [];
  for (let start = 0; start < runs.length; start += LONGEST_LIST) {
    const part = runs.slice(start, start + LONGEST_LIST);
    const [first, last] = [part[0]?.leaf ?? '', part.at(-1)?.leaf ?? ''];
    parts.push({ unit: 'part', key: `part-${start}`, label: `${first} – ${last}`, runs: part });
  }
  return parts;
}
