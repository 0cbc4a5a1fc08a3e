import { describe, expect, it } from 'vitest';
import { fuzzed, questioned } from './language-fuzz';
import type { FuzzedKind } from './language-fuzz-documents';
import { randomNumbers, SEED } from './seed';

/** How long each kind of document is mutated. */
const SECONDS = Number(process.env.EXLAB_FUZZ_SECONDS ?? 20);
/** So many rounds say how often something is seen. */
const ENOUGH_ROUNDS = 50;
/** Texts of this size (MiB): more than anybody writes, and one that is only said to be too large where it is parsed. */
const SIZES = [0.24, 5];

/** The tests that mutate these kinds of documents. */
export function fuzzKinds(kinds: readonly FuzzedKind[]): void {
  describe('whatever is typed, the server answers within its texts, and soon', () => {
    it.each(kinds)(
      '$kind',
      async ({ kind, sees, ...given }) => {
        const random = randomNumbers(SEED + kind.length);
        const { problem, rounds, saw } = await fuzzed({ ...given, random, seconds: SECONDS });
        expect(problem).toBeUndefined();
        // A server that says nothing makes no mistakes.
        if (rounds < ENOUGH_ROUNDS) return;
        for (const [answer, share] of Object.entries(sees))
          expect(saw[answer] ?? 0, answer).toBeGreaterThanOrEqual(share);
      },
      SECONDS * 1000 + 120_000,
    );

    it.each(kinds.flatMap((each) => SIZES.map((mib) => ({ ...each, mib }))))(
      '$kind of $mib MiB',
      async ({ mib, texts, ...given }) => {
        const [good] = texts;
        const text = good.repeat(Math.floor((mib * 1024 * 1024) / good.length));
        const problem = await questioned({ ...given, text, good, random: randomNumbers(), times: 2 });
        expect(problem?.what).toBeUndefined();
      },
      60_000,
    );
  });
}
