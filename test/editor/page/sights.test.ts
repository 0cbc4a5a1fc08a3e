import { afterEach, describe, expect, it } from 'vitest';
import { asking } from '../../support/asking-template';
import { held, plugged, QUESTION } from '../../support/creations';
import { disposeWizardLabs, PLACE, WizardLab } from '../../support/wizard-lab';
import { auditFrame } from '../host/audit';
import { LIVE, liveLab, wizardsInBrowser, type WizardInBrowser } from './wizard-in-browser';

const openWizard = wizardsInBrowser();
afterEach(disposeWizardLabs);

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const QUESTIONS = asking(
  `
${LONG.toLowerCase().replace(/[^a-z]/g, '_')}: {type: str, default: "", help: "${LONG} ${LONG}"}
stain: {type: str, choices: [DAPI, GFP, "${LONG}"], default: DAPI}
channels: {type: str, multiselect: true, choices: [red, green, blue, "${LONG}"], default: [red]}
scan: {type: yaml, default: "{size: [512, 512], speed: 8}"}
token: {type: str, secret: true, default: x}
bright: {type: bool}
`,
  { [`template/${LONG}/${LONG}.txt`]: `${LONG} `.repeat(20) },
);

/** What a window shows, and how much of it one dot of a screen is. */
const SIGHTS = [
  ['a window of 1280 px at 200 %', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ['a column of 400 px', { viewport: { width: 400, height: 800 } }],
  ['a screen of 4,000 px', { viewport: { width: 4000, height: 1400 } }],
] as const;

/** Whether the whole of what has the focus is in the window, and nothing lies on it. */
async function isInSight(page: WizardInBrowser, selector: string): Promise<boolean> {
  return page.bare.page.evaluate<boolean>(`(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight &&
      (element.contains(there) || there.contains(element));
  })()`);
}

describe.each(SIGHTS)('in %s', (title, context) => {
  it('nothing is cut off, and a run can be made', async () => {
    const lab = await liveLab({ templates: { plain: QUESTIONS } });
    const page = await openWizard(lab, { known: PLACE, context });
    await page.fillCore({ label: LONG.slice(0, 60), objective: LONG });
    await page.createButton().click();
    await expect.poll(() => page.problemOf('question:bright').count()).toBe(1);
    await expect.poll(() => isInSight(page, '[data-field="question:bright"] input')).toBe(true);
    await page.screenshot(`errors in ${title.replace(' %', '')}`);
    await page.frame.locator('[data-field="question:bright"]').getByText('Yes', { exact: true }).click();
    expect(await page.sideways()).toBeLessThanOrEqual(0);
    expect(await auditFrame(page.frame)).toEqual([]);
    await page.screenshot(`form in ${title.replace(' %', '')}`);
    await page.field('objective').press('Control+Enter');
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    expect(await page.sideways()).toBeLessThanOrEqual(0);
    await page.screenshot(`created in ${title.replace(' %', '')}`);
  });
});

describe('where somebody wants less motion', () => {
  it('nothing moves, not even while a creation is at work', async () => {
    const stop = held();
    const lab = new WizardLab(
      await plugged(async (_, hooks) => {
        await stop.reached();
        await hooks.askForInput(QUESTION);
      }, LIVE),
    );
    const page = await openWizard(lab, { known: PLACE, context: { reducedMotion: 'reduce' } });
    await page.fillCore();
    await page.createButton().click();
    await stop.isReached;
    await page.frame.getByText('Running plugins').first().waitFor();
    const moving = await page.bare.page.evaluate<string[]>(`document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().duration > 0)
      .map(({ effect }) => effect.target.outerHTML)`);
    stop.release();
    expect(moving).toEqual([]);
    await page.frame.getByRole('heading', { name: 'filler needs a value' }).waitFor();
    await page.press(/delete/i);
    await expect.poll(() => page.heading().innerText()).toBe('Stopped');
  });
});

describe('a theme that comes while somebody types', () => {
  it('takes nothing from them: text, focus and the place of the caret stay', async () => {
    const lab = await liveLab();
    const page = await openWizard(lab, { known: PLACE });
    await page.field('label').pressSequentially('Membranes');
    await page.field('label').press('ArrowLeft');
    const { page: tab } = page.bare;
    const colour = (): Promise<string> => tab.evaluate<string>(`getComputedStyle(document.body).color`);
    await tab.evaluate(`document.documentElement.style.setProperty('--vscode-foreground', 'rgb(1, 2, 3)');
      document.body.className = 'vscode-high-contrast'`);
    expect(await colour()).toBe('rgb(1, 2, 3)');
    await tab.keyboard.type('-');
    expect(await page.field('label').inputValue()).toBe('Membrane-s');
  });
});
