import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../cli/run';
import type { TemplateFiles } from '../../support/laboratory';
import { fakeTerminal, INSTALLATION, type FakeTerminal } from './fake-terminal';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab, type TemporaryLabOptions } from './temporary-lab';

const ENTER = '\r';
const DOWN = '\u001b[B';
const CTRL_C = '\u0003';

const IMAGING: TemplateFiles = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_exlab_description: Images of cells
_exlab_advanced: [gain]
_exlab_readme:
  fields:
    - {id: room, label: Room, type: string}
    - {id: safety, label: Safety level, type: choice, options: [BSL-1, BSL-2], required: true}
sample:
  type: str
  help: Which sample
  validator: "{% if sample == 'bad' %}Not this one.{% endif %}"
live:
  type: bool
  default: false
temperature:
  type: float
  default: 37.0
  when: "{{ live }}"
lens:
  type: str
  choices: [10x, 63x]
  default: 10x
token:
  type: str
  secret: true
  default: ""
gain:
  type: int
  default: 5
`,
  'notes.txt.jinja': '{{ sample }} {{ live }} {{ temperature }} {{ lens }} {{ gain }}\n',
};

const labs: TemporaryLab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function lab(
  options: TemporaryLabOptions = { templates: { imaging: IMAGING } },
): Promise<TemporaryLab> {
  const made = await makeTemporaryLab(options);
  labs.push(made);
  return made;
}

/** Answers one question after the other, each when it is on the screen. */
async function converse(
  terminal: FakeTerminal,
  answers: readonly (readonly [question: string, ...keys: string[]])[],
): Promise<void> {
  let from = 0;
  for (const [question, ...keys] of answers) {
    from = await terminal.stdout.shows(question, from);
    // A key that comes while an answer is still checked would be lost, as it would be for a person.
    for (const key of keys) terminal.stdin.write(key);
  }
}

function start(words: readonly string[], { environment }: TemporaryLab) {
  const terminal = fakeTerminal({ isTTY: true, environment: { ...environment, NO_COLOR: '1' } });
  return { terminal, ended: run(words, terminal, INSTALLATION) };
}

async function onlyRun({ project }: TemporaryLab): Promise<string> {
  const names = (await readdir(project)).filter((name) => name.startsWith('Run_'));
  expect(names).toHaveLength(1);
  return path.join(project, names[0] ?? '');
}

describe('new run on a terminal', () => {
  it('asks for everything that is missing, in order, and creates what was answered', async () => {
    const here = await lab();
    const { terminal, ended } = start(['new', 'run'], here);
    await converse(terminal, [
      ['Equipment', ENTER],
      ['Project', ENTER],
      ['Template', ENTER],
      ['Label', 'Heat shock', ENTER],
      ['Operator', ENTER],
      ['Objective', 'To see', ENTER],
      ['Which sample', 'S-7', ENTER],
      ['live', 'y'],
      ['temperature', ENTER],
      ['lens', DOWN, ENTER],
      ['token', 'hunter2', ENTER],
      ['Look at 1 settings', ENTER],
      ['Safety level', DOWN, ENTER],
      ['Room, optional', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    const made = await onlyRun(here);
    expect(await readFile(path.join(made, 'notes.txt'), 'utf8')).toBe('S-7 True 37.0 63x 5\n');
    const readme = await readFile(path.join(made, 'README.md'), 'utf8');
    expect(readme).toContain('safety: "BSL-2"');
    expect(readme).not.toContain('room:');
    expect(terminal.stdout.text).not.toContain('hunter2');
  });

  it('asks only for what the flags leave open', async () => {
    const here = await lab({});
    const { terminal, ended } = start(['new', 'run', ...RUN_FLAGS], here);
    await converse(terminal, [
      ['sample', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(terminal.stdout.text).not.toContain('Equipment\n');
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe('Sample s1 by alice\n');
  });

  it("refuses an answer with the gate's own words, and asks again", async () => {
    const here = await lab();
    const flags = [
      '--equipment',
      'CONFOCAL_01',
      '--project',
      'PROJ-0042',
      '--template',
      'imaging',
      '--label',
      'L',
    ];
    const { terminal, ended } = start(
      [
        'new',
        'run',
        ...flags,
        '--operator',
        'a',
        '--objective',
        'o',
        '--readme',
        'safety=BSL-1',
        '--readme',
        'room=1',
      ],
      here,
    );
    await converse(terminal, [
      ['Which sample', 'bad', ENTER],
      ['Not this one.', '\b\b\bgood', ENTER],
      ['live', ENTER],
      ['lens', ENTER],
      ['token', ENTER],
      ['Look at 1 settings', 'y'],
      ['gain', '\b', '9', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe(
      'good False 37.0 10x 9\n',
    );
  });

  it('offers the operators of the allowlist, and nobody else', async () => {
    const here = await lab({ config: 'operators: {allowlist: [Ada Marsh, Bo Lindt]}' });
    const flags = RUN_FLAGS.flatMap((word, index) =>
      word === '--operator' || RUN_FLAGS[index - 1] === '--operator' ? [] : [word],
    );
    const { terminal, ended } = start(['new', 'run', ...flags], here);
    await converse(terminal, [
      ['Operator', DOWN, ENTER],
      ['sample', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(await readFile(path.join(await onlyRun(here), 'README.md'), 'utf8')).toContain(
      'operator: "Bo Lindt"',
    );
  });

  it.each([
    ['breaks off', CTRL_C],
    ['does not confirm', 'n'],
  ])('creates nothing where somebody %s', async (_, key) => {
    const here = await lab({});
    const { terminal, ended } = start(['new', 'run', ...RUN_FLAGS, '--set', 'sample=x'], here);
    await converse(terminal, [['Create it?', key]]);
    expect(await ended).toBe(130);
    expect(terminal.stderr.text).toContain('Nothing was created.');
    expect(await readdir(here.project)).toEqual([]);
  });

  it('asks nothing with --no-input', async () => {
    const here = await lab({});
    const { terminal, ended } = start(['new', 'run', '--no-input', ...RUN_FLAGS], here);
    expect(await ended).toBe(0);
    expect(terminal.stdout.text).toMatch(/^Created /);
  });

  it('says what to do where an instrument has no project yet', async () => {
    const here = await lab({ config: '  - id: BALANCE_02' });
    const { terminal, ended } = start(['new', 'run', '--equipment', 'BALANCE_02'], here);
    expect(await ended).toBe(2);
    expect(terminal.stderr.text).toContain('create one first');
  });
});

describe('new project on a terminal', () => {
  it('asks nothing where a flag gives a LIMS uid that no answer could make right', async () => {
    const here = await lab({});
    const { terminal, ended } = start(
      ['new', 'project', '--equipment', 'CONFOCAL_01', '--lims-uid', '42'],
      here,
    );
    expect(await ended).toBe(2);
    expect(terminal.stderr.text).toContain("'42' is no uid of a LIMS project");
  });

  it("asks for the LIMS project's short id and name", async () => {
    const here = await lab({});
    const { terminal, ended } = start(
      ['new', 'project', '--label', 'M', '--operator', 'a', '--objective', 'o'],
      here,
    );
    await converse(terminal, [
      ['Equipment', ENTER],
      ['short id', 'PROJ-43x', ENTER],
      ["'PROJ-43x' is no project id", '\b', ENTER],
      ["project's name", 'Membranes', ENTER],
      ['Template', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(await readFile(path.join(here.root, 'CONFOCAL_01', 'PROJ-43', 'charter.md'), 'utf8')).toBe(
      '# Membranes\n',
    );
  });
});
