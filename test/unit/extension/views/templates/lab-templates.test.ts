import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, type Config } from '../../../../../core/config';
import { labTemplates } from '../../../../../extension/views/templates/lab-templates';
import { isTemplatesNode, type GroupNode } from '../../../../../extension/views/templates/nodes';
import { freshFolder, RUN_KEYS, writeTree } from '../../../templates/template-folder';

const MANIFEST = { 'copier.yml': RUN_KEYS };

function template(folder: string, name: string): void {
  writeTree(path.join(folder, name), MANIFEST);
}

function labAt(folder: string): Config {
  const { config } = parseConfig(
    `paths: {local_root: ${JSON.stringify(path.join(folder, 'data'))}, templates_dir: ${JSON.stringify(path.join(folder, 'lab'))}}
lims: {mode: none}
equipment: [{id: SCOPE_01, label: Scope}, {id: SCALE_02, label: Scale}]
`,
    path.join(folder, 'config.yaml'),
  );
  if (config === null) throw new Error('The configuration does not load.');
  return config;
}

function outline(groups: readonly GroupNode[]): unknown[] {
  return groups.map(({ id, children }) => [
    id,
    children.map((child) => (child.type === 'template' ? child.entry.name : child.type)),
  ]);
}

describe('the templates of a lab', () => {
  it('are those of the lab, of each instrument, and those that ship; empty places are left out', async () => {
    const folder = freshFolder();
    template(path.join(folder, 'lab'), 'shared');
    template(path.join(folder, 'data/SCALE_02/.exlab-wizard/templates'), 'own');
    template(path.join(folder, 'bundled'), 'starter');
    const groups = await labTemplates(labAt(folder), path.join(folder, 'bundled'));
    expect(outline(groups)).toEqual([
      ['group:global', ['shared']],
      ['group:equipment:SCALE_02', ['own']],
      ['group:bundled', ['starter']],
    ]);
    expect(groups.every(isTemplatesNode)).toBe(true);
  });

  it('are those that ship where nothing is set up', async () => {
    const folder = freshFolder();
    template(folder, 'starter');
    expect(outline(await labTemplates(null, folder))).toEqual([['group:bundled', ['starter']]]);
    expect(await labTemplates(null, path.join(folder, 'not-there'))).toEqual([]);
  });

  it('are called by their folder where another of their name goes before them', async () => {
    const folder = freshFolder();
    template(path.join(folder, 'lab'), 'same');
    template(path.join(folder, 'bundled'), 'same');
    template(path.join(folder, 'bundled'), 'other');
    const groups = await labTemplates(labAt(folder), path.join(folder, 'bundled'));
    const references = groups.flatMap(({ children }) =>
      children.map((child) => (child.type === 'template' ? child.reference : '')),
    );
    expect(references).toEqual(['same', 'other', path.join(folder, 'bundled', 'same')]);
  });

  it('are listed with what is wrong where one does not load', async () => {
    const folder = freshFolder();
    writeTree(path.join(folder, 'broken'), { 'copier.yml': 'a: [' });
    const [group] = await labTemplates(null, folder);
    expect(group?.children).toMatchObject([{ entry: { name: 'broken', template: null } }]);
  });
});
