import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzzed, questioned } from '../support/language-fuzz';
import { FUZZED_KINDS } from '../support/language-fuzz-documents';
import { randomNumbers, SEED } from '../support/seed';

/** How long each kind of document is mutated. */
const SECONDS = Number(process.env.EXLAB_FUZZ_SECONDS ?? 20);
/** So many rounds say how often something is seen. */
const ENOUGH_ROUNDS = 50;
/** Texts of this size (MiB): more than anybody writes, and one that is only said to be too large where it is parsed. */
const SIZES = [0.24, 5];
const FOUND = path.resolve('test/fixtures/language-fuzz');

describe('whatever is typed, the server answers within its texts, and soon', () => {
  it.each(FUZZED_KINDS)(
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

  it.each(FUZZED_KINDS.flatMap((each) => SIZES.map((mib) => ({ ...each, mib }))))(
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

describe('what was found once', () => {
  it.each(readdirSync(FOUND))('%s', async (file) => {
    const [, name = '', text = ''] =
      /^(.*)\n([^]*)$/.exec(readFileSync(path.join(FOUND, file), 'utf8')) ?? [];
    const kind = FUZZED_KINDS.find((each) => each.name === name) ?? expect.fail(`${name} is no kind`);
    const [good] = kind.texts;
    const problem = await questioned({ ...kind, text, good, random: randomNumbers(), times: 60 });
    expect(problem).toBeUndefined();
  });
});
