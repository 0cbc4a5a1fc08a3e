import { ExlabError, l10n } from '../system';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads a run date: ISO 8601 with or without a time, with `Z` or an offset; without either it is UTC.
 * Throws `validation_failed` (field `run_date`) for anything else, a day that does not exist included.
 */
export function readRunDate(text: string): Date {
  const match = ISO.exec(text.trim());
  const refused = (): ExlabError =>
    new ExlabError({
      code: 'validation_failed',
      field: 'run_date',
      message: l10n.t("The run date '{0}' is no date in ISO 8601: write it like 2026-11-20T13:00:00Z.", text),
    });
  if (!match) throw refused();
  const part = (index: number): number => Number(match[index] ?? 0);
  const wall = new Date(0);
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  wall.setUTCFullYear(part(1), part(2) - 1, part(3));
  wall.setUTCHours(part(4), part(5), part(6), 0);
  const asWritten = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const asRead = [
    wall.getUTCFullYear(),
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  ];
  if (asWritten.some((value, index) => value !== asRead[index])) throw refused();
  const offset = offsetMinutes(match[8]);
  if (offset === undefined) throw refused();
  return new Date(wall.getTime() - offset * 60_000);
}

/** Minutes east of UTC, or undefined for an offset that no clock has. */
function offsetMinutes(text: string | undefined): number | undefined {
  if (text === undefined || text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || 0);
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
