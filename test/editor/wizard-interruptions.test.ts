import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defectsOfRecords } from '../support/independent-check';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { LONG_TEMPLATE, PLAIN_TEMPLATE, writeLongTemplate, writePlainTemplate } from './lab-runs';
import { WizardPage } from './host/wizard-page';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: (place) => Promise.all([writePlainTemplate(place), writeLongTemplate(place, 8_000)]),
  });
  await lab.workbench.page.setViewportSize({ width: 1440, height: 900 });
});
afterEach(() => lab.workbench.command('View: Close All Editors'));
afterAll(() => lab.dispose());

/** The runs of the project that bear their names, each of them whole. */
async function runs(): Promise<string[]> {
  const names = (await readdir(lab.project)).filter((name) => name.startsWith('Run_'));
  for (const name of names)
    expect(defectsOfRecords(path.join(lab.project, name), { level: 'run' }), name).toEqual([]);
  return names;
}

async function create(page: WizardPage): Promise<void> {
  await page.createButton().click();
  await expect.poll(() => page.heading().innerText(), { timeout: 60_000 }).toBe('Run created');
}

describe('a window that is loaded again while a run is made', () => {
  it('tells what became of it, and makes it again from the same answers', async () => {
    const { workbench } = lab;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'Interrupted', objective: 'See what stays' }, LONG_TEMPLATE);
    await expect
      .poll(() => page.summary().innerText(), { timeout: 30_000 })
      .toContain('All answers are there');
    await page.createButton().click();
    await page.shows('creation');
    await workbench.reloadWindow();

    await page.shows('form');
    const told = async (): Promise<string> => (await workbench.notifications.texts()).join();
    await expect.poll(told, { timeout: 30_000 }).toMatch(/was cut off|is in the Runs view/);
    await page.screenshot('wizard interrupted');
    if ((await runs()).length > 0) {
      // The disk was faster than the end of the old process: what is made is not offered once more.
      expect(await told()).toContain('It was made before the window was loaded again');
      expect(await page.field('label').inputValue()).toBe('');
    } else {
      await (await workbench.view('ExLab', 'Sessions')).rowNamed(/Interrupted/);
      await eventually(() => page.field('label').inputValue()).toBe('Interrupted');
      expect(await page.field('objective').inputValue()).toBe('See what stays');
      await eventually(() => page.summary().innerText()).toContain('All answers are there');
      await page.choose('Template', PLAIN_TEMPLATE);
      await create(page);
    }
    expect(await runs()).toHaveLength(1);
  });
});

describe('an extension host that dies and is started again', () => {
  /** What is kept of the only wizard: its draft, or who has it open. */
  async function kept(what: '.json' | '.claim'): Promise<{ objective?: string; pid?: number }> {
    const drafts = path.join(lab.stateFolder, 'drafts');
    const [name] = (await readdir(drafts)).filter((each) => each.endsWith(what));
    if (name === undefined) return {};
    return JSON.parse(await readFile(path.join(drafts, name), 'utf8')) as {
      objective?: string;
      pid?: number;
    };
  }

  it('goes on with the wizard that was open', async () => {
    const { workbench } = lab;
    const before = (await runs()).length;
    const page = await WizardPage.open(workbench, 'New Run');
    await page.fillRun({ label: 'Before', objective: 'Go on' });
    await eventually(async () => (await kept('.json')).objective).toBe('Go on');
    const { pid } = await kept('.claim');
    if (pid === undefined) expect.fail('Nobody has the draft.');
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await kept('.claim')).pid, { timeout: 60_000 }).not.toBe(pid);
    await eventually(() => page.field('objective').inputValue()).toBe('Go on');
    expect(await page.field('label').inputValue()).toBe('Before');
    expect(await workbench.editors()).toHaveLength(1);
    await page.type('label', 'After');
    await page.screenshot('wizard of another host');
    await create(page);
    expect(await runs()).toHaveLength(before + 1);
    expect(await readFile(path.join(await page.destination(), 'README.md'), 'utf8')).toContain('After');
  });
});

describe('two windows', () => {
  const offered = (page: WizardPage): Promise<string[]> =>
    page.frame.getByRole('group', { name: 'An earlier draft' }).locator('p').allInnerTexts();

  it('have a draft open one at a time, and say so', async () => {
    const { workbench } = lab;
    const first = await WizardPage.open(workbench, 'New Run');
    await first.type('label', 'Closed before');
    await workbench.closeEditor('New Run');
    await WizardPage.open(workbench, 'New Run');
    await first.type('label', 'Open in the first');
    await first.frame.getByText(/Draft saved/).waitFor();

    const window = await lab.openWindow();
    try {
      const second = await WizardPage.open(window, 'New Run');
      await eventually(() => offered(second)).toEqual([expect.stringContaining('Closed before')]);
      await second.press(/^Go on with it: Closed before/);
      await eventually(() => second.field('label').inputValue()).toBe('Closed before');

      // The first was offered the same before the other window took it up.
      expect(await offered(first)).toEqual([expect.stringContaining('Closed before')]);
      await first.press(/^Go on with it: Closed before/);
      await first.frame.getByRole('alert').filter({ hasText: 'This draft is open elsewhere' }).waitFor();
      expect(await first.field('label').inputValue()).toBe('Open in the first');
      await first.screenshot('wizard draft elsewhere');

      await workbench.closeEditor('New Run');
      await window.closeEditor('New Run');
      await WizardPage.open(window, 'New Run');
      await eventually(async () => (await offered(second)).join()).toContain('Open in the first');
      await second.press(/^Go on with it: Open in the first/);
      await eventually(() => second.field('label').inputValue()).toBe('Open in the first');
    } finally {
      await window.close();
    }
  });
});
