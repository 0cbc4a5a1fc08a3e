import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../../core/system';
import {
  createTemplate,
  planFromFolder,
  readSourceFolder,
  type AskedWord,
  type NewTemplatePlan,
} from '../../../../core/templates/authoring';
import { lintTemplate } from '../../../../core/templates/lint';
import { loadTemplate } from '../../../../core/templates/manifest';
import { ROUNDS } from '../../../support/seed';
import { freshFolder, writeTree, type Entry } from '../template-folder';
import { contentOf, renderDefaults, renderedAgain } from './rendered-again';

const WORDS: readonly AskedWord[] = [
  { word: 'HeLa', id: 'cell_line' },
  { word: '2026-11-20', id: 'date' },
];

async function planOf(
  entries: Readonly<Record<string, Entry>>,
  words: readonly AskedWord[] = WORDS,
): Promise<NewTemplatePlan> {
  const source = await readSourceFolder(writeTree(freshFolder(), entries));
  return planFromFolder(source, { name: 'mine', type: 'run', runScope: 'both', words });
}

function textOf(plan: NewTemplatePlan, place: string): string | null | undefined {
  return plan.files.find((file) => file.path === place)?.text;
}

async function failure(planning: Promise<unknown>): Promise<ExlabError> {
  return planning.then(
    () => expect.fail('it was planned'),
    (caught: unknown) => caught as ExlabError,
  );
}

