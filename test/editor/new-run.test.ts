import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defectsOfRecords } from '../support/independent-check';
import { CORE, Conversation, PLACE, type Answers } from './conversation';
import { openEditorLab, type EditorLab } from './editor-lab';
import { ALL_THEMES } from './host/workbench';

let lab: EditorLab;
let conversation: Conversation;
beforeAll(async () => {
  lab = await openEditorLab();
  conversation = new Conversation(lab.workbench);
});
afterAll(() => lab.dispose());

/** The rows of the Runs view, as soon as one of them matches. */
async function expectRow(name: RegExp): Promise<string[]> {
  const view = await lab.workbench.view('ExLab', 'Runs');
  let matching: string[] = [];
  await expect
    .poll(async () => {
      matching = (await view.rows()).filter((row) => name.test(row));
      return matching.length;
    })
    .toBeGreaterThan(0);
  return matching;
}

async function runsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^(Test)?Run_/.test(name));
}

describe('New Run (Quick)', () => {
  it('makes the run that it showed, on the disk and in the Runs view', async () => {
    const { workbench, project } = lab;
    const { quickInput } = workbench;
    await workbench.command('ExLab: New Run (Quick)');
    await quickInput.shows({ title: 'New Run', placeholder: 'Which instrument?' });
    expect(await quickInput.rows()).toEqual(['CONFOCAL_01, Confocal microscope', 'BALANCE_02, Balance']);
    await conversation.untilPlan({ ...PLACE, ...CORE });
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`plan ${theme}`);
    }
    const [create = ''] = await quickInput.rows();
    await quickInput.accept();
    const told = await workbench.notifications.shown('Created ');

    const [name = ''] = await runsIn(project);
    expect(await told.text()).toContain(name);
    expect(create).toContain(`Create ${name}`);
    expect(defectsOfRecords(path.join(project, name), { level: 'run' })).toEqual([]);
    await told.close();

    const view = await workbench.view('ExLab', 'Runs');
    const rows = await view.rows();
    await view.expand(rows[0] ?? '');
    const [projectRow = ''] = await expectRow(/PROJ-0042/);
    await view.expand(projectRow);
    await expectRow(/Membranes at noon/);
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`runs ${theme}`);
    }
  });
});

describe('New Test Run (Quick)', () => {
  it('makes a test run below TestRuns', async () => {
    const { workbench, project } = lab;
    await workbench.command('ExLab: New Test Run (Quick)');
    await workbench.quickInput.shows({ title: 'New Test Run' });
    await conversation.untilPlan({ ...PLACE, ...CORE, 'Which template?': 'instrument-calibration' });
    await workbench.quickInput.accept();
    const told = await workbench.notifications.shown('Created ');
    await told.close();
    const [name = ''] = await runsIn(path.join(project, 'TestRuns'));
    expect(name).toMatch(/^TestRun_/);
    expect(defectsOfRecords(path.join(project, 'TestRuns', name), { level: 'run' })).toEqual([]);
    // Who looks at the runs sees the new one: the groups that it stands in open by themselves.
    const [row = ''] = await expectRow(/Membranes at noon, test run, /);
    const view = await workbench.view('ExLab', 'Runs');
    expect(await view.row(row).getAttribute('aria-level')).toBe('4');
  });
});

describe('New Project (Quick)', () => {
  const LIMS: Answers = { 'short id': 'PROJ-0077', 'name of the LIMS': 'Membrane channels' };

  it('makes a project', async () => {
    const { workbench, root } = lab;
    await workbench.command('ExLab: New Project (Quick)');
    await workbench.quickInput.shows({ title: 'New Project' });
    await conversation.untilPlan({ ...PLACE, ...CORE, ...LIMS });
    await workbench.quickInput.accept();
    const told = await workbench.notifications.shown('Created ');
    await told.close();
    const project = path.join(root, 'CONFOCAL_01', 'PROJ-0077');
    expect(defectsOfRecords(project, { level: 'project' })).toEqual([]);
    await expectRow(/^Project PROJ-0077, Membrane channels/);
  });
});
