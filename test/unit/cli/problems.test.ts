import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { creationText, readmeFieldsText } from '../../support/audited-lab';
import { exlab } from './fake-terminal';
import { makeTemporaryLab, type TemporaryLab } from './temporary-lab';

const RULE = 'unresolved_placeholder_token';
const REASON = ['--reason', 'names of the vendor'];

let lab: TemporaryLab;
let run: string;

beforeEach(async () => {
  lab = await makeTemporaryLab();
  run = path.join(lab.project, 'Run_2026-11-20T13-00-00');
  await writeRun(run, '<sample_id> and <well>\n');
});
afterEach(() => lab.dispose());

async function writeRun(folder: string, notes: string): Promise<void> {
  const records = path.join(folder, '.exlab-wizard');
  await mkdir(records, { recursive: true });
  await writeFile(path.join(records, 'creation.json'), creationText({ run_kind: 'experimental' }));
  await writeFile(path.join(records, 'readme_fields.json'), readmeFieldsText());
  await writeFile(path.join(folder, 'README.md'), '---\nlabel: x\n---\n');
  await writeFile(path.join(folder, 'notes.txt'), notes);
}

function problems(...words: string[]) {
  return exlab(['problems', ...words], { environment: lab.environment });
}

async function object(...words: string[]): Promise<Record<string, unknown>> {
  return JSON.parse((await problems(...words, '--json')).stdout) as Record<string, unknown>;
}

async function tokens(...words: string[]): Promise<unknown[]> {
  const { findings } = await object('list', run, ...words);
  return (findings as { matched_token: string; known: boolean }[]).map(({ matched_token, known }) => [
    matched_token,
    known,
  ]);
}

describe('exlab problems list', () => {
  it('says what the audit says, by rule and tier', async () => {
    const listed = await problems('list', run);
    expect(listed.code).toBe(2);
    expect(listed.stdout).toContain(`hard  ${RULE}  notes.txt:1:1`);
    expect(listed.stdout).toContain('Problems: 2 hard, 0 soft. Unreadable: 0.');
    expect((await problems(run)).code).toBe(3);
    expect((await problems()).stdout).toContain('orphan');
    expect(await tokens('--tier', 'soft')).toEqual([]);
    expect(await tokens('--rule', 'name_collision')).toEqual([]);
    expect(await tokens('--rule', RULE, '--tier', 'hard')).toHaveLength(2);
  });

  it.each([
    [['--rule', 'unresolved_placeholder'], "did you mean 'unresolved_placeholder_token'?"],
    [['--tier', 'medium'], 'hard or soft'],
    [['--equipment', 'NOBODY'], 'NOBODY'],
  ])('refuses %j as wrong usage', async (words, message) => {
    const { code, stderr } = await problems('list', ...words);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });

  it('hides what is known here, says how much that is, and still counts it', async () => {
    await problems('known', run, '--rule', RULE, '--file', 'notes.txt');
    const { code, stdout } = await problems('list', run);
    expect(stdout).not.toContain('notes.txt');
    expect(stdout).toContain("Hidden, for they are marked as known: 2. '--all' shows them.");
    expect(code).toBe(2);
    expect(await tokens()).toEqual([]);
    expect(await object('list', run)).toMatchObject({ hidden_known: 2 });
    expect(await tokens('--all')).toEqual([
      ['<sample_id>', true],
      ['<well>', true],
    ]);
  });

  it('shows everything where what is known cannot be read, and says so', async () => {
    await mkdir(lab.stateFolder, { recursive: true });
    await writeFile(path.join(lab.stateFolder, 'known-problems.json'), '{');
    const { stdout, stderr } = await problems('list', run);
    expect(stdout).toContain('<sample_id>');
    expect(stderr).toContain('known-problems.json is broken');
  });
});

