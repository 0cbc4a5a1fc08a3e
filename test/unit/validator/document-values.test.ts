import { describe, expect, it } from 'vitest';
import { composeFrontMatter } from '../../../core/readme';
import { EditedRuns, type DocumentKey, type DocumentValue } from '../../../core/validator';

import { auditedLab } from '../../support/audited-lab';
import { README_FIELDS } from '../records/examples';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const MORE = `operators: {allowlist: [ada, eve]}
readme:
  defaults:
    - {id: lens, type: choice, options: [20x, 40x]}
    - {id: sealed, type: boolean}
    - {id: notes, type: text}
`;

async function runsOf(): Promise<{ runs: EditedRuns; at: (name: string) => string }> {
  const lab = await auditedLab({ [`${RUN}/x.tif`]: '' }, MORE);
  const runs = new EditedRuns({
    config: lab.config,
    roots: [lab.root],
    bundledTemplates: '',
    unsaved: () => undefined,
    clock: { now: () => new Date('2026-11-21T09:00:00Z') },
  });
  return { runs, at: (name) => lab.at(RUN, name) };
}

async function valuesAt(name: string, at: (string | number)[]): Promise<DocumentValue[]> {
  const lab = await runsOf();
  return lab.runs.valuesAt(lab.at(name), at);
}

async function keysAt(name: string, at: (string | number)[]): Promise<DocumentKey[]> {
  const lab = await runsOf();
  return lab.runs.keysAt(lab.at(name), at);
}

describe('the values that may stand in a document of a run', () => {
  it.each<[string, (string | number)[], DocumentValue[]]>([
    ['README.md', ['operator'], ['ada', 'eve']],
    ['README.md', ['system', 'equipment', 'id'], ['CONFOCAL_01']],
    ['README.md', ['system', 'run_kind'], ['experimental', 'test']],
    ['README.md', ['config_fields', 'lens'], ['20x', '40x']],
    ['README.md', ['config_fields', 'sealed'], [true, false]],
    ['README.md', ['config_fields', 'notes'], []],
    ['README.md', ['template_fields', 'lens'], []],
    ['README.md', ['label'], []],
    ['README.md', [], []],
    ['.exlab-wizard/readme_fields.json', ['core_fields', 'operator'], ['ada', 'eve']],
    ['.exlab-wizard/readme_fields.json', ['config_fields', 'lens'], ['20x', '40x']],
    ['.exlab-wizard/creation.json', ['run_kind'], ['experimental', 'test']],
    ['.exlab-wizard/creation.json', ['created_by'], ['ada', 'eve']],
    [
      '.exlab-wizard/creation.json',
      ['lims_project', 'source'],
      ['live', 'cache', 'offline_catalogue', 'manual'],
    ],
    [
      '.exlab-wizard/creation.json',
      ['rendered', 0, 'exempt', 1, 'reason'],
      ['raw', 'allow_token', 'markup', 'answer'],
    ],
    ['.exlab-wizard/creation.json', ['variables', 'x'], []],
    ['.exlab-wizard/ingest.json', ['equipment_id'], ['CONFOCAL_01']],
    ['.exlab-wizard/creation.json', ['orchestrator', 'enabled'], [true, false]],
    ['.exlab-wizard/creation.json', ['validation_overrides', 0, 'revoked'], [false, true]],
    ['README.md', ['readme_schema_version'], []],
    ['notes.txt', ['operator'], []],
    ['data/README.md', ['operator'], []],
    ['data/creation.json', ['run_kind'], []],
  ])('are those of their place: %s %j', async (name, at, values) => {
    expect(await valuesAt(name, at)).toEqual(values);
  });

  it.each<[string, (string | number)[], string[]]>([
    ['.exlab-wizard/creation.json', ['paths'], ['local', 'nas']],
    ['.exlab-wizard/creation.json', ['variables'], []],
    ['.exlab-wizard/package.json', [], []],
    ['data/creation.json', [], []],
    ['README.md', ['config_fields'], ['lens', 'sealed', 'notes']],
    ['README.md', ['template_fields'], []],
    ['README.md', ['custom_fields', 0], ['label', 'value']],
    ['README.md', ['system', 'equipment'], ['id', 'label']],
    ['.exlab-wizard/readme_fields.json', ['config_fields'], ['lens', 'sealed', 'notes']],
  ])('stand behind the keys of their place: %s %j', async (name, at, keys) => {
    expect((await keysAt(name, at)).map(({ key }) => key)).toEqual(keys);
  });

  it('are those of a history in an entry of it', async () => {
    const keys = await keysAt('.exlab-wizard/ingest.json', ['history', 0]);
    expect(keys.map(({ key }) => key)).toContain('nas_path');
  });

  it('stand behind the very keys that are generated, in their order', async () => {
    const keys = await keysAt('README.md', []);
    const written = composeFrontMatter(README_FIELDS).match(/^\w+/gm);
    expect(keys.map(({ key }) => key)).toEqual(written);
    expect(keys.every(({ documentation }) => documentation !== '')).toBe(true);
  });
});
