import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { asking } from '../../support/asking-template';
import { PLAIN_RUN } from '../../support/laboratory';
import { disposeWizardLabs, PLACE, type WizardLab } from '../../support/wizard-lab';
import { liveLab, wizardsInBrowser, type WizardInBrowser } from './wizard-in-browser';

const openWizard = wizardsInBrowser();
afterEach(disposeWizardLabs);

/** Presses Create, and resolves with the folder of the run that was made. */
async function create(page: WizardInBrowser, lab: WizardLab): Promise<string> {
  await page.createButton().click();
  await page.shows('creation');
  await expect.poll(() => page.heading().innerText(), { timeout: 30_000 }).toBe('Run created');
  return lab.made[0] ?? '';
}

const notes = (text: string): { readonly 'template/notes.txt.jinja': string } => ({
  'template/notes.txt.jinja': text,
});

describe('a form of 300 questions', () => {
  const COUNT = 300;
  const names = Array.from({ length: COUNT }, (_, at) => `q${String(at).padStart(3, '0')}`);
  /** Text, number, checkbox, choice, one after the other; the last has no default. */
  const questions = names.map((name, at) => {
    if (at === COUNT - 1) return `${name}: {type: str}`;
    const kinds = [
      'type: str, default: x',
      'type: int, default: 3',
      'type: bool, default: false',
      'type: str, choices: [DAPI, GFP, RFP, YFP], default: GFP',
    ];
    return `${name}: {${kinds[at % kinds.length] ?? ''}, help: "What ${name} is for"}`;
  });

  it('shows them all, leads to the one that is missing, and makes a run of all answers', async () => {
    const template = asking(questions.join('\n'), notes(names.map((name) => `{{ ${name} }}`).join('\n')));
    const lab = await liveLab({ templates: { plain: template } });
    const page = await openWizard(lab, { known: PLACE });
    await expect.poll(() => page.frame.locator('[data-field^="question:"]').count()).toBe(COUNT);
    await page.fillCore();
    await page.type('question:q000', 'first');
    await page.createButton().click();
    await expect.poll(() => page.focused()).toContain('Q299');
    await page.type('question:q299', 'last');
    await expect.poll(async () => (await page.fileText('notes.txt')).split('\n').at(-1)).toBe('last');
    await page.screenshot('300 questions');

    const run = await create(page, lab);
    const lines = (await readFile(path.join(run, 'notes.txt'), 'utf8')).split('\n');
    expect([lines.length, lines[0], lines[1], lines[2], lines[3], lines.at(-1)]).toEqual([
      COUNT,
      'first',
      '3',
      'False',
      'GFP',
      'last',
    ]);
  });
});

describe('questions that depend on each other', () => {
  const LENSES = `
scope: {type: str, choices: [wide, confocal], default: confocal}
lens:
  type: str
  choices:
    dry: "10x"
    water: "25x"
    glycerol: "40x"
    oil: {value: "63x", validator: "{% if scope == 'wide' %}confocal only{% endif %}"}
    more oil: "100x"
    most oil: "150x"
  default: "10x"
`;

  it('say at the field when what was chosen is not to be had any more, and why', async () => {
    const lab = await liveLab({ templates: { plain: asking(LENSES, notes('{{ lens }}')) } });
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    const lens = page.field('question:lens');
    await lens.selectOption({ label: 'oil' });
    await expect.poll(() => page.fileText('notes.txt')).toBe('63x');
    const scope = page.frame.locator('[data-field="question:scope"]');
    await scope.getByText('wide', { exact: true }).click();
    await expect.poll(() => page.problemOf('question:lens').innerText()).toContain('confocal only');
    await page.createButton().click();
    await expect.poll(() => page.focused()).toContain('Lens');
    expect(lab.made).toEqual([]);
    await scope.getByText('confocal', { exact: true }).click();
    await expect.poll(() => page.problemOf('question:lens').count()).toBe(0);
    const run = await create(page, lab);
    expect(await readFile(path.join(run, 'notes.txt'), 'utf8')).toBe('63x');
  });

  it('keep what was filled in where it does not apply any more, and do not send it', async () => {
    const template = asking(
      'fixed: {type: bool, default: true}\nfixative: {type: str, default: "", when: "{{ fixed }}"}\n',
      notes('[{{ fixative }}]'),
    );
    const lab = await liveLab({ templates: { plain: template } });
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.type('question:fixative', 'PFA');
    await expect.poll(() => page.fileText('notes.txt')).toBe('[PFA]');
    const fixed = page.field('question:fixed');
    await fixed.uncheck();
    await expect.poll(() => page.frame.locator('[data-field="question:fixative"]').count()).toBe(0);
    await expect.poll(() => page.fileText('notes.txt')).toBe('[]');
    await fixed.check();
    await expect.poll(() => page.field('question:fixative').inputValue()).toBe('PFA');
    await fixed.uncheck();
    await expect.poll(() => page.frame.locator('[data-field="question:fixative"]').count()).toBe(0);

    const run = await create(page, lab);
    expect(await readFile(path.join(run, 'notes.txt'), 'utf8')).toBe('[]');
    expect(await readFile(path.join(run, '.exlab-answers.yml'), 'utf8')).not.toContain('PFA');
  });
});

