import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { asking } from '../../support/asking-template';
import { held } from '../../support/creations';
import { disposeWizardLabs, PLACE, type WizardLab } from '../../support/wizard-lab';
import { liveLab, wizardsInBrowser, type WizardInBrowser } from './wizard-in-browser';

const openWizard = wizardsInBrowser();
afterEach(disposeWizardLabs);

const SAMPLE = asking('sample: {type: str, default: s1}\nnote: {type: str, default: "", multiline: true}\n', {
  'template/notes.txt.jinja': '{{ sample }}',
  'template/note.txt.jinja': '{{ note }}',
});

async function openSample(): Promise<{ lab: WizardLab; page: WizardInBrowser }> {
  const lab = await liveLab({ templates: { plain: SAMPLE } });
  return { lab, page: await openWizard(lab, { known: PLACE }) };
}

/** Pastes a text as the keyboard would. */
async function paste(page: WizardInBrowser, id: string, text: string): Promise<void> {
  const { page: tab } = page.bare;
  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tab.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.field(id).focus();
  await page.field(id).press('Control+V');
}

/** An object with other methods in place of some of its own. */
function changed<Whole extends object>(whole: Whole, other: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get: (target, name) => (name in other ? Reflect.get(other, name) : Reflect.get(target, name)) as unknown,
  });
}

describe('typing', () => {
  it('never waits for a preview that takes long', async () => {
    const { lab, page } = await openSample();
    await expect.poll(() => page.fileText('notes.txt')).toBe('s1');
    const slow = held();
    const { controller } = lab.engine;
    const preview: typeof controller.preview = async (...given) => {
      await slow.reached();
      return controller.preview(...given);
    };
    lab.engine = changed(lab.engine, { controller: changed(controller, { preview }) });
    await page.field('question:sample').fill('');
    await page.field('question:sample').pressSequentially('mouse 7');
    await slow.isReached;
    expect(await page.field('question:sample').inputValue()).toBe('mouse 7');
    await page.field('label').fill('Typed meanwhile');
    expect(await page.field('label').inputValue()).toBe('Typed meanwhile');
    slow.release();
    await expect.poll(() => page.fileText('notes.txt')).toBe('mouse 7');
    expect(await page.field('label').inputValue()).toBe('Typed meanwhile');
  });

  it('takes a text of 100 kB, and gives it to the file whole', async () => {
    const { lab, page } = await openSample();
    await page.fillCore();
    const line = 'Zelle 7: ähnlich wie zuvor, 0.35 µm\n';
    const long = line.repeat(Math.ceil(100_000 / line.length));
    await paste(page, 'question:note', long);
    expect(await page.field('question:note').inputValue()).toBe(long);
    await page.field('label').pressSequentially('!');
    await expect.poll(() => page.summary().innerText()).toContain('All answers are there');
    await page.createButton().click();
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    const run = lab.made[0] ?? '';
    expect(await readFile(path.join(run, 'note.txt'), 'utf8')).toBe(long);
  });

  it('makes one line of 50 that are pasted into a field of one, says so, and can be undone', async () => {
    const { page } = await openSample();
    const lines = Array.from({ length: 50 }, (_, at) => `row ${at}`);
    await page.field('question:sample').fill('');
    await paste(page, 'question:sample', `${lines.join('\r\n')}\r\n`);
    expect(await page.field('question:sample').inputValue()).toBe(lines.join(' '));
    await page.frame.getByText('Line breaks became spaces: this field has one line.').waitFor();
    await expect.poll(() => page.fileText('notes.txt')).toBe(lines.join(' '));
    await page.field('question:sample').press('Control+Z');
    expect(await page.field('question:sample').inputValue()).toBe('');
  });

  it('takes words that are written from right to left, and emoji, as they are', async () => {
    const { lab, page } = await openSample();
    const hebrew = 'דגימה 7 של שמש';
    const family = '👩‍🔬🧫 née';
    await page.fillCore({ label: 'تجربة 1', objective: family });
    await page.field('question:sample').fill('');
    await page.field('question:sample').pressSequentially(hebrew);
    expect(await page.frame.locator('[data-field="question:sample"] input:dir(rtl)').count()).toBe(1);
    await expect.poll(() => page.fileText('notes.txt')).toBe(hebrew);
    await page.screenshot('right to left');
    await page.createButton().click();
    await expect.poll(() => page.heading().innerText()).toBe('Run created');
    const run = lab.made[0] ?? '';
    expect(await readFile(path.join(run, 'notes.txt'), 'utf8')).toBe(hebrew);
    const readme = await readFile(path.join(run, 'README.md'), 'utf8');
    expect(readme).toContain('تجربة 1');
    expect(readme).toContain(family);
  });

  it('leaves a word alone that is being composed, whatever the host says meanwhile', async () => {
    const { page } = await openSample();
    await page.field('question:sample').fill('');
    await page.field('question:sample').focus();
    const keyboard = await page.bare.page.context().newCDPSession(page.bare.page);
    const compose = (text: string): Promise<unknown> =>
      keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose('さ');
    await compose('さい');
    await page.wizard.refresh();
    await compose('さいぼう');
    expect(await page.field('question:sample').inputValue()).toBe('さいぼう');
    const answers = page.told.flatMap((message) =>
      message.type === 'state' ? message.state.form.questions.map(({ value }) => value) : [],
    );
    expect(answers.filter((value) => String(value).includes('さ'))).toEqual([]);
    await keyboard.send('Input.insertText', { text: '細胞' });
    await expect.poll(() => page.fileText('notes.txt')).toContain('細胞');
  });
});
