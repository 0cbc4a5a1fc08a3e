import { describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../core/system';
import type { RenderName } from '../../../core/templates/destinations';
import type { TemplateContext, TemplateValue } from '../../../core/templates/jinja/value';
import { loadTemplate } from '../../../core/templates/manifest';
import { planPaths, type PlannedPaths } from '../../../core/templates/plan-paths';
import { templateFolder, type Entry } from './template-folder';

const ANSWERS: TemplateContext = new Map<string, TemplateValue>([
  ['samples', ['a', 'b']],
  ['same', ['a', 'a']],
  ['none', []],
  ['many', Array.from({ length: 320 }, (_, index) => `n${index}`)],
]);

/** A language of its own: `<name>` prints a variable, `<x of name>` yields. */
const render: RenderName = (text, _, variables) => {
  const valueOf = (name: string): TemplateValue | undefined => variables.get(name) ?? ANSWERS.get(name);
  const asked = /<(\w+) of (\w+)>/.exec(text);
  const [, name, list] = asked ?? [];
  const reads = [...text.matchAll(/(?:<|of )(\w+)>/g)].flatMap(([, read]) => read ?? []);
  const printed = text.replace(/<\w+ of \w+>/, '').replace(/<(\w+)>/g, (_match, variable: string) => {
    const value = valueOf(variable);
    return typeof value === 'string' ? value : '';
  });
  const values = list === undefined ? undefined : valueOf(list);
  return name === undefined || !Array.isArray(values)
    ? { text: printed, reads }
    : { text: printed, reads, yielded: { name, values } };
};

async function plan(entries: Record<string, Entry>, manifest = ''): Promise<PlannedPaths> {
  return planPaths(await loadTemplate(templateFolder(manifest, entries), 'path'), render);
}

async function paths(entries: Record<string, Entry>, manifest = ''): Promise<string[]> {
  return (await plan(entries, manifest)).sources.map((source) => source.path);
}

describe('a name that yields', () => {
  it('makes one file for each value, which its content may use', async () => {
    const { sources } = await plan({ '<s of samples><s>.txt.jinja': '' });
    expect(sources).toMatchObject([
      { kind: 'template', path: 'a.txt', variables: new Map([['s', 'a']]) },
      { kind: 'template', path: 'b.txt', variables: new Map([['s', 'b']]) },
    ]);
  });

  it('makes one folder for each value, with all that is in it', async () => {
    expect(await paths({ '<s of samples><s>/x': '', '<s of samples><s>/<s>-y': '' })).toStrictEqual([
      'a/a-y',
      'a/x',
      'b/b-y',
      'b/x',
    ]);
  });

  it('may stand below another, and see what that yields', async () => {
    const { sources } = await plan({ '<s of samples><s>/<t of samples><s><t>': '' });
    expect(sources.map((source) => source.path)).toStrictEqual(['a/aa', 'a/ab', 'b/ba', 'b/bb']);
    expect(sources[1]?.variables).toStrictEqual(
      new Map([
        ['s', 'a'],
        ['t', 'b'],
      ]),
    );
  });

  it('makes nothing of no values, and of a value that its name leaves empty', async () => {
    expect(await paths({ '<s of none><s>/x': '', '<s of samples>/y': '' })).toStrictEqual([]);
  });

  it('says which answers named a path, and not the variables that it yields', async () => {
    const { tree } = await plan({ '<s of samples><s>/<s>-x': '' });
    expect([...tree.namedBy]).toStrictEqual([
      ['a', ['samples']],
      ['b', ['samples']],
      ['a/a-x', ['samples']],
      ['b/b-x', ['samples']],
    ]);
  });

  it('is excluded by what it becomes', async () => {
    expect(await paths({ '<s of samples><s>/x': '' }, '_exclude: [copier.yml, a]\n')).toStrictEqual(['b/x']);
  });

  it('may become one file several times: whether that is fine its content decides', async () => {
    const { sources, tree } = await plan({ '<s of same><s>': '' });
    expect(sources.map((source) => source.path)).toStrictEqual(['a']);
    expect(tree.rivals).toHaveLength(1);
    const [rival] = tree.rivals;
    expect(rival && tree.conflict(rival.planned.file, rival.source).message).toContain('more than once');
  });

  it('may not become more files than a computer can bear', async () => {
    const below = '<t of many><t>/<s of many><t>-<s>';
    const error = await plan({ [below]: '' }).then(
      () => expect.fail('it was planned'),
      (caught: unknown) => caught as ExlabError,
    );
    expect(error.message).toContain('more than 100000 files');
  });
});

describe('a link to a folder', () => {
  it('is followed for each folder that it becomes, and counted once', async () => {
    const entries: Record<string, Entry> = { 'd/x': '' };
    for (let index = 0; index < 3; index += 1) entries[`l${index}<s of many>-<s>`] = { link: 'd' };
    expect(await paths(entries)).toHaveLength(1 + 3 * 320);
  });
});
