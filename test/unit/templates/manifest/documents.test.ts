import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../../core/templates/manifest';
import { ManifestIncludes } from '../../../../core/templates/manifest/includes';
import { templateValueOf, type MappingNode } from '../../../../core/templates/manifest/nodes';
import { parseManifest } from '../../../../core/templates/manifest/parse';
import { ManifestReport } from '../../../../core/templates/manifest/report';
import { freshFolder, RUN_KEYS, templateFolder, writeTree, type Entry } from '../template-folder';

interface Parsed {
  readonly root: MappingNode | undefined;
  readonly report: ManifestReport;
  readonly folder: string;
}

function parse(text: string, entries: Readonly<Record<string, Entry>> = {}): Parsed {
  const folder = writeTree(freshFolder(), { 'copier.yml': text, ...entries });
  const report = new ManifestReport(path.join(folder, 'copier.yml'));
  return { root: parseManifest(text, report), report, folder };
}

function read(text: string, entries: Readonly<Record<string, Entry>> = {}): [unknown, unknown][] {
  const { root, report } = parse(text, entries);
  expect(report.problems).toStrictEqual([]);
  const value = root && templateValueOf(root);
  return value instanceof Map ? [...(value as Map<unknown, unknown>)] : expect.fail('no mapping');
}

function problem(text: string, entries: Readonly<Record<string, Entry>> = {}): string {
  const { root, report } = parse(text, entries);
  expect(root).toBeUndefined();
  expect(report.problems).toHaveLength(1);
  return `${report.problems[0]?.code}: ${report.problems[0]?.message}`;
}

describe('a manifest of several documents', () => {
  it('is one mapping: the first place, the last value', () => {
    expect(read('a: 1\nb: {default: x, help: h}\n---\nc: 3\nb: y\n---\n---\na: 4\n')).toStrictEqual([
      ['a', 4n],
      ['b', 'y'],
      ['c', 3n],
    ]);
  });

  it('joins the lists of four settings, and lets the last of all others count', () => {
    expect(
      read(
        '_exclude: [a]\n_tasks: [x]\n_secret_questions: [s]\n---\n_exclude: [b, c]\n_tasks: [y]\n_skip_if_exists: [k]\n---\n_skip_if_exists: [l]\n_jinja_extensions: []\n',
      ),
    ).toStrictEqual([
      ['_exclude', ['a', 'b', 'c']],
      ['_tasks', ['y']],
      ['_secret_questions', ['s']],
      ['_skip_if_exists', ['k', 'l']],
      ['_jinja_extensions', []],
    ]);
  });

  it('has anchors for each document alone', () => {
    const { report } = parse('a: &x 1\n---\nb: *x\n');
    expect(report.problems.map(({ code, line }) => `${line} ${code}`)).toStrictEqual([
      '3 manifest-unsupported',
    ]);
  });

  it('is refused where one is no mapping', () => {
    expect(problem('a: 1\n---\njust text\n')).toMatch(/^manifest-not-mapping: .*is a text\.$/);
  });

  it('keeps the place of what it says', () => {
    const { root } = parse('a: 1\n---\nb: 2\n');
    expect(root?.entries[1]?.key.range.start).toStrictEqual({ line: 2, column: 0 });
  });
});

