import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defectsOfRecords } from '../support/independent-check';
import { openEditorLab, type EditorLab } from './editor-lab';
import { ALL_THEMES } from './host/workbench';
import { LONG_TEMPLATE, writeLongTemplate, writePlainTemplate } from './lab-runs';
import { RUN, WizardPage } from './host/wizard-page';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab({ prepare: writePlainTemplate });
  await lab.workbench.page.setViewportSize({ width: 1440, height: 900 });
});
afterEach(() => lab.workbench.command('View: Close All Editors'));
afterAll(() => lab.dispose());

async function runsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^(Test)?Run_/.test(name)).sort();
}

/** Every file below a folder, by its path. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

describe('New Run', () => {
  it('makes the run that it showed, byte for byte', async () => {
    const { workbench, project } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    expect(await page.heading().innerText()).toBe('New experimental run');
    await page.fillRun();
    await page.type('question:sample', 'H-17');
    await expect.poll(() => page.destination()).toContain('CONFOCAL_01/PROJ-0042/Run_');
    await expect.poll(() => page.summary().innerText()).toContain('All answers are there');
    await expect.poll(() => page.fileText('notes.txt')).toBe('Sample H-17 by alice\n');
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await page.screenshot(`wizard ${theme}`);
    }
    await workbench.setTheme('Light Modern');
    await page.createButton().click();
    await page.shows('creation');
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await page.screenshot(`created ${theme}`);
    }
    await workbench.setTheme('Light Modern');

    const [name = ''] = await runsIn(project);
    const run = path.join(project, name);
    expect(await page.destination()).toBe(run);
    expect(defectsOfRecords(run, { level: 'run' })).toEqual([]);
    expect(await readFile(path.join(run, 'notes.txt'), 'utf8')).toBe('Sample H-17 by alice\n');
    expect(await readFile(path.join(run, 'README.md'), 'utf8')).toContain(RUN.label);
    expect(await filesBelow(run)).toContain('raw/readme.txt');
  });

  it('names every missing answer, says what to do, and leads to the first', async () => {
    const { workbench } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.choose('Equipment', 'CONFOCAL_01');
    await page.choose('Project', 'PROJ-0042');
    await page.choose('Template', 'plain');
    await page.type('objective', 'x');
    await page.type('objective', '');
    await page.createButton().click();
    await expect.poll(() => page.focused()).toContain('Label');
    expect(await page.problemOf('label').innerText()).not.toBe('');
    expect(await page.problemOf('objective').innerText()).not.toBe('');
    expect(await page.summary().innerText()).toMatch(/2/);
    await page.screenshot('wizard errors');
    await page.type('label', 'Named now');
    await expect.poll(() => page.problemOf('label').count()).toBe(0);
  });
});

describe('New Test Run', () => {
  it('shows that it is a test, and makes it below TestRuns', async () => {
    const { workbench, project } = lab;
    const page = await WizardPage.open(workbench, 'New Test Run');
    expect(await page.heading().innerText()).toBe('New test run');
    await page.fillRun();
    await expect
      .poll(() => page.frame.locator('.destination mark').allInnerTexts())
      .toEqual(['TestRuns/', 'TestRun_']);
    expect(await page.createButton().innerText()).toContain('Create test run');
    await page.screenshot('wizard test run');
    await page.createButton().click();
    await expect.poll(() => page.heading().innerText()).toMatch(/created/i);
    const [name = ''] = await runsIn(path.join(project, 'TestRuns'));
    expect(defectsOfRecords(path.join(project, 'TestRuns', name), { level: 'run' })).toEqual([]);
  });
});

describe('New Project', () => {
  it('makes a project', async () => {
    const { workbench, root } = lab;
    const page = await WizardPage.open(workbench, 'New Project');
    await page.choose('Equipment', 'CONFOCAL_01');
    await page.type('lims:short_id', 'PROJ-0077');
    await page.type('lims:name', 'Membrane channels');
    await page.choose('Template', 'generic-project');
    await page.fillCore();
    await page.type('question:principal_investigator', 'Dr. Ada Okafor');
    await page.screenshot('wizard project');
    await page.createButton().click();
    await expect.poll(() => page.heading().innerText()).toMatch(/created/i);
    expect(defectsOfRecords(path.join(root, 'CONFOCAL_01', 'PROJ-0077'), { level: 'project' })).toEqual([]);
  });
});

describe('a draft', () => {
  it('is there again after the window was loaded anew', async () => {
    const { workbench } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'Kept over a reload', objective: 'Nothing is lost' });
    await page.frame.getByText(/Draft saved/).waitFor();
    await workbench.reloadWindow();
    await page.shows('form');
    await expect.poll(() => page.field('label').inputValue()).toBe('Kept over a reload');
    expect(await page.field('objective').inputValue()).toBe('Nothing is lost');
    await expect.poll(() => page.destination()).toContain('PROJ-0042');
  });

  it('is none where nobody typed: the place that was filled in is there again, and nothing is offered', async () => {
    const { workbench } = lab;
    const runs = await workbench.view('ExLab', 'Runs');
    await runs.expand(await runs.rowNamed(/Confocal microscope/));
    await runs.chooseFromMenu(await runs.rowNamed(/PROJ-0042/), 'New Run Here');
    const page = new WizardPage(workbench, 'New Run');
    await page.shows('form');
    const chosen = page.frame.locator('.box.chosen .title');
    await expect.poll(() => chosen.allInnerTexts()).toEqual(['PROJ-0042', 'CONFOCAL_01']);
    await workbench.reloadWindow();
    await page.shows('form');
    await expect.poll(() => chosen.allInnerTexts()).toEqual(['PROJ-0042', 'CONFOCAL_01']);
    expect(await page.frame.getByText(/^Go on with it/).count()).toBe(0);
  });

  it('is offered after its tab was closed, and taken up where it was left', async () => {
    const { workbench } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.press(/^Go on with it: Kept over a reload/);
    await expect.poll(() => page.field('label').inputValue()).toBe('Kept over a reload');
    await page.press('Discard draft…');
    await workbench.dialog.press('Discard');
    const again = await WizardPage.open(workbench, 'New Run');
    expect(await again.frame.getByText('Kept over a reload').count()).toBe(0);
  });
});

describe('a creation that is stopped', () => {
  beforeAll(() => writeLongTemplate(lab));

  async function begin(): Promise<WizardPage> {
    const page = await WizardPage.open(lab.workbench, 'New Run');
    await page.fillRun({ label: 'To be stopped', objective: 'See what stays' }, LONG_TEMPLATE);
    await expect
      .poll(() => page.summary().innerText(), { timeout: 30_000 })
      .toContain('All answers are there');
    await page.createButton().click();
    await page.shows('creation');
    return page;
  }

  const unfinished = async (): Promise<string[]> =>
    (await readdir(lab.project)).filter((name) => !/^(Run_|TestRuns$|\.exlab-wizard$)/.test(name));

  it('leaves nothing where its files are deleted', async () => {
    const runs = await runsIn(lab.project);
    const page = await begin();
    await page.press(/delete/i);
    await expect.poll(() => page.heading().innerText(), { timeout: 30_000 }).toBe('Stopped');
    expect(await runsIn(lab.project)).toEqual(runs);
    expect(await unfinished()).toEqual([]);
    await page.screenshot('wizard stopped');
    await page.press('Back to the form');
    await page.shows('form');
    expect(await page.field('label').inputValue()).toBe('To be stopped');
  });

  it('is shown again from the Sessions view after its tab was closed', async () => {
    const { workbench } = lab;
    const page = await begin();
    await workbench.command('View: Close All Editors');
    await workbench.command('ExLab: Show Sessions');
    const sessions = await workbench.view('ExLab', 'Sessions');
    await sessions.select(await sessions.rowNamed(/^To be stopped, New run/));
    await page.shows('creation');
    await page.press(/delete/i);
    await expect.poll(() => page.heading().innerText(), { timeout: 30_000 }).toBe('Stopped');
  });

  it('keeps its files for review where that is wanted', async () => {
    const page = await begin();
    await page.press(/keep/i);
    await expect.poll(() => page.heading().innerText(), { timeout: 30_000 }).toBe('Stopped');
    expect(await unfinished()).toHaveLength(1);
  });
});
