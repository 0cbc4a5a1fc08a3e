import { mkdir, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import type { LabPlace } from './lab-folder';
import { eventually } from './eventually';
import type { TreeView } from './host/tree-view';
import { Conversation, PLAIN_ANSWERS } from './conversation';
import { makeRuns } from './lab-runs';
import { openLink, WizardPage } from './host/wizard-page';

const CREATING = ['ExLab: New Run (Quick)', 'ExLab: New Test Run (Quick)', 'ExLab: New Project (Quick)'];

let lab: EditorLab;
let view: TreeView;

beforeAll(async () => {
  lab = await openEditorLab({ workspaceTrust: true, prepare: makeTempting });
  await lab.workbench.page.getByRole('banner', { name: /Restricted Mode/ }).waitFor();
  view = await lab.workbench.view('ExLab', 'Runs');
});
afterAll(() => lab.dispose());

/** A workspace whose settings name a configuration and an operator of their own. */
async function makeTempting(place: LabPlace): Promise<void> {
  await makeRuns(place, { label: 'Membranes', date: '2026-03-07T10:00:00Z' });
  const settings = path.join(place.workspace, '.vscode');
  const config = path.join(place.workspace, 'config.yaml');
  await mkdir(settings);
  await writeFile(config, 'equipment: [{id: FOREIGN_01, label: Foreign}]\n');
  await writeFile(
    path.join(settings, 'settings.json'),
    JSON.stringify({ 'exlab.configFile': config, 'exlab.operator': 'mallory' }),
  );
}

const STATUS = 'exlab.exlab-wizard.exlab.status';

describe('a window that shows a folder that is not trusted', () => {
  it('shows the runs of the user, whatever the folder says', async () => {
    await view.expand(await view.rowNamed(/Confocal microscope/));
    await view.expand(await view.rowNamed(/PROJ-0042/));
    await view.rowNamed(/Membranes/);
    expect(await view.rowsNow()).not.toContainEqual(expect.stringContaining('Foreign'));
    await lab.workbench.screenshot('runs without trust');
  });

  it('offers nothing that creates or discards', async () => {
    for (const command of CREATING) expect(await lab.workbench.offers(command), command).toBe(false);
    expect(await lab.workbench.offers('ExLab: Preview Template')).toBe(false);
    expect(await lab.workbench.offers('ExLab: Lint Templates')).toBe(true);
    expect(await lab.workbench.offers('ExLab: Refresh Runs')).toBe(true);
    const disabled = async (row: RegExp): Promise<string[]> =>
      view.disabledMenuItems(await view.rowNamed(row));
    expect(await disabled(/PROJ-0042/)).toEqual([
      ...['New Run Here', 'New Test Run Here', 'Regenerate README', 'Audit Now'],
    ]);
    expect(await disabled(/Membranes/)).toEqual([
      ...['Regenerate README', 'Audit Now', 'Override And Allow Sync…', 'Revoke Override…', 'Mark As Known'],
      ...['New Template…', 'Discard This Run…'],
    ]);
  });

  it('leads from the status bar to where trust is given', async () => {
    const { workbench } = lab;
    expect(await workbench.statusBar.label(STATUS)).toContain('not trusted');
    await workbench.statusBar.press(STATUS);
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).first().waitFor();
    await workbench.screenshot('status bar without trust');
    await workbench.press('Escape');
    await workbench.page.locator('.monaco-modal-editor-block').waitFor({ state: 'detached' });
  });

  it('audits nothing, neither by itself nor when a file of a run is saved', async () => {
    const { workbench } = lab;
    await writeFile(path.join(lab.project, 'a:b.txt'), 'measured\n');
    const membranes = await view.rowNamed(/Membranes/);
    await view.select(membranes);
    await workbench.editorTab('README.md').waitFor();
    await workbench.command('File: Save');
    expect(await workbench.offers('ExLab: Audit Now')).toBe(false);
    await workbench.command('Problems: Focus on Problems View');
    await workbench.page.getByText('No problems have been detected').first().waitFor();
    expect(await view.rowNamed(/Membranes/)).not.toContain('problem');
    await workbench.closeEditor('README.md');
  });

  it('starts no engine, which would tidy up and write its log', async () => {
    expect(await readdir(lab.stateFolder)).not.toContain('logs');
  });

  it('creates runs as soon as it is trusted', async () => {
    const { workbench } = lab;
    await workbench.page.getByRole('banner').getByRole('button', { name: 'Manage', exact: true }).click();
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await eventually(() => workbench.offers('ExLab: New Run (Quick)')).toBe(true);
    await workbench.command('ExLab: New Run (Quick)');
    await new Conversation(workbench).untilPlan({ ...PLAIN_ANSWERS, Label: 'Trusted' });
    await workbench.quickInput.accept();
    await workbench.notifications.shown('Created ');
    await view.rowNamed(/Trusted/);
    expect(await readdir(lab.stateFolder)).toContain('logs');
  });

  it('brings a wizard back with its answers when its trust is taken away, and creates nothing with it', async () => {
    const { workbench, project } = lab;
    const runs = await readdir(project);
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'Waits for trust', objective: 'Stay' });
    await page.frame.getByText(/Draft saved/).waitFor();
    await workbench.command('Workspaces: Manage Workspace Trust');
    const trusted = workbench.page.locator('.workspace-trust-editor .monaco-list-row').first();
    await trusted.hover();
    await Promise.all([
      workbench.page.waitForEvent('load'),
      trusted.getByRole('button', { name: 'Delete Path' }).click(),
    ]);
    await workbench.page.getByRole('banner', { name: /Restricted Mode/ }).waitFor();

    await workbench.editorTab('New Run').click();
    await page.frame.getByRole('alert').filter({ hasText: 'is not trusted' }).waitFor();
    await eventually(() => page.field('label').inputValue()).toBe('Waits for trust');
    await workbench.screenshot('wizard without trust');
    await page.createButton().click();
    await eventually(() => page.frame.getByRole('status').allInnerTexts()).toContainEqual(
      expect.stringContaining('Not created'),
    );
    expect(await readdir(project)).toEqual(runs);
  });

  it('opens a wizard by a link that says so, and creates nothing', async () => {
    const { workbench, project } = lab;
    const runs = await readdir(project);
    await workbench.command('View: Close All Editors');
    await openLink(workbench, 'new-run?equipment=CONFOCAL_01&project=PROJ-0042&template=plain&label=Linked');
    const page = new WizardPage(workbench, 'New Run');
    await page.frame.getByRole('alert').filter({ hasText: 'is not trusted' }).waitFor();
    await page.createButton().click();
    await workbench.screenshot('wizard by a link without trust');
    expect(await readdir(project)).toEqual(runs);
  });
});
