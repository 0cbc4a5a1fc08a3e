import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../cli/run';
import { PLAIN_RUN, writeTemplate, type TemplateFiles } from '../../support/laboratory';
import { fakeTerminal, INSTALLATION, type FakeTerminal } from './fake-terminal';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab, type TemporaryLabOptions } from './temporary-lab';

const ENTER = '\r';
const DOWN = '\u001b[B';
const UP = '\u001b[A';
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

/** Flags that leave only the template's own questions open, without some of them. */
function flagsFor(template: string, without: readonly string[] = []): string[] {
  const flags = RUN_FLAGS.map((word) => (word === 'plain' ? template : word));
  return flags.filter((word, index) => !without.includes(word) && !without.includes(flags[index - 1] ?? ''));
}

/** What is asked first has a default, and what is asked then is checked. */
function limits(check: string): TemplateFiles {
  return {
    'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
low:
  type: int
  default: 10
high:
  type: int
  ${check}
`,
    'notes.txt.jinja': '{{ low }} {{ high }}\n',
  };
}

const LOW = ['low', '\b\b1', ENTER] as const;
const LABEL = ['Label', 'L', ENTER] as const;

describe('what the flags got wrong', () => {
  it.each([
    ['a project that is not there', ['--project', 'PROJ-9999'], ['--label', '--project'], '--project: '],
    ['a project of another shape', ['--project', '42'], ['--equipment', '--project'], '--project: '],
    ['a label that is too long', ['--label', 'x'.repeat(101)], ['--objective', '--label'], '--label: '],
    ['an empty label', ['--label', ' '], ['--objective', '--label'], '--label: '],
    ['an instrument that nobody knows', ['--equipment', 'NONE'], ['--equipment', '--label'], '--equipment: '],
    ['a template that is not there', ['--template', 'none'], ['--template', '--label'], '--template: '],
    ['a date that is none', ['--run-date', 'soon'], ['--label'], '--run-date: '],
    ['a field without a name', ['--custom', ' =x'], ['--label'], '--custom: '],
    ['a field outside of its options', ['--readme', 'safety=BSL-9'], ['--label'], '--readme safety=…: '],
    ['an answer of another type', ['--set', 'gain=much'], ['--label'], '--set gain=…: '],
    ['an answer that its check refuses', ['--set', 'sample=bad'], ['--label'], 'Not this one.'],
    ['an answer to no question', ['--set', 'smaple=x'], ['--label'], '--set smaple=…: '],
    ['the LIMS project of another run', ['--lims-short-id', 'PROJ-7'], ['--label'], '--lims-uid'],
  ])('is told before the first question: %s', async (_, more, open, message) => {
    const here = await lab();
    const { terminal, ended } = start(['new', 'run', ...flagsFor('imaging', open), ...more], here);
    expect(await ended).toBe(2);
    expect(terminal.stderr.text).toContain(message);
    expect(terminal.stderr.text).toContain('Nothing was created.');
    expect(terminal.stdout.text).toBe('');
    expect(await readdir(here.project)).toEqual([]);
  });

  it('is told before the first question of a project', async () => {
    const here = await lab({});
    const words = ['new', 'project', '--equipment', 'CONFOCAL_01', '--lims-short-id', 'PROJ-43x'];
    const { terminal, ended } = start(words, here);
    expect(await ended).toBe(2);
    expect(terminal.stderr.text).toContain("'PROJ-43x' is no project id");
    expect(terminal.stdout.text).toBe('');
  });

  it('is not what only has not been asked yet', async () => {
    const here = await lab({});
    const words = ['new', 'project', '--lims-name', 'Membranes', '--label', 'M', '--operator', 'a'];
    const { terminal, ended } = start([...words, '--objective', 'o'], here);
    await converse(terminal, [
      ['Equipment', ENTER],
      ['short id', 'PROJ-43', ENTER],
      ['Template', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
  });

  it("is no template of an instrument's own before the instrument is known", async () => {
    const here = await lab({});
    const own = path.join(here.root, 'CONFOCAL_01', '.exlab-wizard', 'templates', 'special');
    await writeTemplate(own, PLAIN_RUN);
    const { terminal, ended } = start(['new', 'run', ...flagsFor('special', ['--equipment'])], here);
    await converse(terminal, [
      ['Equipment', ENTER],
      ['sample', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
  });

  it('is told as soon as it can be known, and asked for again', async () => {
    const here = await lab();
    await mkdir(path.join(here.root, 'CONFOCAL_01', 'PROJ-0050'));
    const flags = flagsFor('imaging', ['--equipment', '--template', '--project']);
    const more = ['--project', 'PROJ-9999', '--set', 'gain=much', '--readme', 'safety=BSL-9'];
    const { terminal, ended } = start(['new', 'run', ...flags, ...more], here);
    await converse(terminal, [
      ['Equipment', ENTER],
      ['Project', ENTER],
      ['Template', ENTER],
      ['Which sample', 's', ENTER],
      ['live', ENTER],
      ['lens', ENTER],
      ['token', ENTER],
      ['gain', '\b7', ENTER],
      ['Safety level', ENTER],
      ['Room', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(terminal.stderr.text).toContain('There is no project PROJ-9999');
    expect(terminal.stderr.text).toContain('--set gain=…: ');
    expect(terminal.stderr.text).toContain('--readme safety=…: ');
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe('s False 37.0 10x 7\n');
  });

  it('ends it where nothing could be asked for again', async () => {
    const here = await lab();
    const flags = [...flagsFor('imaging', ['--template']), '--set', 'smaple=x'];
    const { terminal, ended } = start(['new', 'run', ...flags], here);
    await converse(terminal, [['Template', ENTER]]);
    expect(await ended).toBe(2);
    expect(terminal.stderr.text).toContain("did you mean 'sample'?");
    expect(await readdir(here.project)).toEqual([]);
  });

  it.each([
    ['a check that reads another question', '{% if high < low %}Too low.{% endif %}', [], [LOW]],
    ['a check that reads the label', '{% if not label %}No label.{% endif %}', ['--label'], [LABEL, LOW]],
    [
      'a check that reads the project',
      '{% if not project_short_id %}No project.{% endif %}',
      ['--project'],
      [['Project', ENTER], LOW],
    ],
    ['a check that reads all answers', '{% if _copier_answers.low == 10 %}Ten.{% endif %}', [], [LOW]],
  ] as const)('is not what an answer to come makes right: %s', async (_, check, open, answers) => {
    const here = await lab({ templates: { limits: limits(`validator: "${check}"`) } });
    const flags = [...flagsFor('limits', open), '--set', 'high=5'];
    const { terminal, ended } = start(['new', 'run', ...flags], here);
    await converse(terminal, [...answers, ['Create it?', ENTER]]);
    expect(await ended).toBe(0);
    expect(terminal.stderr.text).not.toContain('error');
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe('1 5\n');
  });

  it('is not what a choice to come makes right', async () => {
    const here = await lab({ templates: { limits: limits('choices: ["{{ low + 4 }}", "100"]') } });
    const { terminal, ended } = start(['new', 'run', ...flagsFor('limits'), '--set', 'high=5'], here);
    await converse(terminal, [LOW, ['Create it?', ENTER]]);
    expect(await ended).toBe(0);
    expect(terminal.stderr.text).not.toContain('error');
  });

  it('is what an answer has made wrong', async () => {
    const here = await lab({
      templates: { limits: limits('validator: "{% if high < low %}Below the lower limit.{% endif %}"') },
    });
    const { terminal, ended } = start(['new', 'run', ...flagsFor('limits'), '--set', 'high=5'], here);
    await converse(terminal, [
      ['low', '\b\b7', ENTER],
      ['high', '8', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(terminal.stderr.text).toContain('Below the lower limit.');
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe('7 8\n');
  });
});

describe('what only the plan shows to be wrong', () => {
  const NAMING: TemplateFiles = {
    'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_exlab_readme:
  fields:
    - {id: room, label: Room, type: string}
sample: {type: str, default: s1}
hidden: {type: str, default: h, when: false}
`,
    '{{ sample }}.txt': 'data\n',
  };

  async function plan() {
    const here = await lab({ templates: { plain: NAMING } });
    const { terminal, ended } = start(['new', 'run', ...RUN_FLAGS], here);
    await converse(terminal, [
      ['sample', '\b\ba:b', ENTER],
      ['Room', '2.14', ENTER],
    ]);
    const from = await terminal.stdout.shows('What do you want to change?', 0);
    return { here, terminal, ended, from };
  }

  it('can be corrected, and nothing that was answered is lost', async () => {
    const { here, terminal, ended, from } = await plan();
    // It offers the answer in the name; the room stands below.
    for (const key of [DOWN, ENTER]) terminal.stdin.write(key);
    const asked = await terminal.stdout.shows('Room, optional', from);
    for (const key of ['2.15', ENTER]) terminal.stdin.write(key);
    const again = await terminal.stdout.shows('What do you want to change?', asked);
    expect(terminal.stdout.text).not.toContain('hidden');
    terminal.stdin.write(ENTER);
    const sample = await terminal.stdout.shows('◆  sample', again);
    for (const key of ['\b\bab', ENTER]) terminal.stdin.write(key);
    await terminal.stdout.shows('Create it?', sample);
    terminal.stdin.write(ENTER);
    expect(await ended).toBe(0);
    const made = await onlyRun(here);
    expect(await readdir(made)).toContain('ab.txt');
    expect(await readFile(path.join(made, 'README.md'), 'utf8')).toContain('room: "2.15"');
  });

  it('ends it with 2 where somebody leaves it', async () => {
    const { here, terminal, ended } = await plan();
    for (const key of [DOWN, DOWN, DOWN, ENTER]) terminal.stdin.write(key);
    expect(await ended).toBe(2);
    expect(terminal.stderr.text).toContain('sample');
    expect(terminal.stderr.text).toContain('Nothing was created.');
    expect(await readdir(here.project)).toEqual([]);
  });

  it('ends it with 130 where somebody breaks off', async () => {
    const { here, terminal, ended } = await plan();
    terminal.stdin.write(CTRL_C);
    expect(await ended).toBe(130);
    expect(await readdir(here.project)).toEqual([]);
  });
});

