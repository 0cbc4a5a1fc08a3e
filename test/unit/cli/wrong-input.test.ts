import { mkdir, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TemplateFiles } from '../../support/laboratory';
import { exlab, type FakeTerminalOptions } from './fake-terminal';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab } from './temporary-lab';

interface Answer {
  readonly code: number;
  readonly stderr: string;
  /** What stood on standard output: one JSON object and nothing else. */
  readonly object: {
    readonly error?: { readonly code: string; readonly message: string; readonly field?: string } | null;
    readonly [key: string]: unknown;
  };
}

const labs: TemporaryLab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function lab(templates?: Readonly<Record<string, TemplateFiles>>): Promise<TemporaryLab> {
  const made = await makeTemporaryLab(templates === undefined ? {} : { templates });
  labs.push(made);
  return made;
}

async function json(words: readonly string[], options: FakeTerminalOptions = {}): Promise<Answer> {
  const { code, stdout, stderr } = await exlab(words, options);
  return { code, stderr, object: JSON.parse(stdout) as Answer['object'] };
}

describe('with --json, one object stands on standard output', () => {
  it.each([
    [['--json']],
    [['new', '--json']],
    [['templates', '--json']],
    [['--json', 'new', 'run']],
    [['nonsense', '--json']],
    [['new', 'nonsense', '--json']],
  ])('where no command is called: %j', async (words) => {
    const { code, object } = await json(words);
    expect(code).toBe(3);
    expect(object.error).toMatchObject({ code: 'validation_failed' });
  });

  it('that lists the commands of a group where none of them is named', async () => {
    const { object, stderr } = await json(['new', '--json']);
    expect(object.error?.message).toContain("'exlab new'");
    expect(stderr).toContain('exlab new test-run');
  });

  it('with the help where that is asked for', async () => {
    for (const words of [['--help'], ['templates', '--help'], ['new', 'run', '--help']]) {
      const { code, object } = await json([...words, '--json']);
      expect(code).toBe(0);
      expect(object.help).toContain('Usage: exlab');
    }
  });

  it('where --json itself is written with a value', async () => {
    const { code, object } = await json(['config', 'path', '--json=yes']);
    expect(code).toBe(3);
    expect(object.error).toMatchObject({ field: '--json' });
  });

  it('where a preview has no such file', async () => {
    const { environment } = await lab();
    const words = ['templates', 'preview', 'plain', '--file', 'nowhere.txt', '--json'];
    const { code, object } = await json(words, { environment });
    expect(code).toBe(3);
    expect(object.error).toMatchObject({ field: '--file' });
  });
});

describe('an answers file that is no text of answers', () => {
  async function given(bytes: Uint8Array | 'folder'): Promise<Answer> {
    const here = await lab();
    const file = path.join(here.folder, 'answers.yml');
    await (bytes === 'folder' ? mkdir(file) : writeFile(file, bytes));
    const answer = await json(['new', 'run', ...RUN_FLAGS, '--answers', file, '--json'], here);
    expect(await readdir(here.project)).toEqual([]);
    expect(answer.object).toMatchObject({ session_id: null, state: 'failed', result: null });
    expect(answer.object.error).toMatchObject({ code: 'validation_failed', field: '--answers' });
    return answer;
  }

  it('is refused in another encoding than UTF-8, and nothing of it is guessed', async () => {
    const latin1 = await given(Buffer.from('sample: M\xfcller\n', 'latin1'));
    expect(latin1.code).toBe(3);
    expect(latin1.stderr).toContain('is not UTF-8');
    const utf16 = await given(Buffer.from('\ufeffsample: s\n', 'utf16le'));
    expect(utf16.code).toBe(3);
    expect(utf16.stderr).toContain('save it as UTF-8');
  });

  it('is refused as a folder', async () => {
    const { code, stderr } = await given('folder');
    expect(code).toBe(3);
    expect(stderr).toContain('is a folder');
  });

  it('is refused on standard input, too', async () => {
    const { environment } = await lab();
    const words = ['new', 'run', ...RUN_FLAGS, '--answers', '-', '--json'];
    const { code, stderr } = await json(words, { environment, input: Buffer.from([0x61, 0x3a, 0xff]) });
    expect(code).toBe(3);
    expect(stderr).toContain('is not UTF-8');
  });
});

describe('an empty path', () => {
  it.each([
    [['new', 'run', ...RUN_FLAGS, '--answers', ''], '--answers'],
    [['new', 'run', ...RUN_FLAGS, '--config='], '--config'],
    [['config', 'init', '--local-root', ''], '--local-root'],
    [['config', 'init', '--equipment', 'SEM_01', '--nas-root', ''], '--nas-root'],
    [['templates', 'preview', 'plain', '--file', ''], '--file'],
    [['templates', 'lint', ''], 'PATH'],
    [['audit', ''], 'PATH'],
    [['sessions', 'discard', ''], 'ID'],
  ])('is never taken for the folder one is in: %j', async (words, field) => {
    const { environment } = await lab();
    const { code, object } = await json([...words, '--json'], { environment });
    expect(code).toBe(3);
    expect(object.error).toMatchObject({ field });
  });

  it('is no other text: those may be empty for the gate to judge', async () => {
    const { environment } = await lab();
    const words = RUN_FLAGS.map((word, index) => (RUN_FLAGS[index - 1] === '--label' ? '' : word));
    const { code, object } = await json(['new', 'run', ...words, '--json'], { environment });
    expect(code).toBe(2);
    expect(object.error).toMatchObject({ field: 'label' });
  });
});

