/** A shorter text is looked for by the engine, which may compare it anew at each place. */
const SHORTEST = 64;

/** The units of a text from one of its ends. */
type UnitAt = (place: number) => number;

/** Where a text stands first in another one from a place on, -1 where it does not; never takes the product of their lengths. */
export function firstPlaceOf(text: string, wanted: string, from = 0): number {
  if (wanted.length < SHORTEST) return text.indexOf(wanted, from);
  const found = search(
    (place) => text.charCodeAt(from + place),
    text.length - from,
    (place) => wanted.charCodeAt(place),
    wanted.length,
  );
  return found === -1 ? -1 : from + found;
}

/** Where a text stands last in another one, -1 where it does not; `end` is where it may begin at most. */
export function lastPlaceOf(text: string, wanted: string, end = text.length): number {
  if (wanted.length < SHORTEST) return text.lastIndexOf(wanted, end);
  const stop = Math.min(end + wanted.length, text.length);
  const found = search(
    (place) => text.charCodeAt(stop - 1 - place),
    stop,
    (place) => wanted.charCodeAt(wanted.length - 1 - place),
    wanted.length,
  );
  return found === -1 ? -1 : stop - found - wanted.length;
}

/** The way of Knuth, Morris and Pratt: what has matched so far is never looked at again. */
function search(unitAt: UnitAt, length: number, wantedAt: UnitAt, wantedLength: number): number {
  if (wantedLength > length) return -1;
  const borders = bordersOf(wantedAt, wantedLength);
  let matched = 0;
  for (let place = 0; place < length; place += 1) {
    const unit = unitAt(place);
    while (matched > 0 && unit !== wantedAt(matched)) matched = borders[matched - 1] ?? 0;
    if (unit === wantedAt(matched)) matched += 1;
    if (matched === wantedLength) return place + 1 - wantedLength;
  }
  return -1;
}

/** For each beginning of a text, how much of it stands at its own end again. */
function bordersOf(unitAt: UnitAt, length: number): Int32Array {
  const borders = new Int32Array(length);
  let matched = 0;
  for (let place = 1; place < length; place += 1) {
    const unit = unitAt(place);
    while (matched > 0 && unit !== unitAt(matched)) matched = borders[matched - 1] ?? 0;
    if (unit === unitAt(matched)) matched += 1;
    borders[place] = matched;
  }
  return borders;
}
