const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d{2}):(\d{2})(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d{2}))?))?$/;

/**
 * A date or a time of YAML 1.1 as Python prints it (`2001-12-14 21:59:43.100000-05:00`); undefined for a text that is
 * none, also where it only looks like one (`2026-02-30`).
 */
export function readTimestamp(text: string): string | undefined {
  const day = DAY.exec(text);
  if (day !== null) return isDay(text) ? text : undefined;
  const moment = MOMENT.exec(text);
  if (moment === null) return undefined;
  const [, year = '', month = '', date = '', hour = '', minute = '', second = '', fraction = ''] = moment;
  const calendar = `${year}-${twoDigits(month)}-${twoDigits(date)}`;
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isDay(calendar) || !inRange) return undefined;
  const microseconds = fraction.slice(0, 6).padEnd(6, '0');
  const decimals = Number(microseconds) === 0 ? '' : `.${microseconds}`;
  return `${calendar} ${twoDigits(hour)}:${minute}:${second}${decimals}${zoneOf(moment)}`;
}

function zoneOf([, , , , , , , , zone, sign = '', hours = '', minutes = '00']: RegExpExecArray): string {
  if (zone === undefined) return '';
  const isGreenwich = zone === 'Z' || Number(hours) + Number(minutes) === 0;
  return isGreenwich ? '+00:00' : `${sign}${twoDigits(hours)}:${minutes}`;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !text.startsWith('0000') && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function twoDigits(text: string): string {
  return text.padStart(2, '0');
}