describe('a file in the place of a folder', () => {
  it('is no template to lint', async () => {
    const { folder, environment } = await lab();
    const file = path.join(folder, 'config.yaml');
    const { code, object } = await json(['templates', 'lint', file, '--json'], { environment });
    expect(code).toBe(3);
    expect(object.error).toMatchObject({
      code: 'folder_not_found',
      message: expect.stringContaining('is no folder') as string,
    });
  });

  it('is told by the doctor where the state folder should be', async () => {
    const { folder, environment } = await lab();
    const file = path.join(folder, 'config.yaml');
    const { code, object } = await json(['doctor', '--json'], {
      environment: { ...environment, EXLAB_STATE: file },
    });
    expect(code).toBe(2);
    const checks = object.checks as readonly { id: string; status: string }[];
    const failed = checks.filter(({ status }) => status === 'error').map(({ id }) => id);
    expect(failed).toContain('state');
    expect(checks.map(({ id }) => id)).toContain('locks');
    expect(failed).not.toContain('locks');
  });
});

describe('a preview', () => {
  const SECRETIVE: TemplateFiles = {
    'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
pw: {type: str, secret: true, default: ""}
`,
    'notes.txt.jinja': '{% if pw %}with{% else %}without{% endif %}\n',
  };

  it('takes no secret from the command line', async () => {
    const here = await lab({ sec: SECRETIVE });
    const words = ['templates', 'preview', 'sec', '--set', 'pw=hunter2', '--json'];
    const { code, object, stderr } = await json(words, here);
    expect(code).toBe(3);
    expect(object.error).toMatchObject({ code: 'validation_failed', field: '--set pw' });
    expect(stderr).toContain("'pw' is a secret, and others could see it");
  });

  it('warns of a secret in a file, and of none from standard input', async () => {
    const here = await lab({ sec: SECRETIVE });
    const file = path.join(here.folder, 'answers.yml');
    await writeFile(file, 'pw: hunter2\n');
    const filed = await exlab(['templates', 'preview', 'sec', '--answers', file], here);
    expect([filed.code, filed.stderr]).toEqual([
      0,
      "warning: 'pw' is a secret, and stands in a file: remove it there, and give it on the prompt or with '--answers -'.\n",
    ]);
    const words = ['templates', 'preview', 'sec', '--answers', '-'];
    const piped = await exlab(words, { ...here, input: 'pw: hunter2\n' });
    expect([piped.code, piped.stderr]).toEqual([0, '']);
    expect(piped.stdout).toContain('with\n');
  });

  it('of a path that is not there, or no folder, says so', async () => {
    const { folder, environment } = await lab();
    for (const [given, message] of [
      [path.join(folder, 'nope'), 'does not exist'],
      [path.join(folder, 'config.yaml'), 'is no folder'],
      ['./nope', './nope does not exist'],
    ] as const) {
      const { code, object } = await json(['templates', 'preview', given, '--json'], { environment });
      expect(code).toBe(3);
      expect(object.error).toMatchObject({
        code: 'folder_not_found',
        message: expect.stringContaining(message) as string,
      });
    }
  });

  it('of a folder that holds no template says what it lacks', async () => {
    const { folder, environment } = await lab();
    const { code, object } = await json(['templates', 'preview', `${folder}/`, '--json'], { environment });
    expect(code).toBe(2);
    expect(object.error).toMatchObject({ code: 'template_load_error' });
  });
});

describe('a first configuration', () => {
  it('is not written where it would not be read again', async () => {
    const { folder, environment } = await lab();
    const file = path.join(folder, 'new', 'config.yaml');
    const words = ['config', 'init', '--config', file, '--equipment', 'SEM_01', '--equipment-label', ' '];
    const { code, object } = await json([...words, '--json'], { environment });
    expect(code).toBe(3);
    expect(object.error).toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('label') as string,
    });
    expect(await readdir(folder)).not.toContain('new');
  });
});

describe('an answer by a name that no object can hold', () => {
  it('is refused instead of being lost', async () => {
    const here = await lab();
    const words = ['new', 'run', ...RUN_FLAGS, '--set', '__proto__=x', '--json'];
    const { code, object } = await json(words, here);
    expect(code).toBe(2);
    expect(object.error).toMatchObject({ code: 'validation_failed' });
    expect(await readdir(here.project)).toEqual([]);
  });
});

describe('a LIMS uid of another shape', () => {
  it.each(['project', 'run'])('is refused for a %s, at its flag', async (kind) => {
    const here = await lab();
    const flags =
      kind === 'run'
        ? RUN_FLAGS
        : RUN_FLAGS.map((word) =>
            word === '--project' ? '--lims-short-id' : word === 'plain' ? 'plain-project' : word,
          );
    const words = ['new', kind, ...flags, '--lims-name', 'N', '--lims-uid', '42', '--json'];
    const { code, object, stderr } = await json(words, here);
    expect(code).toBe(2);
    expect(object.error).toMatchObject({ code: 'validation_failed', field: 'lims_project' });
    expect(stderr).toContain('--lims-uid');
    expect(await readdir(here.project)).toEqual([]);
  });
});
