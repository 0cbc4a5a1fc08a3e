import { l10n } from '../../../system';
import { Mistake } from '../place';
import { offsetDigits } from './strftime';

/** A time zone: how far its clocks are from Greenwich at a moment, in seconds, and what it is called then. */
export interface Zone {
  offsetAt(milliseconds: number): number;
  nameAt(milliseconds: number): string;
}

const OFFSET = /^(?:\(UTC([-+]\d{2}):(\d{2})\))?([-+])?(\d{2})(?::?(\d{2}))?$/;
const SHORTEST_DAY_SHIFT = 86_400_000;

/** The name of a zone that is only an offset. */
export function zoneName(offset: number): string {
  return offset === 0 ? 'UTC' : `UTC${offsetDigits(offset, ':')}`;
}

/**
 * The zone of a name, as the tag `now` takes it: `utc`, `local`, `+02:00`, or one of the IANA database. Throws a
 * `Mistake` where there is none.
 */
export function zoneNamed(name: string): Zone {
  if (name === 'utc' || name === 'UTC') return fixedZone(0, 'UTC');
  if (name === 'local') return namedZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const parts = OFFSET.exec(name);
  if (parts === null) return namedZone(name);
  const size = Number(parts[4]) * 3600 + Number(parts[5] ?? '0') * 60;
  const offset = parts[3] === '-' ? -size : size;
  return fixedZone(offset, zoneName(offset));
}

function fixedZone(offset: number, name: string): Zone {
  return { offsetAt: () => offset, nameAt: () => name };
}

function namedZone(timeZone: string): Zone {
  const clock = clockOf(timeZone, 'en-US');
  const part = (parts: readonly Intl.DateTimeFormatPart[], type: string): number =>
    Number(parts.find((one) => one.type === type)?.value);
  return {
    offsetAt: (milliseconds) => {
      const parts = clock.formatToParts(milliseconds);
      const [year, month, day] = [part(parts, 'year'), part(parts, 'month') - 1, part(parts, 'day')];
      const wall = Date.UTC(
        year,
        month,
        day,
        part(parts, 'hour'),
        part(parts, 'minute'),
        part(parts, 'second'),
      );
      return Math.round((wall - milliseconds) / 1000);
    },
    nameAt: (milliseconds) => abbreviationOf(timeZone, milliseconds),
  };
}

function clockOf(timeZone: string, locale: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, {
      timeZone,
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23', timeZoneName: 'short' },
    });
  } catch {
    throw new Mistake(
      l10n.t("there is no time zone '{0}'; give one such as 'utc', 'local' or 'Europe/Berlin'", timeZone),
      'render',
      undefined,
      'ParserError',
    );
  }
}

/** Where English abbreviations of zones are at home. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-NZ', 'en-ZA'];

/** `CET`, `EST`, … as far as the locales of English know it, else the offset. */
function abbreviationOf(timeZone: string, milliseconds: number): string {
  for (const locale of LOCALES) {
    const parts = clockOf(timeZone, locale).formatToParts(milliseconds);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]+$/.test(name)) return name;
  }
  return offsetDigits(namedZone(timeZone).offsetAt(milliseconds), '').replace(/00$/, '');
}

/**
 * The moment when the clocks of a zone show this, as milliseconds since 1970 and the clock's own: where the clock
 * shows it twice, the first time; where it skips it, as much later as it skips.
 */
export function resolveWall(zone: Zone, wall: number): { readonly moment: number; readonly wall: number } {
  const before = zone.offsetAt(wall - SHORTEST_DAY_SHIFT) * 1000;
  const after = zone.offsetAt(wall + SHORTEST_DAY_SHIFT) * 1000;
  const fitting = [before, after].find((offset) => zone.offsetAt(wall - offset) * 1000 === offset);
  if (fitting !== undefined) return { moment: wall - fitting, wall };
  const moment = wall - before;
  return { moment, wall: moment + after };
}
