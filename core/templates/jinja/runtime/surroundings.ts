import type { Surroundings } from '../language';

/** What a rendering has that nobody tells the time: the same each time. */
export const UNKNOWN_SURROUNDINGS: Surroundings = surroundingsAt(0);

/**
 * The surroundings of a rendering that belongs to a moment (milliseconds since 1970): that is its time, and chance
 * begins with it, so that what is rendered again is the same.
 */
export function surroundingsAt(moment: number): Surroundings {
  let state = (moment % 2 ** 32) | 0;
  return {
    now: () => moment,
    // A counter whose bits are mixed (Steele, Lea and Flood, SplitMix): good enough to shuffle samples.
    random() {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      mixed ^= mixed >>> 15;
      return (mixed >>> 0) / 2 ** 32;
    },
  };
}
