import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { regenerateReadme } from '../../core/readme';
import { README_FIELDS_RECORD, recordPath } from '../../core/layout';
import { readmeFieldsRecord, readRecord } from '../../core/records';
import { defectsOfRecords } from '../support/independent-check';
import { makeLaboratory, type Laboratory } from '../support/laboratory';
import { readAnswerSet, type Starter } from '../unit/templates-shipped/starter';

const TEMPLATES = path.resolve('templates');

const labs: Laboratory[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function laboratory(): Promise<Laboratory> {
  const lab = await makeLaboratory({ engine: { bundledTemplates: TEMPLATES } });
  labs.push(lab);
  return lab;
}

/** The README fields that a starter requires. */
const README: Readonly<Record<Starter, Record<string, string>>> = {
  'generic-project': {},
  'confocal-microscopy': { biosafety_level: 'BSL-1' },
  'instrument-calibration': { procedure_reference: 'SOP-12' },
};

async function make(lab: Laboratory, template: Starter, run_kind?: 'experimental' | 'test'): Promise<string> {
  const { controller } = lab.engine;
  const { answers: variables } = await readAnswerSet(template, 'minimal');
  const opened =
    run_kind === undefined
      ? await controller.createProject(
          lab.newProject({ template_path: template, variables, readme_extra: README[template] }),
        )
      : await controller.createRun(
          lab.run({ template_path: template, run_kind, variables, readme_extra: README[template] }),
        );
  const { error, result } = await controller.finished(opened.session_id);
  if (result === null || !('findings' in result)) throw new Error(JSON.stringify(error));
  return result.path;
}

describe('the records of a folder from a starter template', () => {
  it.each([
    ['generic-project', undefined, 'project'],
    ['confocal-microscopy', 'experimental', 'run'],
    ['instrument-calibration', 'test', 'run'],
  ] as const)(
    '%s: hold what the specification says, checked independently',
    async (template, kind, level) => {
      const folder = await make(await laboratory(), template, kind);
      expect(defectsOfRecords(folder, { level })).toEqual([]);
    },
  );

  it('are enough to make a deleted README again, byte for byte but for the prose', async () => {
    const folder = await make(await laboratory(), 'instrument-calibration', 'test');
    const before = await readFile(path.join(folder, 'README.md'), 'utf8');
    await rm(path.join(folder, 'README.md'));
    const again = regenerateReadme(
      await readRecord(readmeFieldsRecord, recordPath(folder, README_FIELDS_RECORD)),
    );
    expect(again.split('\n---\n')[0]).toBe(before.split('\n---\n')[0]);
  });

  it('pass an audit of the whole lab without a finding', async () => {
    const lab = await laboratory();
    await make(lab, 'generic-project');
    await make(lab, 'confocal-microscopy', 'experimental');
    await make(lab, 'instrument-calibration', 'test');
    expect(await lab.engine.audit()).toMatchObject({ findings: [], unreadable: [], scanned: { runs: 2 } });
  });
});
