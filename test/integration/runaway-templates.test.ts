import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledProgram, type BundledProgram } from '../support/bundled-program';
import type { RunawayEnd } from '../support/runaway-process';
import { ENDLESS, HOARDING, LONG_TEXTS, SLOW } from '../support/runaway-templates';

const HEAP_MEGABYTES = 256;
/** A rendering may take two seconds; what it is in the middle of then comes to its end. */
const MOST_SECONDS = 4;

describe('templates that would take the host down', () => {
  let program: BundledProgram;

  beforeAll(async () => {
    program = await bundledProgram('runaway-process');
  });
  afterAll(() => program.dispose());

  it('end one after the other in one process with little memory', { timeout: 600_000 }, () => {
    const child = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, program.file], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    const ends = child.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RunawayEnd);
    expect(
      ends.map(({ title }) => title),
      child.stderr.slice(0, 2000),
    ).toEqual([...ENDLESS, ...HOARDING, ...LONG_TEXTS, ...SLOW].map(([title]) => title));
    expect(child.status).toBe(0);
    expect(ends.filter(({ end }) => !['budget', 'render', 'syntax', 'text'].includes(end))).toEqual([]);
    expect(ends.filter(({ seconds }) => seconds > MOST_SECONDS)).toEqual([]);
  });
});