describe('what changed while somebody looked at the plan', () => {
  const NOTES = 'notes.txt.jinja';

  async function shown() {
    const here = await lab();
    const words = ['--readme', 'safety=BSL-1', '--readme', 'room=1', '--set', 'sample=s'];
    const { terminal, ended } = start(['new', 'run', ...flagsFor('imaging'), ...words], here);
    await converse(terminal, [
      ['live', ENTER],
      ['lens', ENTER],
      ['token', 'hunter2', ENTER],
      ['Look at 1 settings', ENTER],
    ]);
    const from = await terminal.stdout.shows('Create it?', 0);
    return { here, terminal, ended, from };
  }

  it('is shown again instead of made, and nothing is asked for again', async () => {
    const { here, terminal, ended, from } = await shown();
    await writeFile(path.join(here.folder, 'templates', 'imaging', NOTES), 'Other: {{ sample }}\n');
    terminal.stdin.write(ENTER);
    await terminal.stderr.shows('look at the plan again', 0);
    const again = await terminal.stdout.shows('Create it?', terminal.stdout.text.length);
    expect(terminal.stdout.text.slice(from, again)).not.toContain('lens');
    expect(await readdir(here.project)).toEqual([]);
    terminal.stdin.write(ENTER);
    expect(await ended).toBe(0);
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe('Other: s\n');
  });

  it('is shown again where the time was taken, with another one', async () => {
    const { here, terminal, ended } = await shown();
    const [name = ''] = /Run_[\dT-]+/.exec(terminal.stdout.text) ?? [];
    await mkdir(path.join(here.project, name));
    terminal.stdin.write(ENTER);
    await terminal.stderr.shows(`${name} exists already`, 0);
    await terminal.stdout.shows('Create it?', terminal.stdout.text.length);
    terminal.stdin.write(ENTER);
    expect(await ended).toBe(0);
    const made = (await readdir(here.project)).filter((each) => each.startsWith('Run_') && each !== name);
    expect(made).toHaveLength(1);
  });

  it('may be corrected where an answer does not fit it any more', async () => {
    const { here, terminal, ended, from } = await shown();
    const manifest = String(IMAGING['copier.yml']).replace("sample == 'bad'", "sample == 's'");
    await writeFile(path.join(here.folder, 'templates', 'imaging', 'copier.yml'), manifest);
    terminal.stdin.write(ENTER);
    const sample = await terminal.stdout.shows('Which sample', from);
    for (const key of ['s2', ENTER]) terminal.stdin.write(key);
    await terminal.stdout.shows('Create it?', sample);
    terminal.stdin.write(ENTER);
    expect(await ended).toBe(0);
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toMatch(/^s2 /);
  });

  it('is nothing that lets the time of the run move on', async () => {
    const { here, terminal, ended } = await shown();
    const [name = 'no name'] = /Run_[\dT-]+/.exec(terminal.stdout.text) ?? [];
    const second = Date.parse(name.slice(4).replace(/T(\d+)-(\d+)-/, 'T$1:$2:') + 'Z');
    await expect.poll(() => Date.now(), { timeout: 5000 }).toBeGreaterThan(second + 2000);
    terminal.stdin.write(ENTER);
    expect(await ended).toBe(0);
    expect(path.basename(await onlyRun(here))).toBe(name);
  });
});

