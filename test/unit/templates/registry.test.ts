import { symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../core/system';
import {
  findTemplate,
  listTemplates,
  scopeAdmits,
  type TemplatePlaces,
  type WantedTemplate,
} from '../../../core/templates/registry';
import { freshFolder, writeTree } from './template-folder';

const RUN: WantedTemplate = { type: 'run', runKind: 'experimental' };
const PROJECT: WantedTemplate = { type: 'project' };

let places: TemplatePlaces & { equipmentTemplatesDir: string };

beforeEach(() => {
  const root = freshFolder();
  places = {
    templatesDir: path.join(root, 'global'),
    equipmentTemplatesDir: path.join(root, 'equipment'),
    bundledDir: path.join(root, 'bundled'),
  };
});

function add(place: keyof typeof places, name: string, type: string, scope = 'both'): void {
  const manifest = `_exlab_type: ${type}\n_exlab_version: '1'\n${type === 'run' ? `_exlab_run_scope: ${scope}\n` : ''}`;
  writeTree(places[place], { [`${name}/copier.yml`]: manifest });
}

async function listed(wanted: WantedTemplate): Promise<string[]> {
  return (await listTemplates(places, wanted)).map(({ origin, name }) => `${origin} ${name}`);
}

async function failure(finding: Promise<unknown>): Promise<ExlabError> {
  return finding.then(
    () => expect.fail('it was found'),
    (caught: unknown) => caught as ExlabError,
  );
}

describe('the registry', () => {
  it('lists by precedence: equipment, global, bundled; each name once', async () => {
    add('templatesDir', 'a', 'project');
    add('templatesDir', 'b', 'project');
    add('equipmentTemplatesDir', 'b', 'project');
    add('bundledDir', 'a', 'project');
    add('bundledDir', 'c', 'project');
    expect(await listed(PROJECT)).toStrictEqual(['equipment b', 'global a', 'bundled c']);
  });

  it('lists run templates whose scope admits the kind of run', async () => {
    add('equipmentTemplatesDir', 'test-only', 'run', 'test');
    add('equipmentTemplatesDir', 'real', 'run', 'experimental');
    add('templatesDir', 'any', 'run', 'both');
    add('templatesDir', 'project', 'project');
    expect(await listed(RUN)).toStrictEqual(['equipment real', 'global any']);
    expect(await listed({ type: 'run', runKind: 'test' })).toStrictEqual([
      'equipment test-only',
      'global any',
    ]);
    expect(await listed({ type: 'run' })).toStrictEqual([
      'equipment real',
      'equipment test-only',
      'global any',
    ]);
  });

  it('does not let a template hide one of its name that fits better', async () => {
    add('equipmentTemplatesDir', 'scan', 'run', 'test');
    add('templatesDir', 'scan', 'run', 'experimental');
    expect(await listed(RUN)).toStrictEqual(['global scan']);
    expect((await findTemplate('scan', places, RUN)).origin).toBe('global');
  });

  it('lists a broken template with its error', async () => {
    writeTree(places.templatesDir, {
      'broken/copier.yml': 'a: [',
      'fine/copier.yml': "_exlab_type: project\n_exlab_version: '1'\n",
    });
    const entries = await listTemplates(places, PROJECT);
    expect(entries.map((entry) => [entry.name, entry.template === null, entry.problem?.code])).toStrictEqual([
      ['broken', true, 'template_load_error'],
      ['fine', false, undefined],
    ]);
  });

  it('passes over folders without a manifest, files, and hidden folders', async () => {
    add('templatesDir', '.hidden', 'project');
    writeTree(places.templatesDir, { 'notes.txt': '', 'docs/index.md': '' });
    expect(await listed(PROJECT)).toStrictEqual([]);
  });

  it('holds nothing where the folders are not there or not set', async () => {
    expect(await listed(PROJECT)).toStrictEqual([]);
    expect(await listTemplates({ templatesDir: '', bundledDir: '' }, PROJECT)).toStrictEqual([]);
  });

  it('follows a link to a template', async () => {
    add('templatesDir', 'real', 'project');
    symlinkSync('real', path.join(places.templatesDir, 'linked'));
    expect(await listed(PROJECT)).toStrictEqual(['global linked', 'global real']);
  });
});

describe('finding a template', () => {
  it('finds by name and by path', async () => {
    add('templatesDir', 'a', 'project');
    expect(await findTemplate('a', places, PROJECT)).toMatchObject({ name: 'a', origin: 'global' });
    const root = path.join(places.templatesDir, 'a');
    expect(await findTemplate(root, places, PROJECT)).toMatchObject({ name: 'a', origin: 'path', root });
    expect(await findTemplate(`${root}/`, places, PROJECT)).toMatchObject({ name: 'a', root });
  });

  it('finds one that does not fit, for the caller to say why', async () => {
    add('templatesDir', 'a', 'run', 'test');
    expect(await findTemplate('a', places, RUN)).toMatchObject({ runScope: 'test' });
    expect(await findTemplate('a', places, PROJECT)).toMatchObject({ type: 'run' });
  });

  it('suggests a near miss and names what there is', async () => {
    add('templatesDir', 'confocal', 'project');
    add('bundledDir', 'generic', 'project');
    const near = await failure(findTemplate('confocl', places, PROJECT));
    expect(near.code).toBe('template_load_error');
    expect(near.message).toContain("did you mean 'confocal'?");
    expect(near.details).toStrictEqual({ available: ['confocal', 'generic'] });
    expect((await failure(findTemplate('x', places, PROJECT))).message).toContain('confocal, generic');
    expect((await failure(findTemplate('x', places, RUN))).message).toContain('none of this kind');
    expect((await failure(findTemplate('', places, PROJECT))).code).toBe('template_load_error');
  });

  it('says what is wrong with a broken one', async () => {
    writeTree(places.templatesDir, { 'broken/copier.yml': 'a: [' });
    expect((await failure(findTemplate('broken', places, PROJECT))).message).toContain('copier.yml:1:');
    expect((await failure(findTemplate('./nowhere/x', places, PROJECT))).message).toContain(
      'holds no copier.yml',
    );
  });
});

describe('the scope of a run template', () => {
  it.each([
    ['both', 'test', true],
    ['both', 'experimental', true],
    ['test', 'experimental', false],
    ['test', 'test', true],
    ['experimental', 'test', false],
    [null, 'test', false],
  ] as const)('%s admits %s: %s', (scope, kind, admitted) => {
    expect(scopeAdmits(scope, kind)).toBe(admitted);
  });
});
