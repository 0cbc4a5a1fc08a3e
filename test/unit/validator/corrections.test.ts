import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { changedText } from '../../../core/system';
import { EditedRuns, type Correction } from '../../../core/validator';
import { auditedLab, creationText, readmeFieldsText, type AuditedLab } from '../../support/audited-lab';

const PROJECT = 'CONFOCAL_01/PROJ-0042';
const RUN = `${PROJECT}/Run_2026-11-20T13-00-00`;
const REQUIRING = 'readme: {defaults: [{id: shelf, type: string, required: true}]}';

interface Corrected {
  readonly corrections: readonly Correction[];
  /** What is found once the first one is made, in the same lab. */
  readonly left: () => Promise<readonly string[]>;
}

/** What would put the one finding of a lab right. */
async function correctionsIn(lab: AuditedLab): Promise<Corrected> {
  const texts = new Map<string, string>();
  const runs = new EditedRuns({
    config: lab.config,
    roots: [lab.root],
    bundledTemplates: '',
    unsaved: (file) => texts.get(file),
    clock: { now: () => new Date('2026-11-21T09:00:00Z') },
  });
  const [finding, ...others] = (await lab.audit()).findings;
  expect([finding, ...others]).toHaveLength(1);
  if (finding === undefined) throw new Error('nothing was found');
  const corrections = await runs.correctionsOf(finding);
  return {
    corrections,
    left: async () => {
      const [first] = corrections;
      if (first?.kind !== 'text') throw new Error('it is no text');
      const text = (await runs.textOf(first.file)) ?? '';
      const newText = first.isToFill ? first.change.newText.replace('""', '"filled"') : first.change.newText;
      texts.set(first.file, changedText(text, { ...first.change, newText }));
      const judged = [await runs.findingsIn(first.file), await runs.findingsOfNames(first.file)];
      return judged.flatMap((one) => one?.findings.map(({ rule }) => rule) ?? []);
    },
  };
}

describe('what would put a finding right', () => {
  it('is the place of a required field, indented like what stands around it', async () => {
    for (const fields of [{}, { rack: '7' }]) {
      const text = readmeFieldsText({ config_fields: fields });
      const lab = await auditedLab({ [`${RUN}/.exlab-wizard/readme_fields.json`]: text }, REQUIRING);
      // The project lacks it too, and is not what this is about.
      const { corrections, left } = await correctionsIn(await filledProject(lab));
      expect(corrections).toMatchObject([{ kind: 'text', isToFill: true }]);
      const [first] = corrections;
      const change = first?.kind === 'text' ? first.change : expect.fail();
      expect(changedText(text, change)).toBe(readmeFieldsText({ config_fields: { ...fields, shelf: '' } }));
      expect(await left()).toEqual([]);
    }
  });

  it('is nothing where a field is there and empty: its user fills it', async () => {
    const text = readmeFieldsText({ config_fields: { shelf: ' ' } });
    const lab = await auditedLab({ [`${RUN}/.exlab-wizard/readme_fields.json`]: text }, REQUIRING);
    expect((await correctionsIn(await filledProject(lab))).corrections).toEqual([]);
  });

  it('is the LIMS project of the project, where the record of a run lacks it', async () => {
    const files = {
      [`${PROJECT}/README.md`]: '---\nlabel: x\n---\n',
      [`${RUN}/.exlab-wizard/creation.json`]: creationText({
        run_kind: 'experimental',
        lims_project: undefined,
      }),
    };
    const { corrections, left } = await correctionsIn(await auditedLab(files));
    expect(corrections).toHaveLength(1);
    expect(await left()).toEqual([]);
    const elsewhere = {
      ...files,
      [`${PROJECT}/.exlab-wizard/creation.json`]: creationText({
        level: 'project',
        run_kind: 'experimental',
        lims_project: {
          uid: 'u',
          short_id: 'PROJ-7',
          name_at_creation: 'x',
          source: 'live',
          cache_freshness_at_use: null,
        },
      }),
    };
    expect((await correctionsIn(await auditedLab(elsewhere))).corrections).toEqual([]);
  });

  it('is the kind that a run’s place says, or the place that its kind says', async () => {
    const lab = await auditedLab({
      [`${RUN}/.exlab-wizard/creation.json`]: creationText({ run_kind: 'test' }),
    });
    const { corrections, left } = await correctionsIn(lab);
    expect(corrections).toMatchObject([
      { kind: 'text', file: lab.at(RUN, '.exlab-wizard', 'creation.json'), isToFill: false },
      { kind: 'move', from: lab.at(RUN), to: lab.at(PROJECT, 'TestRuns', 'TestRun_2026-11-20T13-00-00') },
    ]);
    expect(await left()).toEqual([]);
  });

  it('is the place alone where name and folder disagree', async () => {
    const lab = await auditedLab({ [`${PROJECT}/TestRuns/Run_2026-11-20T13-00-00/x.tif`]: '' });
    const { corrections } = await correctionsIn(lab);
    expect(corrections).toEqual([
      { kind: 'move', from: lab.at(PROJECT, 'TestRuns/Run_2026-11-20T13-00-00'), to: lab.at(RUN) },
    ]);
  });
});

async function filledProject(lab: AuditedLab): Promise<AuditedLab> {
  const file = lab.at(PROJECT, '.exlab-wizard', 'readme_fields.json');
  await writeFile(file, readmeFieldsText({ config_fields: { shelf: '1' } }));
  return lab;
}