describe('another template', () => {
  it('takes the answers that fit, where the first one is corrected', async () => {
    const here = await lab({
      templates: {
        imaging: {
          'copier.yml': `${manifestOf('sample: {type: str}')}own: {type: str, default: o}\n`,
          '{{ sample }}.txt': 'x',
        },
        other: { 'copier.yml': manifestOf('sample: {type: str}'), 'notes.txt.jinja': 'S {{ sample }}\n' },
      },
    });
    const words = ['new', 'run', ...flagsFor('imaging'), '--set', 'sample=a:b', '--set', 'own=mine'];
    const { terminal, ended } = start(words, here);
    const from = await terminal.stdout.shows('What do you want to change?', 0);
    // The answer in the name is offered; the template stands fourth above it.
    for (const key of [UP, UP, UP, UP, ENTER]) terminal.stdin.write(key);
    const asked = await terminal.stdout.shows('◆  Template', from);
    for (const key of [DOWN, ENTER]) terminal.stdin.write(key);
    await terminal.stdout.shows('Create it?', asked);
    terminal.stdin.write(ENTER);
    expect(await ended).toBe(0);
    expect(await readFile(path.join(await onlyRun(here), 'notes.txt'), 'utf8')).toBe('S a:b\n');
    expect(await readFile(path.join(await onlyRun(here), '.exlab-answers.yml'), 'utf8')).not.toContain('own');
  });

  function manifestOf(questions: string): string {
    return `_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n${questions}\n`;
  }
});

