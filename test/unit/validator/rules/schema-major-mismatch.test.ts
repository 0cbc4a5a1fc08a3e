import { describe, expect, it } from 'vitest';
import { auditedLab, creationText, foundIn, readmeFieldsText } from '../../../support/audited-lab';
import { highlighted } from '../a-subject';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_a';
const RECORD = `${RUN}/.exlab-wizard/creation.json`;

/** A record as an older version wrote it. */
function older(version: string): string {
  const minor = Number(version.split('.')[1]);
  return creationText({
    schema_version: version,
    run_kind: 'experimental',
    ...(minor < 5 ? { lims_project: undefined } : {}),
    ...(minor < 10 ? { plugins_applied: undefined, validation_overrides: undefined } : {}),
  });
}

describe('schema_major_mismatch', () => {
  it.each(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9', '1.10', '1.11'])(
    'understands version %s',
    async (version) => {
      expect(await foundIn({ [RECORD]: older(version) })).toEqual([]);
    },
  );

  it.each(['2.0', '0.9'])('finds version %s, at its number', async (version) => {
    const text = older(version);
    const lab = await auditedLab({ [RECORD]: text });
    const { findings, unreadable } = await lab.audit();
    expect(unreadable).toEqual([]);
    expect(findings).toMatchObject([
      {
        rule: 'schema_major_mismatch',
        tier: 'hard',
        run_path: lab.at(RUN),
        offending_path: lab.at(RECORD),
        offending_kind: 'file_content',
        matched_token: version,
      },
    ]);
    expect(highlighted(text, findings[0])).toBe(`"${version}"`);
  });

  it('judges every record', async () => {
    const file = `${RUN}/.exlab-wizard/readme_fields.json`;
    expect(await foundIn({ [file]: readmeFieldsText({ schema_version: '3.1' }) })).toEqual([
      `schema_major_mismatch | ${file} | 3.1`,
    ]);
  });
});
