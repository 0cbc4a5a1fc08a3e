import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_PROJECT, PLAIN_RUN, type TemplateFiles } from '../support/laboratory';
import {
  makeTemporaryLab,
  RUN_FLAGS,
  type TemporaryLab,
  type TemporaryLabOptions,
} from '../unit/cli/temporary-lab';
import { buildProgram, exlabProcess, type Ended, type ProcessOptions } from './exlab-process';

interface CreationObject {
  readonly session_id: string | null;
  readonly state: string;
  readonly result: Record<string, unknown> | null;
  readonly error: {
    readonly code: string;
    readonly details?: { readonly problems?: { field: string }[] };
  } | null;
}

const SECRETIVE: TemplateFiles = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
token: {type: str, secret: true, default: ""}
sample: {type: str, default: s1}
`,
  'notes.txt.jinja': '{% if token %}with{% else %}without{% endif %} {{ sample }}\n',
};

const UNFILLED: TemplateFiles = {
  'copier.yml': '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n',
  'notes.txt.jinja': 'Sample: <sample_id>\n',
};

let lab: TemporaryLab;

async function open(options: TemporaryLabOptions = {}): Promise<void> {
  lab = await makeTemporaryLab(options);
}

beforeAll(buildProgram);
afterEach(() => lab.dispose());

function exlab(words: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return exlabProcess(words, { environment: lab.environment, ...options });
}

/** A creation with `--json`; standard output must be one object and nothing else. */
async function create(words: readonly string[], options: ProcessOptions = {}) {
  const ended = await exlab(['new', ...words, '--json'], options);
  return { ...ended, object: JSON.parse(ended.stdout) as CreationObject };
}

function pathOf({ result }: CreationObject): string {
  const path = result?.path;
  return typeof path === 'string' ? path : '';
}

function flagsWithout(name: string): string[] {
  return RUN_FLAGS.filter((word, index) => word !== name && RUN_FLAGS[index - 1] !== name);
}

async function everyText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

describe('exlab new', () => {
  it('creates a run and says so in one JSON object', async () => {
    await open();
    const { code, object } = await create(['run', ...RUN_FLAGS]);
    expect(code).toBe(0);
    expect(object).toEqual({
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      state: 'done',
      result: {
        path: expect.stringContaining(path.join(lab.project, 'Run_')) as string,
        sync_status: 'pending',
        blocked: false,
        findings: [],
        plugins: [],
      },
      error: null,
    });
    expect(await readFile(path.join(pathOf(object), 'notes.txt'), 'utf8')).toBe('Sample s1 by alice\n');
  });

  it('creates test runs and projects in their places', async () => {
    await open();
    const test = await create(['test-run', ...RUN_FLAGS]);
    expect(pathOf(test.object)).toContain(path.join(lab.project, 'TestRuns', 'TestRun_'));
    const project = await create([
      'project',
      ...['--equipment', 'CONFOCAL_01', '--template', 'plain-project', '--label', 'L', '--operator', 'a'],
      ...['--objective', 'o', '--lims-short-id', 'PROJ-7', '--lims-name', 'Membranes'],
    ]);
    expect(project.code).toBe(0);
    expect(pathOf(project.object)).toBe(path.join(lab.root, 'CONFOCAL_01', 'PROJ-7'));
  });

  it('takes --set before --answers before the default', async () => {
    await open();
    const sampleOf = async (...words: string[]): Promise<string> => {
      const { object } = await create(['run', ...RUN_FLAGS, ...words], { input: 'sample: piped\n' });
      return readFile(path.join(pathOf(object), 'notes.txt'), 'utf8');
    };
    expect(await sampleOf()).toContain('Sample s1 ');
    expect(await sampleOf('--answers', '-')).toContain('Sample piped ');
    expect(await sampleOf('--answers', '-', '--set', 'sample=typed')).toContain('Sample typed ');
    const file = path.join(lab.folder, 'answers.yml');
    await writeFile(file, 'sample: filed\n');
    expect(await sampleOf('--answers', file)).toContain('Sample filed ');
  });

  it('tells every problem of the gate at once, each with its flag', async () => {
    await open();
    const words = [
      'run',
      ...flagsWithout('--label'),
      '--set',
      'smaple=x',
      '--run-date',
      '2026-11-20T13:00:00Z',
    ];
    const refused = await create(words);
    expect(refused.code).toBe(2);
    expect(refused.object).toMatchObject({
      state: 'failed',
      result: null,
      error: { code: 'validation_failed' },
    });
    const fields = refused.object.error?.details?.problems?.map((problem) => problem.field);
    expect(fields).toEqual(['label', 'smaple']);
    expect(refused.stderr).toContain("error: --label: 'label' is empty");
    expect(refused.stderr).toContain('error: --set smaple=…: ');
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('refuses a LIMS uid of another shape, at its flag', async () => {
    await open();
    const words = ['--lims-short-id', 'PROJ-0042', '--lims-name', 'N', '--lims-uid', '42'];
    const { code, object, stderr } = await create(['run', ...RUN_FLAGS, ...words]);
    expect(code).toBe(2);
    expect(object.error).toMatchObject({ code: 'validation_failed', field: 'lims_project' });
    expect(stderr).toContain("--lims-uid, --lims-short-id, --lims-name: '42' is no uid");
  });

  it('refuses a project that is a link, and says what to do', async () => {
    await open();
    const elsewhere = path.join(lab.folder, 'elsewhere');
    await rename(lab.project, elsewhere);
    await symlink(elsewhere, lab.project);
    const { code, object, stderr } = await create(['run', ...RUN_FLAGS]);
    expect(code).toBe(2);
    expect(object.error).toMatchObject({ code: 'validation_failed', field: 'project_short_id' });
    expect(stderr).toContain(`--project: ${lab.project} is a link`);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('answers with the same object where the setup is not complete', async () => {
    await open();
    await rm(path.join(lab.folder, 'config.yaml'));
    const { code, object, stderr } = await create(['run', ...RUN_FLAGS]);
    expect(code).toBe(2);
    expect(object).toMatchObject({
      session_id: null,
      state: 'failed',
      result: null,
      error: { code: 'setup_incomplete', details: { state: 'incomplete_no_config' } },
    });
    expect(stderr).toContain('exlab config init');
  });

  it('ends with 1 where the run is made but kept from being synced', async () => {
    await open({ templates: { plain: UNFILLED } });
    const { code, object } = await create(['run', ...RUN_FLAGS]);
    expect(code).toBe(1);
    expect(object).toMatchObject({
      state: 'done',
      result: { blocked: true, sync_status: 'blocked_by_validation' },
    });
    const text = await exlab(['new', 'run', ...RUN_FLAGS]);
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('hard  unresolved_placeholder_token  notes.txt:1:9');
  });

  it.each([
    [['--nonsense'], "no option '--nonsense'"],
    [['--answers', '/nowhere/answers.yml'], '/nowhere/answers.yml does not exist'],
    [['--config', '/nowhere/config.yaml'], '/nowhere/config.yaml does not exist'],
    [['--set', 'novalue'], 'has no name and value'],
  ])('ends with 3 for wrong usage: %j', async (words, message) => {
    await open();
    const { code, object, stderr } = await create(['run', ...RUN_FLAGS, ...words]);
    expect(code).toBe(3);
    expect(object).toMatchObject({ session_id: null, state: 'failed', result: null });
    expect(stderr).toContain(message);
  });

  it('refuses a secret on the command line, and keeps one from standard input out of every file', async () => {
    await open({ templates: { plain: SECRETIVE } });
    const refused = await create(['run', ...RUN_FLAGS, '--set', 'token=hunter2']);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("'token' is a secret");
    expect(await readdir(lab.project)).toEqual([]);

    const piped = await create(['run', ...RUN_FLAGS, '--answers', '-'], { input: 'token: hunter2\n' });
    expect(piped.code).toBe(0);
    expect(await readFile(path.join(pathOf(piped.object), 'notes.txt'), 'utf8')).toBe('with s1\n');
    expect(await everyText(lab.folder)).not.toContain('hunter2');
    expect(piped.stderr + piped.stdout).not.toContain('hunter2');
  });

  it('warns of a secret in a file', async () => {
    await open({ templates: { plain: SECRETIVE } });
    const file = path.join(lab.folder, 'answers.yml');
    await writeFile(file, 'token: hunter2\n');
    const { code, stderr } = await create(['run', ...RUN_FLAGS, '--answers', file]);
    expect(code).toBe(0);
    expect(stderr).toContain("warning: 'token' is a secret, and stands in a file");
  });

  it('writes a README with declared and own fields', async () => {
    await open({ config: 'readme: {defaults: [{id: room, label: Room, type: string}]}' });
    const words = ['--readme', 'room=2.14', '--custom', 'Weather=fine = really'];
    const { object } = await create(['run', ...RUN_FLAGS, ...words]);
    const readme = await readFile(path.join(pathOf(object), 'README.md'), 'utf8');
    expect(readme).toContain('room: "2.14"');
    expect(readme).toContain('value: "fine = really"');
  });
});

describe('exlab new --dry-run', () => {
  it('writes nothing, and names every file with size and hash as it will be', async () => {
    await open();
    const words = ['new', 'run', ...RUN_FLAGS, '--run-date', '2026-11-20T13:00:00Z'];
    const { code, stdout } = await exlab([...words, '--dry-run', '--json']);
    expect(code).toBe(0);
    const { plan, problems } = JSON.parse(stdout) as {
      plan: {
        files: { kind: string; path: string; size: number; sha256: string | null; mode: number | null }[];
      };
      problems: unknown[];
    };
    expect(problems).toEqual([]);
    expect(await readdir(lab.project)).toEqual([]);
    expect(stdout).not.toContain('raw data goes here');

    const { object } = await create(words.slice(1));
    for (const file of plan.files.filter(({ kind }) => kind === 'rendered' || kind === 'verbatim')) {
      const bytes = await readFile(path.join(pathOf(object), file.path));
      expect(file.size).toBe(bytes.length);
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(file.mode).toBeTypeOf('number');
    }
    expect(plan.files.map((file) => file.path)).toContain('.exlab-wizard/creation.json');
  });

  it('prints the tree for people, and all that speaks against it', async () => {
    await open();
    const { code, stdout, stderr } = await exlab(['new', 'run', ...RUN_FLAGS, '--dry-run']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('  raw/\n    readme.txt\n');
    expect(stdout).toContain('Nothing was written.');
    await mkdir(path.join(lab.project, 'Run_2026-11-20T13-00-00'));
    const taken = await exlab([
      'new',
      'run',
      ...RUN_FLAGS,
      '--dry-run',
      '--run-date',
      '2026-11-20T13:00:00Z',
    ]);
    expect(taken.code).toBe(2);
    expect(taken.stderr).toContain('error: --run-date: ');
  });
});

describe('every command with --json', () => {
  it.each([
    [['templates', 'list'], 0],
    [['templates', 'list', '--kind', 'nonsense'], 3],
    [['templates', 'lint', '.'], 1],
    [['templates', 'lint', '/nowhere'], 3],
    [['templates', 'preview', 'plain'], 0],
    [['templates', 'preview', 'nothing'], 2],
    [['templates', 'preview', './nothing'], 3],
    [['config', 'check'], 0],
    [['config', 'path'], 0],
    [['config', 'init'], 2],
    [['sessions'], 0],
    [['sessions', 'show', 'nothing'], 2],
    [['sessions', 'discard', 'nothing'], 2],
    // Nobody made the project of this lab: it has no record.
    [['audit'], 1],
    [['audit', '/nowhere'], 3],
    [['doctor'], 0],
    [['new', 'run'], 2],
    [['new', 'project'], 2],
    [['new', 'run', '--answers', '.'], 3],
    [['new', 'run', '--set', 'a=1', '--set', 'a=2'], 3],
    [['templates', 'preview', 'plain', '--file', 'nowhere'], 3],
    [['templates', 'lint', 'plain/copier.yml'], 3],
    [['config', 'path', '--config', ''], 3],
    [['config', 'path', '--json=yes'], 3],
    [['new'], 3],
    [['nonsense'], 3],
    [['new', 'run', '--help'], 0],
    [['--help'], 0],
    [['--version'], 0],
    [[], 3],
  ])('%j prints one object and ends with %d', async (words, expected) => {
    await open();
    const { code, stdout } = await exlab([...words, '--json'], {
      folder: path.join(lab.folder, 'templates'),
    });
    expect(JSON.parse(stdout)).toBeTypeOf('object');
    expect(code).toBe(expected);
  });
});

describe('exlab templates', () => {
  it('lists what a kind of run may use, the lab before the starters', async () => {
    await open({ templates: { plain: PLAIN_RUN, 'confocal-microscopy': PLAIN_RUN } });
    const { stdout } = await exlab(['templates', 'list', '--kind', 'test-run', '--json']);
    const { templates } = JSON.parse(stdout) as { templates: { name: string; origin: string }[] };
    expect(templates.map(({ name, origin }) => [name, origin])).toEqual([
      ['confocal-microscopy', 'global'],
      ['plain', 'global'],
      ['flow-cytometry', 'bundled'],
      ['illumina-sequencing', 'bundled'],
      ['instrument-calibration', 'bundled'],
      ['lc-ms-proteomics', 'bundled'],
      ['nanopore-sequencing', 'bundled'],
      ['plate-reader', 'bundled'],
    ]);
  });

  it('lists the starters without any configuration', async () => {
    await open();
    const { code, stdout } = await exlab(['templates', 'list'], {
      environment: { EXLAB_CONFIG: path.join(lab.folder, 'none.yaml'), EXLAB_STATE: lab.stateFolder },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('confocal-microscopy');
  });

  it('says where a template is wrong, in the form of compilers', async () => {
    await open({ templates: { broken: { 'copier.yml': '_exlab_type: rnu\n_exlab_version: "1"\n' } } });
    const folder = path.join(lab.folder, 'templates');
    const { code, stdout } = await exlab(['templates', 'lint', 'broken'], { folder });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^broken\/copier\.yml:1:\d+: error: .*\(exlab-key-invalid\)$/m);
  });

  it('counts warnings as errors with --strict', async () => {
    await open({
      templates: {
        odd: {
          ...PLAIN_RUN,
          'copier.yml':
            '_exlab_type: run\n_exlab_version: "1"\n_exlab_run_scope: both\n_tasks: [ls]\n_min_copier_version: "9.0.0"\n_answers_file: .exlab-answers.yml\n',
        },
      },
    });
    const words = ['templates', 'lint', path.join(lab.folder, 'templates', 'odd')];
    expect((await exlab(words)).code).toBe(1);
    expect((await exlab([...words, '--strict'])).code).toBe(2);
  });

  it('previews a template with given answers, samples and nothing written', async () => {
    await open();
    const { code, stdout } = await exlab([
      'templates',
      'preview',
      'plain',
      '--set',
      'sample=S-9',
      '--file',
      'notes.txt',
    ]);
    expect([code, stdout]).toEqual([0, 'Sample S-9 by Sample operator\n']);
    const whole = await exlab(['templates', 'preview', 'plain']);
    expect(whole.stdout).toContain('  notes.txt\n  raw/\n    readme.txt\n');
  });

  it.each(['confocal-microscopy', 'instrument-calibration', 'generic-project'])(
    'previews the starter %s without an answer',
    async (name) => {
      await open();
      const { stderr, stdout } = await exlab(['templates', 'preview', name, '--json']);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ template: { name }, problems: [] });
    },
  );
});

describe('exlab config', () => {
  const elsewhere = (): ProcessOptions => ({
    environment: { EXLAB_CONFIG: path.join(lab.folder, 'new', 'config.yaml'), EXLAB_STATE: lab.stateFolder },
  });

  it('init writes a configuration that is complete, and never over one that is there', async () => {
    await open();
    const words = ['config', 'init', '--local-root', path.join(lab.folder, 'data2'), '--equipment', 'SEM_01'];
    const first = await exlab(words, elsewhere());
    expect(first.code).toBe(0);
    expect(first.stdout).toContain("exlab new project --equipment SEM_01'");
    expect((await exlab(['config', 'check'], elsewhere())).code).toBe(0);
    const file = path.join(lab.folder, 'new', 'config.yaml');
    await writeFile(file, '# mine\n');
    const second = await exlab(words, elsewhere());
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('left as it is');
    expect(await readFile(file, 'utf8')).toBe('# mine\n');
  });

  it('check tells every problem with its line', async () => {
    await open();
    const file = path.join(lab.folder, 'config.yaml');
    await writeFile(file, 'paths: {local_root: relative}\nequipment:\n  - label: x\nnonsense: 1\n');
    const { code, stdout } = await exlab(['config', 'check']);
    expect(code).toBe(2);
    expect(stdout).toContain(`${file}:1:`);
    expect(stdout).toContain(`${file}:3:`);
    expect(stdout).toMatch(/:4:1: warning: /);
  });

  it('check ends with 3 where there is none', async () => {
    await open();
    expect((await exlab(['config', 'check'], elsewhere())).code).toBe(3);
  });

  it('path answers with the place, there or not', async () => {
    await open();
    const { code, stdout } = await exlab(['config', 'path'], elsewhere());
    expect([code, stdout]).toEqual([0, `${path.join(lab.folder, 'new', 'config.yaml')}\n`]);
  });
});

describe('exlab audit', () => {
  it('groups findings by run, and ends with 2 for hard ones', async () => {
    await open();
    const { object } = await create(['run', ...RUN_FLAGS]);
    expect((await exlab(['audit', pathOf(object)])).code).toBe(0);
    const soft = await exlab(['audit']);
    expect(soft.code).toBe(1);
    expect(soft.stdout).toContain("  soft  orphan  .\n        This project has no 'creation.json'");
    await writeFile(path.join(pathOf(object), 'image <sample>.tif'), '');
    const { code, stdout } = await exlab(['audit']);
    expect(code).toBe(2);
    expect(stdout).toContain(`${pathOf(object)}\n  hard  illegal_filesystem_character  image <sample>.tif\n`);
    expect(stdout).toContain('Runs: 1, ');
  });

  it('looks at the part that is asked for', async () => {
    await open();
    const { object } = await create(['run', ...RUN_FLAGS]);
    const scanned = async (...words: string[]): Promise<number> => {
      const { stdout } = await exlab(['audit', ...words, '--json']);
      return (JSON.parse(stdout) as { scanned: { runs: number } }).scanned.runs;
    };
    expect(await scanned(pathOf(object))).toBe(1);
    expect(await scanned('--project', 'PROJ-0042')).toBe(1);
  });

  it('never calls a part fine that is not there', async () => {
    await open();
    const { code, stdout } = await exlab(['audit', '--project', 'PROJ-0043', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'folder_not_found' } });
  });
});

describe('exlab doctor', () => {
  it('finds finished runs that are not handed off, and hands them off with --fix', async () => {
    await open();
    await create(['run', ...RUN_FLAGS]);
    await rm(path.join(lab.stateFolder, 'hand-offs'), { recursive: true });
    const before = await exlab(['doctor']);
    expect(before.code).toBe(1);
    expect(before.stdout).toContain('1 finished runs are not handed off.');
    expect((await exlab(['doctor', '--fix'])).code).toBe(0);
    expect((await exlab(['doctor'])).code).toBe(0);
    expect(await readdir(path.join(lab.stateFolder, 'hand-offs'))).toHaveLength(1);
  });

  it('ends with 2 where there is no configuration', async () => {
    await open();
    const { code, stdout } = await exlab(['doctor'], {
      environment: { EXLAB_CONFIG: '/nowhere/config.yaml', EXLAB_STATE: lab.stateFolder },
    });
    expect(code).toBe(2);
    expect(stdout).toContain('exlab config init');
  });
});

describe('the program', () => {
  it('says its version', async () => {
    await open();
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await exlab(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('creates for a project template that ships, end to end', async () => {
    await open({ templates: { plain: PLAIN_RUN, 'plain-project': PLAIN_PROJECT } });
    const made = await create([
      'project',
      ...['--equipment', 'CONFOCAL_01', '--template', 'generic-project', '--label', 'L', '--operator', 'a'],
      ...[
        '--objective',
        'o',
        '--lims-short-id',
        'PROJ-8',
        '--lims-name',
        'N',
        '--set',
        'principal_investigator=PI',
      ],
    ]);
    expect(made.stderr).toBe('');
    expect(made.code).toBe(0);
  });
});
