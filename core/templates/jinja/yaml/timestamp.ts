import { DateTime, DateValue } from '../time/date-time';
import { zoneName } from '../time/zones';

const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** The day or moment that a scalar of YAML 1.1 spells; undefined where it spells none. Throws where there is none such. */
export function readTimestamp(text: string): DateValue | DateTime | undefined {
  const parts = TIMESTAMP.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  if (parts[4] === undefined) return new DateValue({ year, month, day });
  const [fraction = '', utc, sign, zoneHours = '0', zoneMinutes = '0'] = parts.slice(7);
  const size = Number(zoneHours) * 3600 + Number(zoneMinutes) * 60;
  const offset = sign === undefined ? (utc === undefined ? null : 0) : sign === '-' ? -size : size;
  const microsecond = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const zone = offset === null ? null : zoneName(offset);
  return new DateTime({ year, month, day, hour, minute, second, microsecond, offset, zone });
}
