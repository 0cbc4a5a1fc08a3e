import { readdir } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateFiles } from '../support/laboratory';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab } from '../unit/cli/temporary-lab';
import { buildProgram, exlabProcess, interruptWhileWriting, type Ended } from './exlab-process';

/** So many files that a signal comes while they are written. */
const FILES = 3000;

const LARGE: TemplateFiles = {
  'copier.yml': '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n',
  ...Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [`data/file-${index}.txt`, `${index}\n`.repeat(20)]),
  ),
};

let lab: TemporaryLab;

beforeAll(buildProgram);
beforeEach(async () => {
  lab = await makeTemporaryLab({ templates: { plain: LARGE } });
});
afterEach(() => lab.dispose());

const create = ['new', 'run', ...RUN_FLAGS];

function stopped(signal: NodeJS.Signals, ...more: string[]): Promise<Ended> {
  return interruptWhileWriting(lab.project, signal, [...create, ...more], { environment: lab.environment });
}

async function sessions(): Promise<{
  unfinished: { session_id: string; work_folder: string }[];
  stderr: string;
}> {
  const { stdout, stderr } = await exlabProcess(['sessions', '--json'], { environment: lab.environment });
  const { unfinished } = JSON.parse(stdout) as { unfinished: { session_id: string; work_folder: string }[] };
  return { unfinished, stderr };
}

describe('a creation that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends with 130, and keeps its files as unfinished',
    async (signal) => {
      const { code, stderr } = await stopped(signal);
      expect(code).toBe(130);
      expect(stderr).toContain('The creation was cancelled.');
      const { unfinished } = await sessions();
      expect(unfinished).toHaveLength(1);
      expect(stderr).toContain(`exlab sessions discard ${unfinished[0]?.session_id ?? ''}`);
      expect((await readdir(lab.project)).filter((name) => name.startsWith('Run_'))).toEqual([]);
    },
  );

  it('leaves nothing with --discard', async () => {
    expect((await stopped('SIGINT', '--discard')).code).toBe(130);
    const left = (await readdir(lab.project)).filter((name) => name !== '.exlab-wizard');
    expect(left).toEqual([]);
    expect((await sessions()).unfinished).toEqual([]);
  });

  it('is told at the next start after its process was killed, once, and can be discarded', async () => {
    expect((await stopped('SIGKILL')).code).toBeNull();
    const next = await exlabProcess([...create, '--json'], { environment: lab.environment });
    expect(next.code).toBe(0);
    expect(JSON.parse(next.stdout)).toMatchObject({ state: 'done' });
    expect(next.stderr).toContain('was cut off');
    const { unfinished, stderr } = await sessions();
    expect(stderr).toBe('');
    const id = unfinished[0]?.session_id ?? '';
    const discarded = await exlabProcess(['sessions', 'discard', id], { environment: lab.environment });
    expect([discarded.code, discarded.stdout]).toEqual([0, `Discarded ${id}\n`]);
    const left = (await readdir(lab.project)).filter((name) => name.startsWith('.exlab-work-'));
    expect(left).toEqual([]);
  });

  it('can be restarted with the same answers, and then leaves nothing of the first time', async () => {
    await stopped('SIGINT');
    const { unfinished } = await sessions();
    const id = unfinished[0]?.session_id ?? '';
    const again = await exlabProcess(['sessions', 'restart', id, '--json'], { environment: lab.environment });
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { state: 'done', error: null }]);
    expect((await sessions()).unfinished).toEqual([]);
    const entries = await readdir(lab.project);
    expect(entries.filter((name) => name.startsWith('Run_'))).toHaveLength(1);
    expect(entries.filter((name) => name.startsWith('.exlab-work-'))).toEqual([]);
    const unknown = await exlabProcess(['sessions', 'restart', id, '--json'], {
      environment: lab.environment,
    });
    expect([unknown.code, JSON.parse(unknown.stdout)]).toMatchObject([
      2,
      { error: { code: 'session_not_found' } },
    ]);
  });
});
