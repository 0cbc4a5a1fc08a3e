import { l10n, localTime } from '../../core/system';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long an override may be said to last; `other` asks for a date. */
export const DURATIONS = ['never', 1, 7, 30, 'other'] as const;
export type Duration = (typeof DURATIONS)[number];

/** A duration as a line to choose. */
export function durationTitle(duration: Duration): string {
  switch (duration) {
    case 'never':
      return l10n.t('Until it is revoked');
    case 1:
      return l10n.t('For one day');
    case 7:
    case 30:
      return l10n.t('For {0} days', duration);
    case 'other':
      return l10n.t('Until a date…');
  }
}

/** When it ends, so many days from now. */
export function endOf(days: number, now: Date): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** What a typed date means, or what is wrong with it. */
export type ReadDate = { readonly date: Date } | { readonly problem: string };

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?$/;

/** Reads `2026-12-24`, the end of that day, or `2026-12-24 18:00`, both in local time; it must lie in the future. */
export function readDate(text: string, now: Date): ReadDate {
  const parts = DATE.exec(text.trim());
  const example = `${now.getFullYear() + 1}-01-31`;
  if (parts === null) {
    return { problem: l10n.t("Write the date as in '{0}', or with a time as in '{0} 18:00'.", example) };
  }
  const [year = 0, month = 0, day = 0] = parts.slice(1, 4).map(Number);
  const [hour, minute] = parts[4] === undefined ? [23, 59] : [Number(parts[4]), Number(parts[5])];
  const date = new Date(year, month - 1, day, hour, minute, parts[4] === undefined ? 59 : 0);
  const isThere = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  if (!isThere) return { problem: l10n.t("There is no '{0}': check day, month and time.", text.trim()) };
  if (date.getTime() <= now.getTime()) {
    return { problem: l10n.t('{0} is past: give a date that is to come.', localTime(date)) };
  }
  return { date };
}
