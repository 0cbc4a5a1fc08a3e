import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeTemplate } from '../support/laboratory';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { writePlainTemplate } from './lab-runs';
import { ALL_THEMES } from './host/workbench';
import { openLink, WizardPage } from './host/wizard-page';

const ASSAY = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_subdirectory: template
sample: {type: str, default: s1}
`,
  'template/notes.txt.jinja': 'Sample {{ sample }}\n',
};

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      await writePlainTemplate(place);
      await writeTemplate(path.join(place.templates, 'assay'), ASSAY);
    },
  });
  await lab.workbench.page.setViewportSize({ width: 1440, height: 900 });
});
afterEach(() => lab.workbench.command('View: Close All Editors'));
afterAll(() => lab.dispose());

async function runs(): Promise<string[]> {
  return (await readdir(lab.project)).filter((name) => name.startsWith('Run_')).sort();
}

async function create(page: WizardPage): Promise<void> {
  await page.createButton().click();
  await eventually(() => page.heading().innerText()).toBe('Run created');
}

describe('two wizards side by side', () => {
  it('make one run where both are told to make the same, and the other says so where it can be mended', async () => {
    const { workbench } = lab;
    const twin = { label: 'Twin', objective: 'Be the only one' };
    const opened = await WizardPage.open(workbench, 'New Run');
    await opened.fillRun(twin);
    await opened.giveRunDate('2026-01-02T03:04:05Z');
    const other = await WizardPage.open(workbench, 'New Run');
    await other.fillRun(twin);
    await other.giveRunDate('2026-01-02T03:04:05Z');
    await workbench.command('View: Move Editor into Next Group');
    const pages = [0, 1].map((which) => new WizardPage(workbench, 'New Run', which));
    for (const page of pages) {
      await eventually(() => page.destination()).toContain('Run_2026-01-02T03-04-05');
      await eventually(() => page.summary().innerText()).toContain('All answers are there');
    }
    await Promise.all(pages.map((page) => page.createButton().click()));
    await eventually(() => runs()).toEqual(['Run_2026-01-02T03-04-05']);
    const refused = pages.map((page) => page.summary().filter({ hasText: '1 error' }));
    const counts = async (): Promise<number[]> => Promise.all(refused.map((summary) => summary.count()));
    await eventually(async () => (await counts()).sort()).toEqual([0, 1]);
    const late = pages[(await counts()).indexOf(1)];
    if (late === undefined) expect.fail('None of them was late.');
    await late.createButton().click();
    await eventually(() => late.focused()).toContain('Run date');
    expect(await late.problemOf('run_date').innerText()).toContain('exists already');
    await late.screenshot('wizard overtaken');
    await late.giveRunDate('2026-01-02T03:04:06Z');
    await create(late);
    expect(await runs()).toEqual(['Run_2026-01-02T03-04-05', 'Run_2026-01-02T03-04-06']);
  });
});

describe('a theme that changes while somebody types', () => {
  it('leaves text, focus and caret where they are, and the page follows it', async () => {
    const { workbench } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.field('label').focus();
    await workbench.type('Left right');
    await workbench.press(...Array<string>(6).fill('ArrowLeft'));
    const colours = new Set<string>();
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      const mark = theme.includes('High') ? 'high-contrast' : theme.includes('Dark') ? 'dark' : 'light';
      await page.frame.locator(`body.vscode-${mark}`).waitFor();
      colours.add(
        await page.frame
          .locator('body')
          .evaluate(
            (body) =>
              (
                globalThis as unknown as { getComputedStyle(of: unknown): { backgroundColor: string } }
              ).getComputedStyle(body).backgroundColor,
          ),
      );
      expect(await page.focused(), theme).toContain('Label');
      await workbench.type('.');
    }
    await workbench.setTheme('Light Modern');
    expect(await page.field('label').inputValue()).toBe('Left.... right');
    expect(colours.size).toBeGreaterThan(2);
  });
});

describe('another one like it', () => {
  it('keeps its place and template, begins with what is its own, and is made', async () => {
    const { workbench } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'The first', objective: 'Be followed' });
    await page.type('question:sample', 'H-18');
    await page.giveRunDate('2026-02-01T10:00:00Z');
    await create(page);
    await page.press('Create another like this');
    await page.shows('form');
    expect(await page.field('label').inputValue()).toBe('');
    expect(await page.field('objective').inputValue()).toBe('');
    expect(await page.field('run_date').inputValue()).toBe('');
    expect(await page.field('question:sample').inputValue()).toBe('H-18');
    expect(await page.field('operator').inputValue()).toBe('alice');
    await page.fillCore({ label: 'The second', objective: 'Follow' });
    await page.giveRunDate('2026-02-01T11:00:00Z');
    await create(page);
    expect(await runs()).toEqual(
      expect.arrayContaining(['Run_2026-02-01T10-00-00', 'Run_2026-02-01T11-00-00']),
    );
    const readme = path.join(lab.project, 'Run_2026-02-01T11-00-00', 'README.md');
    expect(await readFile(readme, 'utf8')).toContain('The second');
  });
});

describe('a link', () => {
  it('opens a wizard in which stands what it tells, and creates nothing', async () => {
    const { workbench } = lab;
    const before = await runs();
    await openLink(
      workbench,
      'new-test-run?equipment=CONFOCAL_01&project=PROJ-0042&template=plain&label=By%20a%20link',
    );
    const page = new WizardPage(workbench, 'New Test Run');
    await page.shows('form');
    await eventually(() => page.field('label').inputValue()).toBe('By a link');
    await eventually(() => page.destination()).toContain('CONFOCAL_01/PROJ-0042/TestRuns/TestRun_');
    expect(await runs()).toEqual(before);
  });
});

describe('a configuration that changes', () => {
  it('is followed, told of where it is broken, and costs no answer', async () => {
    const { workbench, configFile } = lab;
    const usual = await readFile(configFile, 'utf8');
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'Through it all', objective: 'Stay' });
    await page.field('label').focus();
    await writeFile(
      configFile,
      usual.replace('BALANCE_02,', 'SEM_03, label: Electron microscope}, {id: BALANCE_02,'),
    );
    await page.press('Change the equipment');
    await page.frame.getByRole('radio', { name: /SEM_03/ }).waitFor();
    await writeFile(configFile, 'paths: {local_root: [\n');
    const trouble = page.frame.getByRole('alert').filter({ hasText: configFile });
    await trouble.waitFor();
    await page.type('label', 'Through all of it');
    await page.createButton().click();
    await page.screenshot('wizard with a broken configuration');
    expect(await page.frame.getByText('The engine is stopping').count()).toBe(0);
    expect(await page.field('question:sample').isVisible()).toBe(true);
    await writeFile(configFile, usual);
    await trouble.waitFor({ state: 'detached' });
    expect(await page.field('label').inputValue()).toBe('Through all of it');
    expect(await page.field('objective').inputValue()).toBe('Stay');
    await eventually(() => page.destination()).toContain('PROJ-0042');
    await create(page);
  });
});

describe('a template that is edited on disk', () => {
  it('is followed by form and preview without a key being pressed, and costs no answer', async () => {
    const { workbench } = lab;
    const template = path.join(lab.templates, 'assay');
    const manifest = ASSAY['copier.yml'];
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'Follow', objective: 'See' }, 'assay');
    await page.type('question:sample', 'H-19');
    await eventually(() => page.fileText('notes.txt')).toBe('Sample H-19\n');

    await writeFile(path.join(template, 'copier.yml'), `${manifest}colour: {type: str, default: red}\n`);
    await page.field('question:colour').waitFor();
    await writeFile(path.join(template, 'template/notes.txt.jinja'), 'Now {{ sample }}, {{ colour }}\n');
    await eventually(() => page.fileText('notes.txt')).toBe('Now H-19, red\n');

    await rm(template, { recursive: true });
    const problem = page.frame.locator('#section-template .message');
    await problem.waitFor();
    expect(await problem.innerText()).toContain("There is no template 'assay'");
    expect(await page.field('label').inputValue()).toBe('Follow');
    await page.screenshot('wizard without its template');
    await writeTemplate(template, ASSAY);
    await problem.waitFor({ state: 'detached' });
    await eventually(() => page.field('question:sample').inputValue()).toBe('H-19');
    expect(await page.field('label').inputValue()).toBe('Follow');
    await create(page);
  });
});

describe('little room', () => {
  /** Fills in the form, and creates, without ever having to scroll to the side. */
  async function fillAndCreate(page: WizardPage, name: string): Promise<void> {
    await page.fillRun({ label: 'In little room', objective: 'Fit' });
    await page.field('label').focus();
    expect(await page.sideways()).toBeLessThanOrEqual(0);
    await page.screenshot(`wizard ${name}`);
    await create(page);
    expect(await page.sideways()).toBeLessThanOrEqual(0);
    await page.screenshot(`wizard ${name}, created`);
  }

  it('is enough at a zoom of 200 % on a small screen', async () => {
    const { workbench } = lab;
    await workbench.page.setViewportSize({ width: 720, height: 450 });
    await fillAndCreate(await WizardPage.open(workbench, 'New Run'), 'at 200 %');
  });

  it('is enough in a narrow column beside another editor', async () => {
    const { workbench } = lab;
    await workbench.page.setViewportSize({ width: 1140, height: 800 });
    await workbench.command('View: Split Editor Right');
    await fillAndCreate(await WizardPage.open(workbench, 'New Run'), 'in a column');
  });
});
