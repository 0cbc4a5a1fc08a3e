import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../../core/system';
import {
  createTemplate,
  newTemplateProblem,
  planFromStarter,
  type NewTemplatePlan,
} from '../../../../core/templates/authoring';
import { lintTemplate } from '../../../../core/templates/lint';
import { loadTemplate } from '../../../../core/templates/manifest';
import { freshFolder, writeTree } from '../template-folder';
import { contentOf } from './rendered-again';

const STARTERS = path.resolve('templates');

function planned(changes: Partial<NewTemplatePlan> = {}): NewTemplatePlan {
  const text = 'x\n';
  const file = { path: 'template/run.sh', bytes: Buffer.from(text), mode: 0o555, text, before: null };
  return {
    name: 'mine',
    manifest: 'copier.yml',
    files: [{ ...file, path: 'copier.yml', mode: 0o666 }, file],
    emptyFolders: ['template/raw'],
    questions: [],
    notes: [],
    ...changes,
  };
}

async function failure(creating: Promise<unknown>): Promise<ExlabError> {
  return creating.then(
    () => expect.fail('it was made'),
    (caught: unknown) => caught as ExlabError,
  );
}

describe('making a planned template', () => {
  it('writes every file and folder, and nothing beside them', async () => {
    const templates = path.join(freshFolder(), 'not', 'there');
    const { folder, manifest } = await createTemplate(planned(), templates);
    expect(folder).toBe(path.join(templates, 'mine'));
    expect(manifest).toBe(path.join(folder, 'copier.yml'));
    expect(readdirSync(folder, { recursive: true }).sort()).toStrictEqual([
      'copier.yml',
      'template',
      'template/raw',
      'template/run.sh',
    ]);
    expect(readdirSync(templates)).toStrictEqual(['mine']);
    // Whoever made it can change it.
    expect(statSync(path.join(folder, 'template/run.sh')).mode & 0o700).toBe(0o700);
  });

  it.each(['mine', 'MINE'])('never writes over %s', async (there) => {
    const templates = writeTree(freshFolder(), { [`${there}/copier.yml`]: 'kept' });
    const before = contentOf(templates);
    expect(await failure(createTemplate(planned(), templates))).toMatchObject({
      code: 'destination_exists',
      field: 'name',
    });
    expect(contentOf(templates)).toStrictEqual(before);
  });

  it('leaves nothing behind where it fails in the middle', async () => {
    const root = freshFolder();
    const [manifest, file] = planned().files;
    if (manifest === undefined || file === undefined) expect.fail();
    // A file where a folder would have to be.
    const plan = planned({ files: [manifest, file, { ...file, path: 'template/run.sh/below' }] });
    await failure(createTemplate(plan, path.join(root, 'templates')));
    expect(readdirSync(root)).toStrictEqual([]);
  });

  it('writes nowhere but below its folder', async () => {
    const root = freshFolder();
    const [manifest, file] = planned().files;
    if (manifest === undefined || file === undefined) expect.fail();
    const plan = planned({ files: [manifest, { ...file, path: '../../outside' }] });
    expect(await failure(createTemplate(plan, root))).toMatchObject({ code: 'validation_failed' });
    expect(readdirSync(root)).toStrictEqual([]);
  });

  it('says that a folder may not be written', async () => {
    const templates = freshFolder();
    chmodSync(templates, 0o555);
    const error = await asUser(() => failure(createTemplate(planned(), templates)));
    expect(error.code).toBe('permission_denied');
    expect(readdirSync(templates)).toStrictEqual([]);
  });
});

/** Root may write anywhere. */
async function asUser<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('the name of a template', () => {
  it.each(['plate-reader', 'Zellen zählen', 'v1.2', 'a_b'])('may be %s', async (name) => {
    expect(await newTemplateProblem(name, freshFolder())).toBeUndefined();
  });

  it.each([
    '',
    ' a',
    'a ',
    'a.',
    'a/b',
    'a\\b',
    'a:b',
    '.a',
    '..',
    '-a',
    'con',
    'NUL.x',
    'a\n',
    'ä'.repeat(128),
  ])('may not be %j', async (name) => {
    const templates = freshFolder();
    expect(await newTemplateProblem(name, templates)).toEqual(expect.any(String));
    expect(await failure(createTemplate(planned({ name }), templates))).toMatchObject({
      code: 'validation_failed',
      field: 'name',
    });
  });

  it('may not be that of another, in whatever case', async () => {
    const templates = freshFolder();
    mkdirSync(path.join(templates, 'Straße'));
    expect(await newTemplateProblem('STRASSE', templates)).toContain('Straße');
  });
});

describe('a copy of a starter', () => {
  it.each(readdirSync(STARTERS, { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
    'is a template of its own: $name',
    async ({ name }) => {
      const root = path.join(STARTERS, name);
      const { folder } = await createTemplate(await planFromStarter(root, 'mine'), freshFolder());
      expect(contentOf(folder)).toStrictEqual(contentOf(root));
      expect(await loadTemplate(folder, 'global')).toMatchObject({ name: 'mine', version: '1.0.0' });
      expect(await lintTemplate(folder, { meantForUs: true })).toStrictEqual([]);
    },
  );

  it('begins with its own first version', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': "_exlab_type: run\n_exlab_version: '3.4'\na: 1\n",
    });
    const { files } = await planFromStarter(root, 'mine');
    expect(files[0]?.text).toBe("_exlab_type: run\n_exlab_version: '1.0.0'\na: 1\n");
  });

  it('is none of a folder without a manifest', async () => {
    const root = writeTree(freshFolder(), { 'a.txt': 'x' });
    expect(await failure(planFromStarter(root, 'mine'))).toMatchObject({ code: 'template_load_error' });
  });
});