describe('!include', () => {
  it('stands for the documents of files, at its place', () => {
    expect(
      read('---\n!include shared/common.*.yml\n---\n!include one.yml\n---\nown: 1\nz: own\n', {
        'shared/common.b.yml': 'b: 1\nz: b\n',
        'shared/common.a.yml': 'a: 1\n---\na2: 2\n',
        'shared/other.yml': 'never: 1\n',
        'one.yml': '_exclude: [x]\none: 1\n',
      }),
    ).toStrictEqual([
      ['a', 1n],
      ['a2', 2n],
      ['b', 1n],
      ['z', 'own'],
      ['_exclude', ['x']],
      ['one', 1n],
      ['own', 1n],
    ]);
  });

  it('follows includes in included files, from the folder of the manifest on', () => {
    expect(
      read('!include deep/a.yml\n', {
        'deep/a.yml': '!include deep/b.yml\n---\na: 1\n',
        'deep/b.yml': 'b: 1\n',
      }),
    ).toStrictEqual([
      ['b', 1n],
      ['a', 1n],
    ]);
  });

  it('goes through all folders for **', () => {
    expect(
      read('!include "**/q.yml"\n', {
        'q.yml': 'a: 1\n',
        'x/q.yml': 'b: 1\n',
        'x/y/q.yml': 'c: 1\n',
        'x/r.yml': 'd: 1',
      }),
    ).toStrictEqual([
      ['a', 1n],
      ['b', 1n],
      ['c', 1n],
    ]);
  });

  it('may be a value: that of a file, or the list of those of a pattern', () => {
    expect(
      read('a: {choices: !include choices.yml}\nb: !include "v*.yml"\n', {
        'choices.yml': '- x\n- y\n',
        'v1.yml': 'z',
        'v2.yml': '[1]\n',
      }),
    ).toStrictEqual([
      ['a', new Map([['choices', ['x', 'y']]])],
      ['b', ['z', [1n]]],
    ]);
  });

  it('of a pattern may find nothing', () => {
    expect(read('a: 1\n---\n!include none/*.yml\n')).toStrictEqual([['a', 1n]]);
  });

  it.each([
    ['../secrets.yml', "climbs with '..'"],
    ['a/../../secrets.yml', "climbs with '..'"],
    ['/etc/passwd', 'is absolute'],
    ['C:/secrets.yml', 'is absolute'],
    ['a\\b.yml', 'holds a backslash'],
    ['"a\\0b.yml"', 'holds a character that no name may have'],
    ['""', 'names no file'],
    ['missing.yml', "There is no file 'missing.yml'"],
    ['link.yml', 'a link that leads out of the template'],
    ['linked/outside.yml', 'a link that leads out of the template'],
    ['latin.yml', 'not written in UTF-8'],
    ['folder', "There is no file 'folder'"],
    ['self.yml', 'take it out of the circle'],
    ['copier.yml', 'take it out of the circle'],
    ['"c*.yml"', 'take it out of the circle'],
  ])('%s is refused: it %s', (pattern, sentence) => {
    const outside = writeTree(freshFolder(), { 'outside.yml': 'secret: 1\n' });
    const told = problem(`!include ${pattern}\n`, {
      'link.yml': { link: path.join(outside, 'outside.yml') },
      linked: { link: outside },
      'latin.yml': Buffer.from('a: caf\xe9\n', 'latin1'),
      folder: { folder: true },
      'self.yml': '!include other.yml\n',
      'other.yml': '!include self.yml\n',
    });
    expect(told).toContain('manifest-unsupported: ');
    expect(told).toContain(sentence);
  });

  it('may follow a link inside of the template', () => {
    expect(
      read('!include link.yml\n', { 'real.yml': 'a: 1\n', 'link.yml': { link: 'real.yml' } }),
    ).toStrictEqual([['a', 1n]]);
  });

  it('ends where files include each other without end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, level) => [
        `f${level}.yml`,
        `!include f${level + 1}.yml\n---\n!include f${level + 1}.yml\n`,
      ]),
    );
    expect(problem('!include f0.yml\n', { ...files, 'f12.yml': 'a: 1\n' })).toContain('more than 100 files');
  });

  it('says what is wrong in an included file there', () => {
    const { report, folder } = parse('a: 1\n---\n!include bad.yml\n', { 'bad.yml': 'b: 1\n\nb: 2\n' });
    expect(report.problems).toMatchObject([
      { code: 'duplicate-key', file: path.join(folder, 'bad.yml'), line: 3 },
    ]);
  });
});

describe('a template with included questions', () => {
  it('has them in order, with their files', async () => {
    const root = templateFolder('---\n!include shared.yml\n---\nb: own\n', {
      'shared.yml': "a: '{{ label }}'\nb: {type: int, default: 1}\n",
    });
    const { questions } = await loadTemplate(root, 'path');
    expect(questions.map(({ id, type, file, line }) => [id, type, path.basename(file), line])).toStrictEqual([
      ['a', 'str', 'shared.yml', 0],
      ['b', 'str', 'copier.yml', 7],
    ]);
  });

  it('places a mistake in an included text', async () => {
    const root = templateFolder('---\n!include shared.yml\n', { 'shared.yml': "\na: '{{ label'\n" });
    await expect(loadTemplate(root, 'path')).rejects.toThrow(path.join(root, 'shared.yml:2:'));
  });

  it('is read again when an included file changes, or another appears', async () => {
    const root = templateFolder('---\n!include shared/*.yml\n', { 'shared/a.yml': 'a: 1\n' });
    const ids = async (): Promise<string[]> =>
      (await loadTemplate(root, 'path')).questions.map(({ id }) => id);
    expect(await ids()).toStrictEqual(['a']);
    expect(await ids()).toStrictEqual(['a']);
    writeFileSync(path.join(root, 'shared/a.yml'), 'c: 1\n');
    expect(await ids()).toStrictEqual(['c']);
    writeFileSync(path.join(root, 'shared/b.yml'), 'b: 1\n');
    expect(await ids()).toStrictEqual(['c', 'b']);
  });

  it('takes its own keys from included files, too', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': '!include keys.yml\n', 'keys.yml': RUN_KEYS });
    expect(await loadTemplate(root, 'path')).toMatchObject({ type: 'run', version: '1.0.0' });
  });
});

describe('what was included', () => {
  it('is current until a file goes', () => {
    const root = writeTree(freshFolder(), { 'a.yml': 'a: 1\n' });
    const includes = new ManifestIncludes(root);
    includes.read('a.yml');
    expect(includes.areCurrent()).toBe(true);
    writeFileSync(path.join(root, 'a.yml'), 'a: 2\n');
    expect(includes.areCurrent()).toBe(false);
  });
});
