import * as fc from 'fast-check';

/** The seed of all random tests: fixed, unless `npm run fuzz` gives a fresh one (and prints it). */
export const SEED = Number(process.env.EXLAB_SEED ?? 20_261_120);

/** How many times the usual number of rounds a random test takes. */
export const ROUNDS = Number(process.env.EXLAB_ROUNDS ?? 1);

fc.configureGlobal({ seed: SEED, numRuns: 100 * ROUNDS });

/** Numbers from 0 up to, but not including, 1: the same for the same seed (Park and Miller's generator). */
export function randomNumbers(seed: number = SEED): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
