import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../cli/run';
import type { TemplateFiles } from '../../support/laboratory';
import { exlab, fakeTerminal, INSTALLATION, type FakeTerminal } from './fake-terminal';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab } from './temporary-lab';

const ENTER = '\r';
const DOWN = '\u001b[B';
const SPACE = ' ';

const KINDS: TemplateFiles = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_external_data: {lab: lab.yml}
_exclude: [lab.yml, copier.yml]
lenses:
  type: str
  multiselect: true
  qmark: "🔬"
  choices: [10x, 20x, "63x"]
  default: [10x]
mode:
  type: str
  choices:
    Slow: slow
    Fast: {value: fast, validator: "{% if '63x' in lenses %}Not with 63x.{% endif %}"}
    Live: live
channels:
  type: yaml
  default: [{name: GFP, gain: 1.5}]
limits:
  type: json
`,
  'lab.yml': 'room: "2.14"\n',
  'notes.txt.jinja': '{{ lenses }} {{ mode }} {{ channels }} {{ limits }} {{ _external_data.lab.room }}\n',
};

const labs: TemporaryLab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function lab(): Promise<TemporaryLab> {
  const made = await makeTemporaryLab({ templates: { kinds: KINDS } });
  labs.push(made);
  return made;
}

const FLAGS = RUN_FLAGS.map((word) => (word === 'plain' ? 'kinds' : word));

async function converse(
  terminal: FakeTerminal,
  answers: readonly (readonly [question: string, ...keys: string[]])[],
): Promise<void> {
  let from = 0;
  for (const [question, ...keys] of answers) {
    from = await terminal.stdout.shows(question, from);
    for (const key of keys) terminal.stdin.write(key);
  }
}

async function notes({ project }: TemporaryLab): Promise<string> {
  const [run = ''] = (await readdir(project)).filter((name) => name.startsWith('Run_'));
  return readFile(path.join(project, run, 'notes.txt'), 'utf8');
}

describe('questions of every kind', () => {
  it('are asked on a terminal, each in its way', async () => {
    const here = await lab();
    const terminal = fakeTerminal({ isTTY: true, environment: { ...here.environment, NO_COLOR: '1' } });
    const ended = run(['new', 'run', ...FLAGS], terminal, INSTALLATION);
    await converse(terminal, [
      ['🔬 lenses', DOWN, DOWN, SPACE, ENTER],
      ['Not with 63x.', DOWN, ENTER],
      ['channels', ENTER],
      ['JSON, such as', '[1,]', ENTER],
      ['no json: line 1, column 4', '\b\b, 2.0]', ENTER],
      ['Create it?', ENTER],
    ]);
    expect(await ended).toBe(0);
    expect(await notes(here)).toBe("['10x', '63x'] live [{'name': 'GFP', 'gain': 1.5}] [1, 2.0] 2.14\n");
  });

  it('are answered by flags', async () => {
    const here = await lab();
    const set = ['lenses=[20x, 10x]', 'mode=fast', 'channels={b: yes, a: [017]}', 'limits={"max": 1e3}'];
    const flags = set.flatMap((answer) => ['--set', answer]);
    const { code } = await exlab(['new', 'run', '--no-input', ...FLAGS, ...flags], {
      environment: here.environment,
    });
    expect(code).toBe(0);
    expect(await notes(here)).toBe("['10x', '20x'] fast {'b': True, 'a': [15]} {'max': 1000.0} 2.14\n");
  });

  it('are answered by a file', async () => {
    const here = await lab();
    const { code } = await exlab(['new', 'run', ...FLAGS, '--answers', '-'], {
      environment: here.environment,
      input: 'lenses:\n- 63x\nmode: slow\nchannels:\n  - {2: b, 1: a}\nlimits: {max: 0x10, ok: no}\n',
    });
    expect(code).toBe(0);
    expect(await notes(here)).toBe("['63x'] slow [{2: 'b', 1: 'a'}] {'max': 16, 'ok': False} 2.14\n");
  });

  it('tell what is wrong at their flags', async () => {
    const here = await lab();
    const set = [
      '--set',
      'lenses=[63x, 5x]',
      '--set',
      'mode=fast',
      '--set',
      'channels=[',
      '--set',
      'limits=x',
    ];
    const { code, stderr } = await exlab(['new', 'run', '--no-input', ...FLAGS, ...set], {
      environment: here.environment,
    });
    expect(code).toBe(2);
    expect(stderr).toContain("The answer '5x' to 'lenses' is none of its choices: 10x, 20x, 63x.");
    expect(stderr).toContain("The answer '[' to 'channels' is no yaml: line 1, column 2");
    expect(stderr).toContain("The answer 'x' to 'limits' is no json: line 1, column 1");
  });

  it('with nothing to choose end the asking', async () => {
    const here = await makeTemporaryLab({
      templates: {
        kinds: {
          ...KINDS,
          'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
mode: {type: str, choices: {Fast: {value: fast, validator: Not today.}}}
`,
          'notes.txt.jinja': '{{ mode }}\n',
        },
      },
    });
    labs.push(here);
    const terminal = fakeTerminal({ isTTY: true, environment: { ...here.environment, NO_COLOR: '1' } });
    expect(await run(['new', 'run', ...FLAGS], terminal, INSTALLATION)).not.toBe(0);
    expect(terminal.stderr.text).toContain("None of the choices of 'mode' can be taken: Not today.");
  });
});
