import { rm, symlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkPresence } from '../../../../core/validator/engine';
import { auditedLab, foundIn, placesIn } from '../../../support/audited-lab';
import { aSubject } from '../a-subject';

const PROJECT = 'CONFOCAL_01/PROJ-0042';
const RECORD = '.exlab-wizard/creation.json';
const FIELDS = '.exlab-wizard/readme_fields.json';

describe('orphan', () => {
  it.each([PROJECT, `${PROJECT}/Run_a`, `${PROJECT}/TestRuns/TestRun_b`, `${PROJECT}/Runs/Run_c`])(
    'finds %s without a record, whatever else it holds',
    async (folder) => {
      expect(await foundIn({ [`${folder}/${RECORD}`]: null })).toEqual([`orphan | ${folder} | `]);
      expect(await foundIn({ [`${folder}/${RECORD}`]: null, [`${folder}/${FIELDS}`]: null })).toEqual([
        `orphan | ${folder} | `,
      ]);
    },
  );

  it('takes a file in the place of the records for none', async () => {
    const lab = await auditedLab({ [`${PROJECT}/Run_a/data.tif`]: '' });
    await rm(lab.at(PROJECT, 'Run_a', '.exlab-wizard'), { recursive: true });
    const { findings } = await lab.audit();
    expect(placesIn(lab.root, findings)).toEqual([`orphan | ${PROJECT}/Run_a | `]);
  });

  it.each(['{', '{"schema_version": "2.0"}'])('leaves a record that is %j to other rules', async (text) => {
    const found = await foundIn({ [`${PROJECT}/Run_a/${RECORD}`]: text });
    expect(found.join()).not.toContain('orphan');
    expect(found).toHaveLength(1);
  });

  it('says nothing of what is behind a link', async () => {
    const lab = await auditedLab({ [`${PROJECT}/Run_a/data.tif`]: '' });
    await rm(lab.at(PROJECT, 'Run_a', '.exlab-wizard'), { recursive: true });
    await symlink(lab.at(PROJECT, '.exlab-wizard'), lab.at(PROJECT, 'Run_a', '.exlab-wizard'));
    expect(await lab.audit()).toMatchObject({
      findings: [],
      unreadable: [lab.at(PROJECT, 'Run_a', '.exlab-wizard')],
    });
  });

  it('says nothing of an equipment, which has no such record', async () => {
    expect(await foundIn({ 'CONFOCAL_01/': null })).toEqual([]);
  });

  it('is asked by audits alone', () => {
    const presence = { creation: 'missing', readmeFields: 'missing' } as const;
    expect(checkPresence(presence, aSubject())).toEqual([]);
    expect(checkPresence(presence, aSubject(), { isAudit: true })).toMatchObject([{ rule: 'orphan' }]);
  });
});
