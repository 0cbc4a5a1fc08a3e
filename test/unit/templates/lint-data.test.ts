import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintTemplate, studyTemplate, type LintOptions } from '../../../core/templates/lint';
import type { LintProblem } from '../../../core/templates/lint-problem';
import { RUN_KEYS, templateFolder, type Entry } from './template-folder';

async function study(
  manifest: string,
  entries: Record<string, Entry> = {},
  options: LintOptions = {},
): Promise<readonly LintProblem[]> {
  return (await studyTemplate(templateFolder(manifest, entries), options)).problems;
}

describe('what a problem tells beside its message', () => {
  it.each([
    ['a filter', 'a: "{{ label | uper }}"', { kind: 'near-miss', name: 'uper', meant: 'upper' }],
    ['a test', 'a: "{{ label is defind }}"', { kind: 'near-miss', name: 'defind', meant: 'defined' }],
    ['a tag', 'a: "{% iff label %}"', { kind: 'near-miss', name: 'iff', meant: 'if' }],
    ['a variable', 'a: "{{ lable }}"', { kind: 'undefined', name: 'lable', meant: 'label' }],
    ['an unknown variable', 'a: "{{ zzzzzz }}"', { kind: 'undefined', name: 'zzzzzz' }],
    ['a type', 'a: {type: itn}', { kind: 'near-miss', name: 'itn', meant: 'int' }],
    ['a key of a question', 'a: {tipe: int}', { kind: 'near-miss', name: 'tipe', meant: 'type' }],
    ['a setting', '_exclud: [x]', { kind: 'near-miss', name: '_exclud', meant: '_exclude' }],
    ['tasks', '_tasks: [x]', { kind: 'idle-entry', key: '_tasks' }],
    ['an id', 'sampleType: x', { kind: 'question-style', question: 'sampleType', better: 'sample_type' }],
    ['what nothing uses', 'a: x', { kind: 'unused-question', question: 'a' }],
    ['a plugin', '_exlab_plugins: [stian]', { kind: 'near-miss', name: 'stian', meant: 'stain' }],
  ])('names %s', async (_what, manifest, data) => {
    const plugins = new Map([['stain', { requiredVariables: [] }]]);
    expect((await study(manifest, {}, { plugins })).map((problem) => problem.data)).toContainEqual(data);
  });

  it('offers no key that is there already', async () => {
    const found = await study('a: {type: int, tipe: int}');
    const problem = found.find(({ code }) => code === 'question-invalid');
    expect(problem?.message).toContain("did you mean 'type'?");
    expect(problem).not.toHaveProperty('data');
  });

  it('gives a legal name, and leaves alone what is a template', async () => {
    const names = { 'a<b>: c.txt.': '', 'con.txt': '', 'x/{{ label }}:': '' };
    const found = (await study('', names)).filter(({ code }) => code === 'illegal-name');
    expect(found.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        { kind: 'illegal-name', name: 'a<b>: c.txt.', better: 'a_b_- c.txt' },
        { kind: 'illegal-name', name: 'con.txt', better: 'con_.txt' },
        undefined,
      ]),
    );
  });

  it.each([
    ['a key that stands twice', 'a: x\na: y', 'duplicate-key', 'copier.yml', 'a'],
    ['an answer that comes later', 'a: "{{ b }}"\nb: x', 'undefined-variable', 'copier.yml', 'b'],
    [
      'a default that is no choice',
      'a: {type: str, choices: [x], default: y}',
      'question-default',
      'copier.yml',
      '[x]',
    ],
  ])('shows the other place of %s', async (_what, manifest, code, file, text) => {
    const root = templateFolder(manifest);
    const { problems } = await studyTemplate(root);
    const [place] = problems.find((problem) => problem.code === code)?.related ?? [];
    expect(place && path.relative(root, place.file)).toBe(file);
    const line = (RUN_KEYS + manifest).split('\n')[place?.range.start.line ?? -1];
    expect(line?.slice(place?.range.start.column, place?.range.end.column)).toBe(text);
  });

  it('is for editors alone', async () => {
    const told = await lintTemplate(templateFolder('a: "{{ lable }}"\na: x\n'));
    expect(told.length).toBeGreaterThan(0);
    for (const problem of told) expect(Object.keys(problem)).not.toContain('data');
    for (const problem of told) expect(Object.keys(problem)).not.toContain('related');
  });
});