describe('a template from a folder', () => {
  it('asks for words of names and texts, and copies all else', async () => {
    const plan = await planOf({
      'HeLa/plan_2026-11-20.txt': 'HeLa on 2026-11-20\n',
      'HeLa/image.tif': new Uint8Array([0, 1, 2]),
      'notes.txt': 'nothing {{ special }}\n',
    });
    expect(plan.files.map((file) => file.path)).toStrictEqual([
      'copier.yml',
      'template/{{ cell_line }}/image.tif',
      'template/{{ cell_line }}/plan_{{ date }}.txt.jinja',
      'template/notes.txt',
    ]);
    expect(textOf(plan, 'template/{{ cell_line }}/plan_{{ date }}.txt.jinja')).toBe(
      '{{ cell_line }} on {{ date }}\n',
    );
    expect(textOf(plan, 'template/notes.txt')).toBe('nothing {{ special }}\n');
    expect(plan.questions).toStrictEqual([
      { id: 'cell_line', word: 'HeLa', type: 'str', inNames: 1, inTexts: 1 },
      { id: 'date', word: '2026-11-20', type: 'str', inNames: 1, inTexts: 1 },
    ]);
    expect(plan.notes).toStrictEqual([{ kind: 'no-text', path: 'HeLa/image.tif' }]);
  });

  it('writes a manifest that is complete', async () => {
    const plan = await planOf({ 'a.txt': 'yes 12 0.5 007 HeLa' }, [
      { word: 'yes', id: 'answer' },
      { word: '12', id: 'plate_id' },
      { word: '0.5', id: 'dose' },
      { word: '007', id: 'agent' },
    ]);
    expect(textOf(plan, 'copier.yml')?.replace(/exlab-file-.*/, 'THIS')).toBe(
      [
        '_exlab_type: run',
        '_exlab_run_scope: both',
        "_exlab_version: '1.0.0'",
        '_exlab_description: Made from the folder THIS',
        '',
        "_min_copier_version: '9.0.0'",
        '_answers_file: .exlab-answers.yml',
        '_subdirectory: template',
        '',
        'answer:\n  type: str\n  help: Answer\n  default: "yes"\n',
        'plate_id:\n  type: int\n  help: Plate id\n  default: 12\n',
        'dose:\n  type: float\n  help: Dose\n  default: 0.5\n',
        'agent:\n  type: str\n  help: Agent\n  default: "007"\n',
      ].join('\n'),
    );
  });

  it('leaves out what belongs to no template, and says so', async () => {
    const plan = await planOf(
      {
        'notes.txt': 'x',
        '.exlab-wizard/creation.json': '{}',
        '.exlab-answers.yml': 'a: 1',
        '.git/HEAD': 'x',
        'node_modules/a/b.js': 'x',
        'link.txt': { link: 'notes.txt' },
        'large.bin': new Uint8Array(5 * 1024 * 1024 + 1),
        'back\\slash.txt': 'x',
        'empty/.DS_Store': 'x',
      },
      [],
    );
    expect(plan.files.map((file) => file.path)).toStrictEqual(['copier.yml', 'template/notes.txt']);
    expect(plan.emptyFolders).toStrictEqual(['template/empty']);
    expect(plan.notes.map(({ kind, path: place }) => `${kind} ${place}`)).toStrictEqual([
      'records .exlab-answers.yml',
      'records .exlab-wizard',
      'tool .git',
      'name back\\slash.txt',
      'tool empty/.DS_Store',
      'large large.bin',
      'link link.txt',
      'tool node_modules',
    ]);
  });

  it('takes the prose of a README without its front matter', async () => {
    const plan = await planOf({
      'README.md': '---\nlabel: "HeLa"\n---\n\n# HeLa\n',
      'a/README.md': '---\nx: 1\n---\nkept 2026-11-20\n',
    });
    expect(textOf(plan, 'template/README.md.jinja')).toBe('# {{ cell_line }}\n');
    expect(textOf(plan, 'template/a/README.md.jinja')).toBe('---\nx: 1\n---\nkept {{ date }}\n');
    expect(plan.notes).toStrictEqual([{ kind: 'front-matter', path: 'README.md' }]);
  });

  it('refuses a word that stands nowhere, or only inside of longer ones', async () => {
    const entries = { 'a.txt': 'PROJ-0042 S12' };
    for (const words of [
      [{ word: 'S1', id: 'sample' }],
      [
        { word: '0042', id: 'number' },
        { word: 'PROJ-0042', id: 'project' },
      ],
    ]) {
      const error = await failure(planOf(entries, words));
      expect(error).toMatchObject({ code: 'validation_failed', details: { word: words[0]?.word } });
    }
  });

  it.each([
    ['an id of capitals', [{ word: 'HeLa', id: 'Cells' }]],
    ['an id that every template has', [{ word: 'HeLa', id: 'operator' }]],
    ['an id of the language', [{ word: 'HeLa', id: 'not' }]],
    ['an id of a function', [{ word: 'HeLa', id: 'range' }]],
    [
      'an id twice',
      [
        { word: 'HeLa', id: 'x' },
        { word: 'b', id: 'x' },
      ],
    ],
    [
      'a word twice',
      [
        { word: 'HeLa', id: 'x' },
        { word: 'HeLa', id: 'y' },
      ],
    ],
    ['an empty word', [{ word: '', id: 'x' }]],
    ['a word with a tag in it', [{ word: 'a{{b', id: 'x' }]],
    ['a word over two lines', [{ word: 'HeLa\nb', id: 'x' }]],
  ])('refuses %s', async (_, words) => {
    expect(await failure(planOf({ 'a.txt': 'HeLa b a{{b' }, words))).toMatchObject({
      code: 'validation_failed',
    });
  });

  it('refuses a folder with nothing in it', async () => {
    expect(await failure(planOf({ '.git/HEAD': 'x' }, []))).toMatchObject({ code: 'validation_failed' });
  });

  it('refuses a name that its ids make too long', async () => {
    const entries = { [`${'HeLa_'.repeat(45)}.txt`]: 'x' };
    expect(await failure(planOf(entries, [{ word: 'HeLa', id: 'cell_line' }]))).toMatchObject({
      code: 'validation_failed',
    });
  });

  it('says what is wrong with a folder that is none, or a store of data', async () => {
    const root = freshFolder();
    expect(await failure(readSourceFolder(path.join(root, 'x')))).toMatchObject({ code: 'folder_not_found' });
    for (let index = 0; index <= 2000; index += 1) writeFileSync(path.join(root, String(index)), '');
    expect(await failure(readSourceFolder(root))).toMatchObject({ code: 'validation_failed' });
  });

  it('is not led astray by what is named like parts of a template', async () => {
    const entries = {
      'a.txt': 'HeLa',
      'template/a.txt': 'plain',
      TEMPLATE_2: 'x',
      'b.jinja': '{{ kept }} HeLa',
      'binary.jinja': new Uint8Array([0, 255]),
      'folder.jinja/x.txt': 'HeLa',
      'copier.yml': 'HeLa',
      'copier.yml.jinja2': 'x',
      '~x': 'HeLa',
      '{{ cell_line }}.txt': 'literal',
    };
    await givesBack(entries, [{ word: 'HeLa', id: 'cell_line' }]);
  });

  it('makes with the default answers what it was made from, and lint has nothing to say', async () => {
    await fc.assert(
      fc.asyncProperty(folders, chosenWords, async (entries, words) => givesBack(entries, words)),
      { numRuns: 40 * ROUNDS },
    );
  });
});

