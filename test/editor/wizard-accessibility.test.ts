import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { auditFrame } from './host/audit';
import { ALL_THEMES } from './host/workbench';
import { writePlainTemplate } from './lab-runs';
import { WizardPage } from './host/wizard-page';

let lab: EditorLab;
let page: WizardPage;

beforeAll(async () => {
  lab = await openEditorLab({ prepare: writePlainTemplate });
  await lab.workbench.page.setViewportSize({ width: 1440, height: 900 });
  page = await WizardPage.open(lab.workbench, 'New Run');
});
afterAll(() => lab.dispose());

/** What axe finds in the page, theme by theme. */
async function findings(): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ALL_THEMES) {
    await lab.workbench.setTheme(theme);
    for (const finding of await auditFrame(page.frame)) found.push(`${theme}: ${finding}`);
  }
  await lab.workbench.setTheme('Light Modern');
  return found;
}

describe('the page of the wizard', () => {
  it('has nothing that axe objects to before anything is answered', async () => {
    expect(await findings()).toEqual([]);
  });

  it('has nothing that axe objects to with errors at its fields', async () => {
    await page.choose('Equipment', 'CONFOCAL_01');
    await page.choose('Project', 'PROJ-0042');
    await page.choose('Template', 'confocal-microscopy');
    await page.createButton().click();
    await expect.poll(() => page.frame.locator('.message').count()).toBeGreaterThan(1);
    expect(await findings()).toEqual([]);
  });

  it('is filled in and creates by keyboard alone', async () => {
    const { workbench } = lab;
    const keys = workbench.page.keyboard;
    await workbench.closeEditor('New Run');
    page = await WizardPage.open(workbench, 'New Run');
    await page.frame
      .getByRole('radiogroup', { name: 'Equipment', exact: true })
      .getByRole('radio')
      .first()
      .focus();
    await keys.press('Space');
    await expect
      .poll(() => page.frame.getByRole('radiogroup', { name: 'Project', exact: true }).count())
      .toBe(1);
    await page.frame
      .getByRole('radiogroup', { name: 'Project', exact: true })
      .getByRole('radio')
      .first()
      .focus();
    await keys.press('Space');
    await page.frame.getByRole('radio', { name: /plain/ }).focus();
    await keys.press('Space');
    await keys.press('F8');
    await expect.poll(() => page.focused()).toContain('Label');
    await keys.type('By keyboard');
    await keys.press('F8');
    await expect.poll(() => page.focused()).toContain('Objective');
    await keys.type('No mouse was here');
    await keys.press('Control+Enter');
    await page.shows('creation');
    await expect.poll(() => page.heading().innerText()).toMatch(/created/i);
    expect(await findings()).toEqual([]);
  });

  it('is whole in a narrow window, and at a zoom of 200 %', async () => {
    const { workbench } = lab;
    await workbench.closeEditor('New Run');
    page = await WizardPage.open(workbench, 'New Run');
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    for (const width of [450, 720, 1100, 4000]) {
      await workbench.page.setViewportSize({ width, height: 700 });
      await page.createButton().waitFor();
      await expect.poll(() => page.sideways()).toBeLessThanOrEqual(0);
      await page.screenshot(`wizard ${width}`);
    }
  });
});
