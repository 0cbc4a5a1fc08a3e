import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../cli/run';
import { parseConfig } from '../../../core/config';
import { createEngine } from '../../../core/engine';
import type { TemplateFiles } from '../../support/laboratory';
import { exlab, fakeTerminal, INSTALLATION, type FakeTerminalOptions } from './fake-terminal';
import { makeTemporaryLab, type TemporaryLab } from './temporary-lab';

const ENTER = '\r';
const CTRL_C = '\u0003';

const SECRETIVE: TemplateFiles = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
login:
  type: bool
  default: true
token:
  type: str
  secret: true
  default: none
  when: "{{ login }}"
  validator: "{% if token == 'bad' %}Not this one.{% endif %}"
pin:
  type: int
  secret: true
  default: 0
`,
  'notes.txt.jinja':
    "{% if token == 'hunter2' %}known{% else %}unknown{% endif %} {% if pin == 7 %}known{% else %}unknown{% endif %}\n",
};

let lab: TemporaryLab;
afterEach(() => lab.dispose());

/** A lab with a creation that was cut off while its files were written. */
async function cutOff(variables: Readonly<Record<string, unknown>>): Promise<string> {
  lab = await makeTemporaryLab({ templates: { plain: SECRETIVE } });
  const file = path.join(lab.folder, 'config.yaml');
  const { config } = parseConfig(await readFile(file, 'utf8'), file);
  if (config === null) throw new Error('The configuration of the lab must load.');
  const engine = createEngine({
    config,
    stateFolder: lab.stateFolder,
    bundledTemplates: path.join(lab.folder, 'none'),
    onStep: (step) => {
      if (step === 'validated') throw new Error('cut off');
    },
  });
  const { session_id } = await engine.controller.createRun({
    equipment_id: 'CONFOCAL_01',
    project_short_id: 'PROJ-0042',
    template_path: 'plain',
    run_kind: 'experimental',
    label: 'First run',
    operator: 'alice',
    objective: 'See whether it works',
    variables,
  });
  await engine.controller.finished(session_id);
  await engine.close();
  return session_id;
}

interface Sessions {
  readonly unfinished: readonly { readonly session_id: string; readonly work_folder: string }[];
}

async function unfinished(): Promise<Sessions['unfinished']> {
  const { stdout } = await exlab(['sessions', '--json'], { environment: lab.environment });
  return (JSON.parse(stdout) as Sessions).unfinished;
}

function restart(id: string, words: readonly string[] = [], options: FakeTerminalOptions = {}) {
  return exlab(['sessions', 'restart', id, ...words], { environment: lab.environment, ...options });
}

function runs(): Promise<string[]> {
  return readdir(lab.project).then((names) => names.filter((name) => name.startsWith('Run_')));
}

async function notes(): Promise<string> {
  const [name = ''] = await runs();
  return readFile(path.join(lab.project, name, 'notes.txt'), 'utf8');
}

async function expectNothingLost(id: string): Promise<void> {
  expect(await runs()).toEqual([]);
  const kept = await unfinished();
  expect(kept.map(({ session_id }) => session_id)).toEqual([id]);
  expect(await readdir(kept[0]?.work_folder ?? '')).toContain('notes.txt');
}

describe('a restart where nobody can be asked', () => {
  it('is refused where secret answers are not given again, and keeps the first try', async () => {
    const id = await cutOff({ token: 'hunter2', pin: 7 });
    const { code, stdout, stderr } = await restart(id, ['--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      session_id: null,
      state: 'failed',
      error: { code: 'validation_failed', field: 'token', details: { questions: ['token', 'pin'] } },
    });
    expect(stderr).toContain("'token', 'pin'");
    expect(stderr).toContain("'--answers -'");
    await expectNothingLost(id);
  });

  it('is refused where only some are given again', async () => {
    const id = await cutOff({ token: 'hunter2', pin: 7 });
    const { code, stderr } = await restart(id, ['--answers', '-'], { input: 'token: hunter2\n' });
    expect(code).toBe(2);
    expect(stderr).toContain("'pin'");
    expect(stderr).not.toContain("'token'");
    await expectNothingLost(id);
  });

  it('is refused where one is given again without a value', async () => {
    const id = await cutOff({ token: 'hunter2' });
    expect((await restart(id, ['--answers', '-'], { input: 'token:\n' })).code).toBe(2);
    await expectNothingLost(id);
  });

  it.each(['-', 'file'])('takes them from --answers (%s)', async (source) => {
    const id = await cutOff({ token: 'hunter2', pin: 7 });
    const input = 'token: hunter2\npin: 7\n';
    const file = path.join(lab.folder, 'answers.yml');
    await writeFile(file, input);
    const words = ['--answers', source === '-' ? '-' : file];
    const { code, stderr } = await restart(id, words, source === '-' ? { input } : {});
    expect(code).toBe(0);
    expect(await notes()).toBe('known known\n');
    expect(await unfinished()).toEqual([]);
    expect(stderr.includes('stands in a file')).toBe(source !== '-');
  });

  it('never takes them from --set, which others could see', async () => {
    const id = await cutOff({ token: 'hunter2' });
    const { code, stderr } = await restart(id, ['--set', 'token=hunter2']);
    expect(code).toBe(3);
    expect(stderr).toContain("'token' is a secret");
    await expectNothingLost(id);
  });

  it('asks for none that had not been answered', async () => {
    const id = await cutOff({ login: false });
    expect((await restart(id)).code).toBe(0);
    expect(await notes()).toBe('unknown unknown\n');
    expect(await unfinished()).toEqual([]);
  });

  it('asks for none that other answers have made needless', async () => {
    const id = await cutOff({ token: 'hunter2' });
    expect((await restart(id, ['--set', 'login=no'])).code).toBe(0);
    expect(await unfinished()).toEqual([]);
  });
});

describe('a restart on a terminal', () => {
  function start(id: string, ...words: string[]) {
    const environment = { ...lab.environment, NO_COLOR: '1' };
    const terminal = fakeTerminal({ isTTY: true, environment });
    return { terminal, ended: run(['sessions', 'restart', id, ...words], terminal, INSTALLATION) };
  }

  it('asks for secret answers again, each checked, and shows none', async () => {
    const id = await cutOff({ token: 'hunter2', pin: 7 });
    const { terminal, ended } = start(id);
    let from = await terminal.stdout.shows('token', 0);
    for (const key of ['bad', ENTER]) terminal.stdin.write(key);
    from = await terminal.stdout.shows('is not accepted', from);
    for (const key of ['\b\b\bhunter2', ENTER]) terminal.stdin.write(key);
    await terminal.stdout.shows('pin', from);
    for (const key of ['7', ENTER]) terminal.stdin.write(key);
    expect(await ended).toBe(0);
    expect(await notes()).toBe('known known\n');
    expect(await unfinished()).toEqual([]);
    expect(terminal.stdout.text + terminal.stderr.text).not.toContain('hunter2');
  });

  it('asks only for what is not given', async () => {
    const id = await cutOff({ token: 'hunter2', pin: 7 });
    const file = path.join(lab.folder, 'answers.yml');
    await writeFile(file, 'token: hunter2\n');
    const { terminal, ended } = start(id, '--answers', file);
    await terminal.stdout.shows('pin', 0);
    for (const key of ['7', ENTER]) terminal.stdin.write(key);
    expect(await ended).toBe(0);
    expect(terminal.stdout.text).not.toContain('token');
    expect(await notes()).toBe('known known\n');
  });

  it('changes nothing where somebody breaks off', async () => {
    const id = await cutOff({ token: 'hunter2' });
    const { terminal, ended } = start(id);
    await terminal.stdout.shows('token', 0);
    terminal.stdin.write(CTRL_C);
    expect(await ended).toBe(130);
    expect(terminal.stderr.text).toContain('Nothing was created.');
    await expectNothingLost(id);
  });

  it('asks for nothing with --json', async () => {
    const id = await cutOff({ token: 'hunter2' });
    const { terminal, ended } = start(id, '--json');
    expect(await ended).toBe(2);
    expect(JSON.parse(terminal.stdout.text)).toMatchObject({ error: { field: 'token' } });
    await expectNothingLost(id);
  });
});
