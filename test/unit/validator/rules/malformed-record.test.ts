import { describe, expect, it } from 'vitest';
import { stringifyRecord } from '../../../../core/records';
import { auditedLab, creationText, foundIn, readmeFieldsText } from '../../../support/audited-lab';
import { INGEST } from '../../records/examples';
import { highlighted } from '../a-subject';

const PROJECT = 'CONFOCAL_01/PROJ-0042';
const RUN = `${PROJECT}/Run_a`;
const RECORDS = `${RUN}/.exlab-wizard`;

describe('malformed_record', () => {
  it('names each broken field of every record of a run', async () => {
    const broken = { status: 'odd' };
    expect(
      await foundIn({
        [`${RECORDS}/creation.json`]: creationText({ lims_project: { ...broken }, level: 'room' }),
        [`${RECORDS}/readme_fields.json`]: readmeFieldsText({ custom_fields: [{ label: 'a' }] }),
        [`${RECORDS}/ingest.json`]: stringifyRecord({ ...INGEST, current_state: 'cleared' }),
      }),
    ).toEqual(
      [
        'creation.json | level',
        'creation.json | lims_project.cache_freshness_at_use',
        'creation.json | lims_project.name_at_creation',
        'creation.json | lims_project.short_id',
        'creation.json | lims_project.source',
        'creation.json | lims_project.uid',
        'ingest.json | current_state',
        'readme_fields.json | custom_fields[0].value',
      ].map((place) => `malformed_record | ${RECORDS}/${place}`),
    );
  });

  it.each([
    ['CONFOCAL_01/.exlab-wizard/equipment.json', 'id'],
    [`${PROJECT}/TestRuns/.exlab-wizard/test_runs.json`, 'run_kind'],
    [`${PROJECT}/Runs/.exlab-wizard/runs.json`, 'run_kind'],
  ])('judges %s', async (file, field) => {
    const found = await foundIn({ [file]: '{"schema_version": "1.0"}', [`${PROJECT}/charter.md`]: '' });
    expect(found).toContain(`malformed_record | ${file} | ${field}`);
  });

  it('says once that a file is no JSON, where it ceases to be', async () => {
    const text = '{\n  "schema_version": "1.10",\n  level: 1\n}';
    const lab = await auditedLab({ [`${RECORDS}/creation.json`]: text });
    const { findings } = await lab.audit();
    expect(findings).toMatchObject([
      { rule: 'malformed_record', tier: 'soft', matched_token: '', offending_kind: 'file_content' },
    ]);
    expect(highlighted(text, findings[0])).toBe('level');
    expect(findings[0]?.rule_detail).toMatch(/correct it, or restore it from a copy/);
  });

  it('points at the value, and names what is wrong and what to do', async () => {
    const text = creationText({ sync_status: 'lost' });
    const lab = await auditedLab({ [`${RECORDS}/creation.json`]: text });
    const { findings } = await lab.audit();
    expect(findings).toHaveLength(1);
    expect(highlighted(text, findings[0])).toBe('"lost"');
    expect(findings[0]?.rule_detail).toMatch(/'sync_status' of 'creation.json' is wrong .*: correct it/);
  });

  it('says no more than a thousand times that one record is wrong', async () => {
    const rendered = Array.from({ length: 3000 }, () => ({}));
    const found = await foundIn({ [`${RECORDS}/creation.json`]: creationText({ rendered }) });
    expect(found).toHaveLength(1000);
  });
});
