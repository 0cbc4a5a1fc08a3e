import { l10n } from '../system';
import type { Check } from './check';
import { mappingsIn, valueAt, type Mapping } from './plain-value';
import { dottedKey, type Complaint, type KeyPath } from './problem';
import { WEEKDAYS } from './transport';

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Minutes of a week that begins on Monday, the end exclusive. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Spec 6.5: windows must be times, last for some time, and not say two things of one moment. */
export const bandwidthWindows: Check = (subject) =>
  mappingsIn(subject.data, ['equipment']).flatMap(({ path, entry }) => {
    const place = [...path, 'transport', 'bandwidth'];
    const windows = mappingsIn(entry, ['transport', 'bandwidth', 'schedule']).map((window) => ({
      path: [...path, ...window.path],
      entry: window.entry,
    }));
    return [
      ...emptyWindows(windows),
      ...overlaps(windows, subject.lineOf),
      ...(windows.length > 0 ? limitlessSchedule(place, entry) : []),
    ];
  });

interface Window {
  readonly path: KeyPath;
  readonly entry: Mapping;
}

function emptyWindows(windows: readonly Window[]): Complaint[] {
  return windows.flatMap(({ path, entry }) => {
    const { from, to } = entry;
    if (minutes(from) === undefined || from !== to) return [];
    const place = [...path, 'to'];
    return [
      {
        path: place,
        value: to,
        message: l10n.t(
          "'{0}' is the time at which the window begins: for a whole day write from '00:00' to '24:00'.",
          dottedKey(place),
        ),
      },
    ];
  });
}

function overlaps(windows: readonly Window[], lineOf: (path: KeyPath) => number): Complaint[] {
  const earlier: { path: KeyPath; stretch: Stretch }[] = [];
  return windows.flatMap(({ path, entry }) => {
    const stretches = stretchesOf(entry);
    const hit = earlier.find((other) => stretches.some((stretch) => meet(stretch, other.stretch)));
    earlier.push(...stretches.map((stretch) => ({ path, stretch })));
    if (hit === undefined) return [];
    return [
      {
        path,
        message: l10n.t(
          'The windows {0} (line {1}) and {2} (line {3}) overlap: make one end where the other begins.',
          dottedKey(hit.path),
          lineOf(hit.path),
          dottedKey(path),
          lineOf(path),
        ),
      },
    ];
  });
}

function limitlessSchedule(place: KeyPath, equipment: Mapping): Complaint[] {
  if (valueAt(equipment, ['transport', 'bandwidth', 'upload_mbps']) !== undefined) return [];
  return [
    {
      path: [...place, 'schedule'],
      severity: 'warning',
      at: 'key',
      message: l10n.t(
        "'{0}' has no effect without 'upload_mbps': give the limit that holds in these windows.",
        dottedKey([...place, 'schedule']),
      ),
    },
  ];
}

/** The stretches of the week that a window covers; one that crosses Sunday's midnight goes on in Monday. */
function stretchesOf(window: Mapping): Stretch[] {
  const from = minutes(window.from);
  const to = minutes(window.to);
  if (from === undefined || to === undefined || from === to) return [];
  const length = to > from ? to - from : to + DAY - from;
  return daysOf(window).flatMap((day) => {
    const begin = day * DAY + from;
    const end = begin + length;
    if (end <= WEEK) return [{ from: begin, to: end }];
    return [
      { from: begin, to: WEEK },
      { from: 0, to: end - WEEK },
    ];
  });
}

function daysOf(window: Mapping): number[] {
  const { days = WEEKDAYS } = window;
  if (!Array.isArray(days)) return [];
  return WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index] : []));
}

function minutes(time: unknown): number | undefined {
  const match = typeof time === 'string' ? /^(\d{2}):(\d{2})$/.exec(time) : null;
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

function meet(one: Stretch, other: Stretch): boolean {
  return one.from < other.to && other.from < one.to;
}
