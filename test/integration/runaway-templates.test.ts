import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunawayEnd } from '../support/runaway-process';
import { ENDLESS, HOARDING, LONG_TEXTS, SLOW } from '../support/runaway-templates';

const HEAP_MEGABYTES = 256;
/** A rendering may take two seconds; what it is in the middle of then comes to its end. */
const MOST_SECONDS = 4;

describe('templates that would take the host down', () => {
  const folder = mkdtempSync(path.resolve('node_modules', '.runaway-'));
  const program = path.join(folder, 'runaway.mjs');

  beforeAll(async () => {
    await build({
      entryPoints: [path.resolve('test/support/runaway-process.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      format: 'esm',
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
      },
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('end one after the other in one process with little memory', { timeout: 600_000 }, () => {
    const child = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, program], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    const ends = child.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RunawayEnd);
    expect(ends.map(({ title }) => title)).toEqual(
      [...ENDLESS, ...HOARDING, ...LONG_TEXTS, ...SLOW].map(([title]) => title),
    );
    expect(child.status).toBe(0);
    expect(ends.filter(({ end }) => !['budget', 'render', 'syntax', 'text'].includes(end))).toEqual([]);
    expect(ends.filter(({ seconds }) => seconds > MOST_SECONDS)).toEqual([]);
  });
});
