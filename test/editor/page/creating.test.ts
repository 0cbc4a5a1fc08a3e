import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { asking } from '../../support/asking-template';
import { held, plugged, QUESTION } from '../../support/creations';
import { listTree } from '../../support/laboratory';
import { disposeWizardLabs, PLACE, WizardLab } from '../../support/wizard-lab';
import { LIVE, liveLab, wizardsInBrowser } from './wizard-in-browser';

const openWizard = wizardsInBrowser();
afterEach(disposeWizardLabs);

const runsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith('Run_'));

describe('what the page shows before a run is made', () => {
  it('is what is on disk then: every file, every folder, every text to the byte', async () => {
    const template = asking('sample: {type: str, default: s1}\n', {
      'template/{{ sample }}/table.csv.jinja': 'sample;by\r\n{{ sample }};{{ operator }}\r\n',
      'template/{{ sample }}/deep/ünicode ☃.txt.jinja': '{{ label }}\n\n  indented\t{{ objective }}',
      'template/empty.txt': '',
      'template/verbatim.txt': 'no {{ rendering }} here\n',
    });
    // Its time stands still: the records of both moments are the same.
    const lab = await WizardLab.make({ templates: { plain: template } });
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore({ label: 'Wärme', objective: 'Find <b>the</b> & channel' });
    await page.type('question:sample', 'H-17');
    await expect.poll(() => page.files()).toContain('H-17');
    await expect.poll(() => page.summary().innerText()).toContain('All answers are there');
    const shown = new Map<string, string>();
    const [, ...names] = await page.files();
    for (const name of names.filter((each) => /^(?!empty).*\.(csv|txt|md|json|yml)$/.test(each)))
      shown.set(name, await page.fileText(name));
    const destination = await page.destination();
    await page.createButton().click();
    await expect.poll(() => page.heading().innerText()).toBe('Run created');

    expect(lab.made).toEqual([destination]);
    const onDisk = await listTree(destination);
    const last = (name: string): string => path.posix.basename(name);
    expect([...names].sort()).toEqual(
      onDisk
        .filter((name) => !name.endsWith('.log'))
        .map(last)
        .sort(),
    );
    expect(shown.size).toBe(8);
    for (const [name, text] of shown) {
      const file = onDisk.find((each) => last(each) === name) ?? '';
      // The page shows lines; what ends them is compared where the host's files are.
      expect((await readFile(path.join(destination, file), 'utf8')).replaceAll('\r\n', '\n')).toBe(text);
    }
  });
});

describe('two wizards that would make the same folder', () => {
  it('make it once; the other says so at its field, and makes one beside it', async () => {
    const lab = await liveLab();
    const first = await openWizard(lab, { known: PLACE });
    const second = await openWizard(lab, { known: PLACE });
    for (const page of [first, second]) {
      await page.fillCore();
      await page.unfold('run_date');
      await page.type('run_date', '2026-11-20T09:00:00Z');
      await expect.poll(() => page.summary().innerText()).toContain('All answers are there');
    }
    await first.createButton().click();
    await expect.poll(() => first.heading().innerText()).toBe('Run created');
    await second.createButton().click();
    await expect.poll(() => second.problemOf('run_date').count()).toBe(1);
    await second.screenshot('taken');
    expect(await runsIn(lab.lab.project)).toHaveLength(1);
    await second.type('run_date', '2026-11-20T09:00:01Z');
    await expect.poll(() => second.problemOf('run_date').count()).toBe(0);
    await second.createButton().click();
    await expect.poll(() => second.heading().innerText()).toBe('Run created');
    expect(await runsIn(lab.lab.project)).toHaveLength(2);
  });
});

describe('a plugin that asks', () => {
  it('is answered in place, three times, and told what is missing before', async () => {
    const lots: unknown[] = [];
    const lab = new WizardLab(
      await plugged(async (_, hooks) => {
        for (let time = 0; time < 3; time += 1) lots.push((await hooks.askForInput(QUESTION)).lot);
      }, LIVE),
    );
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.createButton().click();
    await page.frame.getByRole('heading', { name: 'filler needs a value' }).waitFor();
    await page.screenshot('plugin asks');
    await page.press('Go on');
    await expect.poll(() => page.problemOf('lot').count()).toBe(1);
    await expect.poll(() => page.focused()).toContain('Lot');
    for (const [at, lot] of ['A-1', 'B-2', 'C-3'].entries()) {
      await page.field('lot').fill(lot);
      await page.field('lot').press('Enter');
      if (at < 2) await expect.poll(() => page.field('lot').inputValue()).toBe('');
    }
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    expect(lots).toEqual(['A-1', 'B-2', 'C-3']);
  });

  it('can be left: the run is given up, and the answers are still there', async () => {
    const lab = new WizardLab(await plugged((_, hooks) => hooks.askForInput(QUESTION), LIVE));
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.createButton().click();
    await page.frame.getByRole('heading', { name: 'filler needs a value' }).waitFor();
    await page.press(/delete/i);
    await expect.poll(() => page.heading().innerText()).toBe('Stopped');
    expect(await runsIn(lab.lab.project)).toEqual([]);
    await page.press('Back to the form');
    expect(await page.field('label').inputValue()).toBe('Membranes at noon');
  });
});

describe('creating', () => {
  it('shows how far it is while a plugin works, without a way to begin it twice', async () => {
    const stop = held();
    onTestFinished(() => {
      stop.release();
    });
    const lab = new WizardLab(
      await plugged(async (_, hooks) => {
        hooks.progress(2, 5, 'filler', 'plate 96 of 384.txt');
        hooks.warn('The sheet is old.');
        await stop.reached();
      }, LIVE),
    );
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.createButton().dblclick();
    await stop.isReached;
    await page.frame.getByText('filler, plate 96 of 384.txt, 2 of 5').first().waitFor();
    const meter = page.frame.locator('.phase.current .meter');
    expect(await meter.getAttribute('viewBox')).toBe('0 0 5 4');
    expect(await meter.locator('rect').getAttribute('width')).toBe('2');
    await page.frame.getByText('The sheet is old.').waitFor();
    stop.release();
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    expect(await runsIn(lab.lab.project)).toHaveLength(1);
  });

  it('is begun from the keyboard, and again for another of the same kind', async () => {
    const lab = await liveLab();
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.field('objective').press('Control+Enter');
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    await page.press('Create another');
    await page.shows('form');
    expect(await page.field('label').inputValue()).toBe('');
    await page.fillCore({ label: 'The second', objective: 'See it again' });
    await page.unfold('run_date');
    await page.type('run_date', '2026-11-21T09:00:00Z');
    await page.field('objective').press('Control+Enter');
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    expect(await runsIn(lab.lab.project)).toHaveLength(2);
  });
});
