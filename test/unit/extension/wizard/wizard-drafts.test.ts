import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DraftStore } from '../../../../extension/wizard/draft-store';
import { PLAIN_RUN, TEST_HOST } from '../../../support/laboratory';
import { disposeWizardLabs, PLACE, WizardLab } from '../../../support/wizard-lab';

afterEach(disposeWizardLabs);

const SECRET_RUN = {
  ...PLAIN_RUN,
  'copier.yml': `${String(PLAIN_RUN['copier.yml'])}token: {type: str, secret: true, default: ""}\n`,
};

const OTHER_WINDOW = {
  ...TEST_HOST,
  self: () => Promise.resolve({ host: 'lab-pc', pid: 4712, started: 'boot:1' }),
};

async function draftFiles(lab: WizardLab): Promise<string[]> {
  const names = await readdir(lab.draftFolder).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.json'));
}

async function onlyDraft(lab: WizardLab): Promise<string> {
  const [name] = await draftFiles(lab);
  return readFile(path.join(lab.draftFolder, name ?? ''), 'utf8');
}

describe('a draft', () => {
  it('is kept only where somebody typed something', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    lab.lab.clock.advance(10_000);
    await page.wizard.dispose();
    expect(await draftFiles(lab)).toEqual([]);
  });

  it('is written soon after the last edit, and once for all of them', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.give('label', 'F');
    lab.lab.clock.advance(299);
    await page.give('label', 'Fi');
    lab.lab.clock.advance(299);
    expect(await draftFiles(lab)).toEqual([]);
    await page.saved();
    expect(JSON.parse(await onlyDraft(lab))).toMatchObject({ label: 'Fi', equipment: 'CONFOCAL_01' });
  });

  it('holds no secret, and no answer of which nobody can say whether it is one', async () => {
    const lab = await WizardLab.make({ templates: { plain: SECRET_RUN } });
    const page = await lab.open({ known: PLACE });
    await page.answer('token', 'hunter2');
    await page.answer('sample', 'mouse 7');
    await page.saved();
    expect(await onlyDraft(lab)).toContain('mouse 7');
    expect(await onlyDraft(lab)).not.toContain('hunter2');

    await rm(path.join(lab.lab.folder, 'templates/plain'), { recursive: true });
    const unsure = await lab.open({ known: { ...PLACE, answers: { token: 'hunter3' } } });
    await unsure.give('label', 'Unsure');
    await unsure.wizard.dispose();
    for (const name of await draftFiles(lab)) {
      expect(await readFile(path.join(lab.draftFolder, name), 'utf8')).not.toContain('hunter');
    }
  });

  it('survives the end of its tab, and is offered to the next wizard of its kind', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill('Membrane potential');
    await page.answer('sample', 'mouse 7');
    await page.wizard.dispose();

    const other = await lab.open({ mode: 'test' });
    expect(other.state.kept).toEqual([]);
    const next = await lab.open();
    expect(next.state.kept).toMatchObject([{ title: 'Membrane potential' }]);

    await next.wizard.receive({ type: 'resume-draft', id: next.state.kept[0]?.id ?? '' });
    await next.wizard.settled();
    expect(next.field('label').value).toBe('Membrane potential');
    expect(next.field('question:sample').value).toBe('mouse 7');
    expect(next.state.form.template.value).toBe('plain');
    expect(next.state.kept).toEqual([]);
    const hello = next.messages.findLast((message) => message.type === 'hello');
    expect(hello?.draft).toBe(`experimental/${page.wizard.draftKey.draft}`);
  });

  it('is there again after the window was loaded anew', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.wizard.dispose();

    const again = await lab.open({ draft: page.wizard.draftKey.draft });
    await again.wizard.restore();
    await again.wizard.settled();
    expect(again.field('label').value).toBe('First run');
    expect(again.wizard.draftKey).toEqual(page.wizard.draftKey);
  });

  it('is none where nobody typed, and the place that was filled in is there again all the same', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: { ...PLACE, label: 'Noon', answers: { sample: 'mouse 7' } } });
    const { draft } = page.wizard.draftKey;
    await page.wizard.dispose();

    const again = await lab.open({ draft, begun: page.begun });
    await lab.passing(again.wizard.restore());
    await again.wizard.settled();
    const { equipment, project, template } = again.state.form;
    expect([equipment.value, project?.value, template.value]).toEqual(['CONFOCAL_01', 'PROJ-0042', 'plain']);
    expect(again.field('label').value).toBe('Noon');
    expect(again.field('question:sample').value).toBe('mouse 7');

    await again.wizard.dispose();
    expect(await draftFiles(lab)).toEqual([]);
    expect((await lab.open()).state.kept).toEqual([]);
  });

  it('wins over what stood in the form before anybody typed', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    const { begun } = page;
    await page.give('label', 'Typed');
    await page.give('project', null);
    await page.wizard.dispose();
    expect(page.begun).toBe(begun);

    const again = await lab.open({ draft: page.wizard.draftKey.draft, begun });
    await again.wizard.restore();
    await again.wizard.settled();
    expect(again.field('label').value).toBe('Typed');
    expect(again.state.form.project?.value).toBeNull();
  });

  it('keeps no secret with the page, and nothing of another kind of wizard', async () => {
    const lab = await WizardLab.make({ templates: { plain: SECRET_RUN } });
    const page = await lab.open({ known: { ...PLACE, answers: { token: 'hunter2' } } });
    expect(page.begun).toContain('CONFOCAL_01');
    expect(
      page.messages.some((message) => message.type === 'hello' && message.begun.includes('hunter')),
    ).toBe(false);
    const other = await lab.open({ mode: 'test', begun: page.begun });
    expect(other.state.form.template.value).toBeNull();
  });

  it('is open in one window only; the claim of a window that is gone counts for nothing', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.saved();
    const { draft } = page.wizard.draftKey;

    const other = lab.drafts(OTHER_WINDOW);
    expect(await other.list()).toEqual([]);
    expect(await other.claim(draft)).toBe(false);
    const stranger = await lab.open({ draft, ports: { drafts: other } });
    const restored = stranger.wizard.restore();
    await lab.passing(restored);
    expect(stranger.wizard.draftKey.draft).not.toBe(draft);

    const later = lab.drafts({ ...OTHER_WINDOW, stateOf: () => Promise.resolve('dead') });
    expect((await later.list()).map(({ id }) => id)).toEqual([draft]);
    expect(await later.claim(draft)).toBe(true);
  });

  it('that another window took up first is not to be had, which is said', async () => {
    const lab = await WizardLab.make();
    const closed = await lab.open({ known: PLACE });
    await closed.fill();
    await closed.wizard.dispose();
    const { draft } = closed.wizard.draftKey;
    const page = await lab.open();
    expect(page.state.kept).toHaveLength(1);
    expect(await lab.drafts(OTHER_WINDOW).claim(draft)).toBe(true);
    await page.wizard.receive({ type: 'resume-draft', id: draft });
    expect(page.state.trouble).toContain('open elsewhere');
    expect(page.state.kept).toEqual([]);
  });

  it('is waited for while the window before the reload is about to end', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.saved();
    const { draft } = page.wizard.draftKey;
    let state: 'alive' | 'dead' = 'alive';
    const next = lab.drafts({ ...OTHER_WINDOW, stateOf: () => Promise.resolve(state) });
    const again = await lab.open({ draft, ports: { drafts: next } });
    const restored = again.wizard.restore();
    await new Promise(setImmediate);
    state = 'dead';
    await lab.passing(restored);
    expect(again.wizard.draftKey.draft).toBe(draft);
    expect(again.field('label').value).toBe('First run');
  });

  it('is known to have been open when its window went, or was killed, and not when its tab was closed', async () => {
    const lab = await WizardLab.make();
    const closed = await lab.open({ known: PLACE });
    await closed.fill('Closed');
    await closed.wizard.dispose();
    const left = await lab.open({ known: PLACE });
    await left.fill('Left open');
    await left.wizard.dispose('open');
    const killed = await lab.open({ known: PLACE });
    await killed.fill('Killed');
    await killed.saved();

    const alive = lab.drafts(OTHER_WINDOW);
    const labels = async (store: DraftStore): Promise<unknown[]> =>
      (await store.abandoned()).map(({ draft }) => draft.label).sort();
    expect(await labels(alive)).toEqual(['Left open']);
    const later = lab.drafts({ ...OTHER_WINDOW, stateOf: () => Promise.resolve('dead') });
    expect(await labels(later)).toEqual(['Killed', 'Left open']);
    expect(await later.claim(left.wizard.draftKey.draft)).toBe(true);
    expect(await labels(later)).toEqual(['Killed']);
  });

  it('is nobody else’s while its run is made, and gone when it is made', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.saved();
    const { draft } = page.wizard.draftKey;
    await page.create();
    const closing = page.wizard.dispose('open');
    const next = lab.drafts(OTHER_WINDOW);
    const again = await lab.open({ draft, ports: { drafts: next } });
    const restored = again.wizard.restore();
    await lab.passing(Promise.all([closing, restored]));
    expect(await restored).toBe('gone');
    expect(lab.made).toHaveLength(1);
    expect(again.field('label').value).toBe('');
  });

  it('goes when its run is made, and when somebody discards it', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.saved();
    await page.create();
    await page.created();
    await page.act('create-another');
    expect(await draftFiles(lab)).toEqual([]);

    await page.give('label', 'Second');
    await page.until(({ saved }) => saved === '');
    await page.saved();
    expect(await draftFiles(lab)).toHaveLength(1);
    await page.act('discard-draft');
    await page.wizard.settled();
    expect(await draftFiles(lab)).toEqual([]);
    expect(page.field('label').value).toBe('');
    expect(page.state.form.template.value).toBeNull();
  });

  it('that cannot be read is kept aside and told; one that is too old is removed', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.wizard.dispose();
    const broken = '11111111-1111-4111-8111-111111111111';
    await mkdir(lab.draftFolder, { recursive: true });
    await writeFile(path.join(lab.draftFolder, `${broken}.json`), '{"version": 1}');
    const later = '22222222-2222-4222-8222-222222222222.json';
    await writeFile(path.join(lab.draftFolder, later), '{"version": 7}');
    await mkdir(path.join(lab.draftFolder, '33333333-3333-4333-8333-333333333333.json'));

    expect(await lab.drafts().list()).toHaveLength(1);
    // Another version of the extension has written it, and will look for it.
    expect(await readdir(lab.draftFolder)).toContain(later);
    expect(await readdir(lab.draftFolder)).toContain(`${broken}.json.unreadable`);
    expect(lab.warnings.join()).toContain('cannot be read');

    lab.lab.clock.advance(31 * 24 * 60 * 60 * 1000);
    expect(await lab.drafts().list()).toEqual([]);
    expect(await draftFiles(lab)).not.toContain(`${page.wizard.draftKey.draft}.json`);
  });

  it('does not keep anybody from typing where the disk cannot be written', async () => {
    const lab = await WizardLab.make();
    const file = path.join(lab.lab.folder, 'no-folder');
    await writeFile(file, '');
    const { clock } = lab.lab;
    const warnings: string[] = [];
    const warn = (message: string): unknown => warnings.push(message);
    const drafts = new DraftStore(path.join(file, 'drafts'), { clock, host: TEST_HOST, warn });
    const page = await lab.open({ known: PLACE, ports: { drafts, warn } });
    await page.fill();
    clock.advance(300);
    await page.wizard.dispose();
    expect(page.field('label').value).toBe('First run');
    expect(page.state.saved).toBe('');
    expect(warnings.join()).toContain('cannot be kept');
  });
});