describe('exlab problems override and revoke', () => {
  it('let findings pass, list that, and end it', async () => {
    const made = await problems('override', run, '--rule', RULE, ...REASON, '--expires', '30d');
    expect(made.code).toBe(0);
    expect(made.stdout).toContain('it waits in the sync queue');
    expect((await problems('list', run)).code).toBe(1);

    const { overrides } = await object('overrides', run);
    expect(overrides).toMatchObject([{ problem_class: RULE, state: 'active', revocation: null }]);
    const [{ id } = { id: '' }] = overrides as { id: string }[];

    const wanted = ['revoke', run, '--id', id, '--reason', 'it was a mistake', '--operator', 'bob'];
    const revoked = await problems(...wanted);
    expect(revoked.code).toBe(0);
    expect(revoked.stdout).toContain('Hard findings that keep it from being synced: 2');
    expect((await problems(...wanted)).code).toBe(2);
    const listed = await problems('overrides', run);
    expect(listed.stdout).toContain(`${id}  revoked  ${RULE}`);
    expect(listed.stdout).toContain('revoked by bob');
    expect((await problems('list', run)).code).toBe(2);
  });

  it('end with 1 where something else keeps it from being synced', async () => {
    await writeFile(path.join(run, 'notes.txt'), '<sample_id> {{ x }}\n');
    const words = ['override', run, '--rule', RULE, ...REASON];
    const { code, stdout } = await exlab(['problems', ...words, '--json'], { environment: lab.environment });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      folder: run,
      sync_status: 'blocked_by_validation',
      may_be_queued: false,
      handed_off: false,
      blocking: 1,
      override: { problem_class: RULE, reason: 'names of the vendor' },
    });
  });

  it.each<[string, number, string[], string]>([
    ['without a rule', 3, ['override', ...REASON], '--rule'],
    ['without a reason', 3, ['override', '--rule', RULE], '--reason'],
    ['of no rule', 3, ['override', '--rule', 'x', ...REASON], "no rule 'x'"],
    ['until no time', 3, ['override', '--rule', RULE, ...REASON, '--expires', 'soon'], 'soon'],
    [
      'until a day that is past',
      2,
      ['override', '--rule', RULE, ...REASON, '--expires', '2020-01-01'],
      'future',
    ],
    ['for no good reason', 2, ['override', '--rule', RULE, '--reason', 'because'], '10 to 500'],
    ['of a soft rule', 2, ['override', '--rule', 'orphan', ...REASON], 'nothing to override'],
    ['without an id', 3, ['revoke', ...REASON], '--id'],
    ['of an id that nobody has', 2, ['revoke', '--id', 'x', ...REASON], 'no override x'],
  ])('refuse %s', async (_, expected, [command = '', ...words], message) => {
    const before = await readFile(path.join(run, '.exlab-wizard/creation.json'), 'utf8');
    const { code, stderr } = await problems(command, run, ...words);
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
    expect(await readFile(path.join(run, '.exlab-wizard/creation.json'), 'utf8')).toBe(before);
  });

  it('list what was written over several lines in one, so that nothing looks like another entry', async () => {
    const reason = `a good reason\nx1  active  name_collision\n    by bob`;
    await problems('override', run, '--rule', RULE, '--reason', reason, '--operator', 'ada\nbob');
    const { stdout } = await problems('overrides', run);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^ {4}by ada bob, .*: a good reason x1 active name_collision by bob$/);
  });

  it('end with 3 for a folder that is no project or run', async () => {
    expect((await problems('override', lab.root, '--rule', RULE, ...REASON)).code).toBe(3);
    expect((await problems('overrides', path.join(run, 'nothing'))).code).toBe(3);
  });
});

describe('exlab problems known', () => {
  it('marks what stands there now, so that a new problem is shown', async () => {
    expect(await object('known', run, '--rule', RULE)).toMatchObject({ marked: 2 });
    await writeFile(path.join(run, 'notes.txt'), 'One line more\n<sample_id> <plate>\n');
    expect(await tokens()).toEqual([['<plate>', false]]);
  });

  it('opens no gate', async () => {
    await problems('known', run, '--rule', RULE);
    const record = path.join(run, '.exlab-wizard/creation.json');
    expect(await readFile(record, 'utf8')).toContain('"validation_overrides": []');
    await exlab(['doctor', '--fix'], { environment: lab.environment });
    expect(await readFile(record, 'utf8')).toContain('"sync_status": "blocked_by_validation"');
  });

  it('shows them again, also what stands there no more', async () => {
    await problems('known', run, '--rule', RULE);
    await writeFile(path.join(run, 'notes.txt'), '');
    expect(await object('known', run, '--rule', RULE, '--undo')).toEqual({ unmarked: 2 });
  });

  it('refuses what does not stand there', async () => {
    const { code, stderr } = await problems('known', run, '--rule', 'name_collision');
    expect(code).toBe(2);
    expect(stderr).toContain('Nothing of name_collision stands in');
    expect((await problems('known', run, '--rule', RULE, '--file', 'other.txt')).code).toBe(2);
  });
});
