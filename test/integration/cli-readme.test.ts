import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryLab, RUN_FLAGS, type TemporaryLab } from '../unit/cli/temporary-lab';
import { buildProgram, exlabProcess, type Ended } from './exlab-process';

const LABEL = 'Größe: "5 µm" # 👩‍🔬\u202e';

let lab: TemporaryLab;
let run: string;
let readme: string;

function exlab(...words: readonly string[]): Promise<Ended> {
  return exlabProcess(words, { environment: lab.environment });
}

beforeAll(buildProgram);
beforeEach(async () => {
  lab = await makeTemporaryLab();
  const flags = RUN_FLAGS.map((word) => (word === 'First run' ? LABEL : word));
  const { stdout } = await exlab('new', 'run', ...flags, '--custom', 'Shelf=yes', '--json');
  run = (JSON.parse(stdout) as { result: { path: string } }).result.path;
  readme = path.join(run, 'README.md');
});
afterEach(() => lab.dispose());

describe('exlab readme regenerate', () => {
  it('gives back a deleted README byte for byte, and says so in the log of the run', async () => {
    const before = await readFile(readme);
    await rm(readme);
    const ended = await exlab('readme', 'regenerate', run);
    expect(ended).toEqual({ code: 0, stdout: `Written: ${readme}\n`, stderr: '' });
    expect(await readFile(readme)).toEqual(before);
    await rm(readme);
    const { stdout } = await exlab('readme', 'regenerate', run, '--json');
    expect(JSON.parse(stdout)).toEqual({ path: readme, written: true });
  });

  it('overwrites nothing, and prints in its place', async () => {
    const before = await readFile(readme, 'utf8');
    await writeFile(readme, 'mine\n');
    const refused = await exlab('readme', 'regenerate', run);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/README\.md exists, .* rename or delete it first.*'--print' shows/);
    expect(await readFile(readme, 'utf8')).toBe('mine\n');
    expect(await exlab('readme', 'regenerate', run, '--print')).toEqual({
      code: 0,
      stdout: before,
      stderr: '',
    });
    const { stdout } = await exlab('readme', 'regenerate', run, '--print', '--json');
    expect(JSON.parse(stdout)).toEqual({ text: before, written: false });
    expect(await readFile(readme, 'utf8')).toBe('mine\n');
  });

  it('needs no configuration', async () => {
    await rm(readme);
    await rm(lab.environment.EXLAB_CONFIG ?? '');
    expect(await exlab('readme', 'regenerate', run)).toMatchObject({ code: 0 });
  });
});

describe('exlab readme compare', () => {
  it('ends with 0 where both say the same', async () => {
    expect(await exlab('readme', 'compare', run)).toEqual({
      code: 0,
      stdout: `${readme} says what its record says.\n`,
      stderr: '',
    });
  });

  it('ends with 1 and says each difference with its place', async () => {
    const text = await readFile(readme, 'utf8');
    await writeFile(
      readme,
      text.replace('operator: "alice"', 'operator: bob').replace('value: "yes"', 'value: yes!'),
    );
    const { code, stdout } = await exlab('readme', 'compare', run);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      `${readme}:4:11: different: operator`,
      '  README: "bob"',
      '  record: "alice"',
      expect.stringMatching(/:\d+:12: different: custom_fields\[0\]\.value$/),
      '  README: "yes!"',
      '  record: "yes"',
      '',
    ]);
    const asJson = await exlab('readme', 'compare', run, '--json');
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      path: readme,
      status: 'compared',
      differences: [
        {
          path: 'operator',
          kind: 'different',
          in_readme: 'bob',
          in_record: 'alice',
          range: { start: { line: 3, character: 10 }, end: { line: 3, character: 13 } },
        },
        { path: 'custom_fields[0].value', kind: 'different', in_readme: 'yes!', in_record: 'yes' },
      ],
    });
  });

  it.each([
    ['absent', '# Mine\n', /has no front matter/],
    ['unclosed', '---\nlabel: a\n', /does not close/],
    ['malformed', '---\nlabel: "a\n---\n', /is no valid YAML/],
  ])('ends with 2 where the front matter is %s, and finds nothing the same', async (status, text, says) => {
    await writeFile(readme, text);
    const { code, stdout, stderr } = await exlab('readme', 'compare', run, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ path: readme, status, differences: null });
    expect(stderr).toMatch(says);
  });

  it('ends with 2 where README or record are missing or broken', async () => {
    await rm(readme);
    expect(await exlab('readme', 'compare', run)).toMatchObject({ code: 2, stdout: '' });
    await writeFile(path.join(run, '.exlab-wizard', 'readme_fields.json'), '{');
    const { code, stderr } = await exlab('readme', 'compare', run);
    expect([code, stderr]).toEqual([2, expect.stringContaining('readme_fields.json is broken')]);
  });

  it('ends with 3 for what is no project or run', async () => {
    expect(await exlab('readme', 'compare')).toMatchObject({ code: 3 });
    expect(await exlab('readme', 'compare', '')).toMatchObject({ code: 3 });
    expect(await exlab('readme', 'compare', path.join(run, 'nowhere'))).toMatchObject({ code: 3 });
    expect(await exlab('readme', 'compare', readme)).toMatchObject({ code: 3 });
    expect(await exlab('readme', 'compare', lab.root)).toMatchObject({ code: 3 });
    await mkdir(path.join(lab.folder, 'links'));
    await symlink(run, path.join(lab.folder, 'links', 'run'));
    expect(await exlab('readme', 'compare', path.join(lab.folder, 'links', 'run'))).toMatchObject({
      code: 2,
    });
  });
});