const WORDS_IN_FOLDERS = ['HeLa', '2026-11-20', '42', '0.5', 'PROJ-0042', '007', 'ü-Zelle', 'no'];

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS_IN_FOLDERS) },
  { weight: 2, arbitrary: fc.constantFrom('_', '-', ' ', '.', 'a', 'raw', 'endraw', '.jinja', '.txt') },
  { weight: 1, arbitrary: fc.constantFrom('{', '}', '{{', '}}', '{%', '%}', '{#', '#}', "'") },
);
/** Names that Windows takes too: about others lint has something to say. */
const name = fc
  .array(part, { minLength: 1, maxLength: 5 })
  .map((parts) => `${parts.join('').replace(/^[ .]+/, '')}x`);
const text = fc
  .array(fc.oneof(part, fc.constantFrom('\n', '\r\n', '\r', '\uFEFF', '\t')), { maxLength: 20 })
  .map((parts) => parts.join(''));
const file = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }) },
  { weight: 1, arbitrary: fc.record({ content: text, mode: fc.constantFrom(0o644, 0o755, 0o600) }) },
);
const folders = fc
  .uniqueArray(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), file), {
    minLength: 1,
    maxLength: 6,
    // A file in the way of a folder cannot be written, and what differs in case alone is said by lint.
    selector: ([names]) => names[0]?.toLowerCase(),
  })
  .map((files) => Object.fromEntries(files.map(([names, content]) => [names.join('/'), content])));
const chosenWords = fc
  .subarray(WORDS_IN_FOLDERS)
  .map((words) => words.map((word, index): AskedWord => ({ word, id: `question_${index}` })));

/** Makes a template of a folder, and the folder of the template; of the words those are asked for that stand in it. */
async function givesBack(
  entries: Readonly<Record<string, Entry>>,
  words: readonly AskedWord[],
): Promise<void> {
  const root = writeTree(freshFolder(), entries);
  const source = await readSourceFolder(root);
  const plan = planOfThoseThere(words, (those) =>
    planFromFolder(source, { name: 'mine', type: 'run', runScope: 'both', words: those }),
  );
  const templates = freshFolder();
  const { folder } = await createTemplate(plan, templates);
  expect(await renderedAgain(folder)).toStrictEqual(contentOf(root));
  expect(await lintTemplate(folder, { meantForUs: true })).toStrictEqual([]);
}

function planOfThoseThere(
  words: readonly AskedWord[],
  plan: (words: readonly AskedWord[]) => NewTemplatePlan,
): NewTemplatePlan {
  try {
    return plan(words);
  } catch (caught) {
    const absent = (caught as ExlabError).details?.word;
    if (absent === undefined) throw caught;
    return planOfThoseThere(
      words.filter(({ word }) => word !== absent),
      plan,
    );
  }
}

describe('what is made of it', () => {
  it('renders other answers', async () => {
    const plan = await planOf({ 'HeLa.txt': 'HeLa\r\n2026-11-20\r\n' });
    const templates = freshFolder();
    const { folder, manifest } = await createTemplate(plan, templates);
    writeFileSync(manifest, (plan.files[0]?.text ?? '').replaceAll('HeLa', 'U2OS'));
    const [made] = (await renderDefaults(folder)).files;
    expect(made).toMatchObject({ path: 'U2OS.txt' });
    expect(made?.kind === 'rendered' && Buffer.from(made.bytes).toString()).toBe('U2OS\r\n2026-11-20\r\n');
    expect((await loadTemplate(folder, 'global')).version).toBe('1.0.0');
  });

  it('is for projects without a scope of runs', async () => {
    const root = freshFolder();
    mkdirSync(path.join(root, 'a'));
    const plan = planFromFolder(await readSourceFolder(root), {
      name: 'mine',
      type: 'project',
      runScope: null,
      words: [],
    });
    const { folder } = await createTemplate(plan, freshFolder());
    expect(await loadTemplate(folder, 'global')).toMatchObject({ type: 'project', runScope: null });
    expect(await renderedAgain(folder)).toStrictEqual({ a: null });
  });
});