describe('what changes while a wizard is open', () => {
  it('is shown around the field that somebody types in: a template that asks one question more', async () => {
    const lab = await liveLab();
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.field('objective').pressSequentially(', and more');
    const manifest = path.join(lab.lab.folder, 'templates/plain/copier.yml');
    await writeFile(manifest, `${String(PLAIN_RUN['copier.yml'])}dose: {type: int}\n`);
    await page.wizard.refresh();
    await page.frame.locator('[data-field="question:dose"]').waitFor();
    expect(await page.focused()).toContain('Objective');
    expect(await page.field('objective').inputValue()).toBe('Find the channel, and more');
    expect(await page.field('label').inputValue()).toBe('Membranes at noon');
  });

  it('is said in words: the template is gone, and what was typed stays until it is back', async () => {
    const lab = await liveLab();
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    await page.type('question:sample', 'mouse 7');
    await expect.poll(() => page.fileText('notes.txt')).toContain('mouse 7');
    const folder = path.join(lab.lab.folder, 'templates/plain');
    const manifest = await readFile(path.join(folder, 'copier.yml'));
    const source = await readFile(path.join(folder, 'template/notes.txt.jinja'));
    await rm(path.join(folder, 'copier.yml'));
    await page.wizard.refresh();
    await expect.poll(() => page.frame.locator('[data-section="template"]').innerText()).toContain("'plain'");
    await page.screenshot('template gone');
    await page.createButton().click();
    await expect.poll(() => page.summary().innerText()).not.toContain('All answers are there');
    expect(lab.made).toEqual([]);

    await writeFile(path.join(folder, 'copier.yml'), manifest);
    await writeFile(path.join(folder, 'template/notes.txt.jinja'), source);
    await page.wizard.refresh();
    await expect.poll(() => page.field('question:sample').inputValue()).toBe('mouse 7');
    const run = await create(page, lab);
    expect(await readFile(path.join(run, 'notes.txt'), 'utf8')).toContain('mouse 7');
  });

  it('is offered: a configuration with one instrument more', async () => {
    const lab = await liveLab();
    const page = await openWizard(lab, { known: PLACE });
    await page.fillCore();
    const { config } = lab.lab;
    const [confocal] = config.equipment;
    if (confocal === undefined) throw new Error('The lab has no instrument.');
    const sequencer = { ...confocal, id: 'SEQ_01', label: 'Sequencer' };
    lab.engine = lab.lab.restart({ config: { ...config, equipment: [confocal, sequencer] } });
    await page.wizard.refresh();
    await page.press('Change the equipment');
    const list = page.frame.getByRole('radiogroup', { name: 'Equipment', exact: true });
    await list.locator('.choice').filter({ hasText: 'SEQ_01' }).waitFor();
    await list.locator('.choice').filter({ hasText: 'CONFOCAL_01' }).click();
    expect(await page.field('label').inputValue()).toBe('Membranes at noon');
    await create(page, lab);
  });
});
