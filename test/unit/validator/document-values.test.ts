import { describe, expect, it } from 'vitest';
import { EditedRuns, recordKeys } from '../../../core/validator';
import { auditedLab } from '../../support/audited-lab';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const MORE = `operators: {allowlist: [ada, eve]}
readme:
  defaults:
    - {id: lens, type: choice, options: [20x, 40x]}
    - {id: sealed, type: boolean}
    - {id: notes, type: text}
`;

async function valuesAt(name: string, at: (string | number)[]): Promise<string[]> {
  const lab = await auditedLab({ [`${RUN}/x.tif`]: '' }, MORE);
  const runs = new EditedRuns({
    config: lab.config,
    roots: [lab.root],
    bundledTemplates: '',
    unsaved: () => undefined,
    clock: { now: () => new Date('2026-11-21T09:00:00Z') },
  });
  return runs.valuesAt(lab.at(RUN, name), at);
}

describe('the values that may stand in a document of a run', () => {
  it.each<[string, (string | number)[], string[]]>([
    ['README.md', ['operator'], ['ada', 'eve']],
    ['README.md', ['system', 'equipment', 'id'], ['CONFOCAL_01']],
    ['README.md', ['system', 'run_kind'], ['experimental', 'test']],
    ['README.md', ['config_fields', 'lens'], ['20x', '40x']],
    ['README.md', ['config_fields', 'sealed'], ['true', 'false']],
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
    ['notes.txt', ['operator'], []],
  ])('are those of their place: %s %j', async (name, at, values) => {
    expect(await valuesAt(name, at)).toEqual(values);
  });

  it('have the keys of their record around them', () => {
    expect(recordKeys('creation.json', ['paths']).map(({ key }) => key)).toEqual(['local', 'nas']);
    expect(recordKeys('ingest.json', ['history', 0]).map(({ key }) => key)).toContain('nas_path');
    expect(recordKeys('package.json', [])).toEqual([]);
  });
});