describe('a secret on the command line', () => {
  it('is refused as soon as its template is chosen', async () => {
    const here = await lab();
    const flags = [...flagsFor('imaging', ['--template']), '--set', 'token=hunter2'];
    const { terminal, ended } = start(['new', 'run', ...flags], here);
    await converse(terminal, [['Template', ENTER]]);
    expect(await ended).toBe(3);
    expect(terminal.stderr.text).toContain(
      "'token' is a secret, and others could see it on the command line",
    );
    expect(await readdir(here.project)).toEqual([]);
  });

  it("is refused where the instrument's own template asks for it", async () => {
    const here = await lab({ templates: { imaging: PLAIN_RUN } });
    await writeTemplate(
      path.join(here.root, 'CONFOCAL_01', '.exlab-wizard', 'templates', 'imaging'),
      IMAGING,
    );
    const flags = [...flagsFor('imaging', ['--equipment']), '--set', 'token=hunter2'];
    const { terminal, ended } = start(['new', 'run', ...flags], here);
    await converse(terminal, [['Equipment', ENTER]]);
    expect(await ended).toBe(3);
    expect(await readdir(here.project)).toEqual([]);
  });

  it('in a file is warned of once', async () => {
    const here = await lab();
    const file = path.join(here.folder, 'answers.yml');
    await writeFile(file, 'token: hunter2\nsample: s\n');
    const flags = [...flagsFor('imaging', ['--template']), '--answers', file];
    const { terminal, ended } = start(['new', 'run', ...flags], here);
    await converse(terminal, [
      ['Template', ENTER],
      ['live', ENTER],
      ['lens', CTRL_C],
    ]);
    expect(await ended).toBe(130);
    expect(terminal.stderr.text.match(/stands in a file/g)).toHaveLength(1);
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
