import { readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { asking } from '../../../support/asking-template';
import { held, plugged, QUESTION } from '../../../support/creations';
import { TEST_HOST } from '../../../support/laboratory';
import { disposeWizardLabs, PLACE, WizardLab, type PageDouble } from '../../../support/wizard-lab';

afterEach(disposeWizardLabs);

/** The instrument is preset, since there is only one. */
const PRESET = { project: 'PROJ-0042', template: 'plain' };
const SECRET = asking('token: {type: str, secret: true, default: x}\n');
const OPEN = asking('token: {type: str}\n');

async function answersOnDisk(lab: WizardLab): Promise<string> {
  return readFile(path.join(lab.made[0] ?? '', '.exlab-answers.yml'), 'utf8');
}

/** What is in the drafts of a lab, as text. */
async function keptText(lab: WizardLab): Promise<string> {
  const files = (await readdir(lab.draftFolder)).filter((name) => name.endsWith('.json'));
  return (await Promise.all(files.map((name) => readFile(path.join(lab.draftFolder, name), 'utf8')))).join();
}

function stateOf(page: PageDouble): string | undefined {
  return page.state.creation?.state;
}

describe('a secret answer', () => {
  it('becomes no open one where another template asks for it, also at the only instrument', async () => {
    const lab = await WizardLab.make({ templates: { plain: SECRET, other: OPEN } });
    const page = await lab.open({ known: PRESET });
    await page.fill();
    await page.answer('token', 'hunter2');
    await page.give('template', 'other');
    expect(page.field('question:token')).toMatchObject({ value: '', missing: true });

    await page.answer('token', 'open text');
    expect(page.field('question:token')).toMatchObject({ value: 'open text', missing: false, error: '' });
    await page.give('template', 'plain');
    await page.give('template', 'other');
    expect(page.field('question:token').value).toBe('open text');
    await page.create();
    expect((await page.created()).creation?.state).toBe('done');
    const written = await answersOnDisk(lab);
    expect(written).toContain('open text');
    expect(written).not.toContain('hunter2');
  });

  it('is there again where it is asked for as one, whatever was answered openly meanwhile', async () => {
    const template = asking('token: {type: str, secret: true, default: x}\n', {
      'template/notes.txt.jinja': '{{ token }}',
    });
    const lab = await WizardLab.make({ templates: { plain: template, other: OPEN } });
    const page = await lab.open({ known: PRESET });
    await page.fill();
    await page.answer('token', 'hunter2');
    await page.give('template', 'other');
    await page.answer('token', 'open text');
    await page.give('template', 'plain');
    expect(page.field('question:token')).toMatchObject({ value: 'hunter2', control: 'secret' });
  });

  it('goes out of the draft when its question becomes a secret one', async () => {
    const lab = await WizardLab.make({ templates: { plain: OPEN } });
    const page = await lab.open({ known: PLACE });
    await page.answer('token', 'hunter2');
    await page.saved();
    expect(await keptText(lab)).toContain('hunter2');
    await writeFile(path.join(lab.lab.folder, 'templates/plain/copier.yml'), String(SECRET['copier.yml']));
    await page.wizard.refresh();
    await page.wizard.settled();
    await page.wizard.dispose();
    expect(await keptText(lab)).not.toContain('hunter2');
  });

  it('that comes before its question is known is kept nowhere in the open', async () => {
    const lab = await WizardLab.make({ templates: { plain: SECRET, other: asking('') } });
    const page = await lab.open({ known: { ...PLACE, template: 'other' } });
    // The page still showed the fields of the template before.
    await page.answer('token', 'hunter2');
    await page.saved();
    expect(await keptText(lab)).not.toContain('hunter2');
    await page.give('template', 'plain');
    expect(page.field('question:token')).toMatchObject({ value: 'hunter2', control: 'secret' });
    await page.wizard.dispose();
    expect(await keptText(lab)).not.toContain('hunter2');
  });

  it('is not carried over to another run, whoever gave it; neither is what stood in the README', async () => {
    const lab = await WizardLab.make({
      templates: { plain: SECRET },
      config: 'readme: {defaults: [{id: fixation, label: Fixation, type: string}]}',
    });
    const page = await lab.open({ known: { ...PLACE, answers: { token: 'hunter2' } } });
    await page.fill();
    await page.edit({ at: 'readme', id: 'fixation', value: 'PFA' });
    expect(page.field('readme:fixation').value).toBe('PFA');
    await page.create();
    await page.created();
    await page.act('create-another');
    await page.wizard.settled();
    expect(JSON.stringify(page.state)).not.toContain('hunter2');
    expect(page.field('readme:fixation').value).toBe('');
  });
});

describe('answers to another template', () => {
  it('do not stand in the way of a run, and are kept with the draft', async () => {
    const templates = { plain: asking('extra: {type: str, default: ""}\n'), other: asking('') };
    const lab = await WizardLab.make({ templates });
    const page = await lab.open({ known: PRESET });
    await page.fill();
    await page.answer('extra', 'mouse 7');
    await page.give('template', 'other');
    expect(page.state.preview.obstacles).toEqual([]);
    await page.wizard.dispose();

    const again = await lab.open({ draft: page.wizard.draftKey.draft });
    await again.wizard.restore();
    await again.wizard.settled();
    expect(again.state.form.template.value).toBe('other');
    await again.give('template', 'plain');
    expect(again.field('question:extra').value).toBe('mouse 7');
  });
});

describe('a draft', () => {
  it('gives way to nothing that is typed while it is waited for, and stays', async () => {
    const lab = await WizardLab.make();
    let isDying = true;
    const dying = {
      ...TEST_HOST,
      self: () => Promise.resolve({ host: 'lab-pc', pid: 1, started: 'boot:1' }),
    };
    const stateOf = (): Promise<'alive' | 'dead'> => Promise.resolve(isDying ? 'alive' : 'dead');
    const before = await lab.open({ known: PLACE, ports: { drafts: lab.drafts(dying) } });
    await before.fill('Long work');
    await before.saved();
    const { draft } = before.wizard.draftKey;

    const page = await lab.open({ draft, ports: { drafts: lab.drafts({ ...TEST_HOST, stateOf }) } });
    const restoring = page.wizard.restore();
    await page.until(() => lab.lab.clock.waiting > 0);
    await page.give('label', 'Typed meanwhile');
    isDying = false;
    await lab.passing(restoring);
    await page.wizard.settled();
    expect(page.field('label').value).toBe('Typed meanwhile');
    await page.wizard.dispose();
    const kept = await keptText(lab);
    expect(kept).toContain('Long work');
    expect(kept).toContain('Typed meanwhile');
  });

  it('that somebody went on with while another was waited for is the one that is kept', async () => {
    const lab = await WizardLab.make();
    const alive = { ...TEST_HOST, stateOf: () => Promise.resolve('alive' as const) };
    const dying = {
      ...TEST_HOST,
      self: () => Promise.resolve({ host: 'lab-pc', pid: 1, started: 'boot:1' }),
    };
    const held = await lab.open({ known: PLACE, ports: { drafts: lab.drafts(dying) } });
    await held.fill('Held elsewhere');
    await held.saved();
    const other = await lab.open({ known: PLACE });
    await other.fill('Kept before');
    await other.wizard.dispose();
    const wanted = other.wizard.draftKey.draft;

    const page = await lab.open({
      draft: held.wizard.draftKey.draft,
      ports: { drafts: lab.drafts(alive) },
    });
    const restoring = page.wizard.restore();
    await page.until(() => lab.lab.clock.waiting > 0);
    await page.wizard.receive({ type: 'resume-draft', id: wanted });
    await lab.passing(restoring);
    await page.wizard.settled();
    expect(page.field('label').value).toBe('Kept before');
    expect(page.wizard.draftKey.draft).toBe(wanted);
  });

  it('is not changed for another while its run is being made', async () => {
    const lab = new WizardLab(await plugged((_, hooks) => hooks.askForInput(QUESTION)));
    const other = await lab.open({ known: PLACE });
    await other.fill('Another one');
    await other.wizard.dispose();
    const page = await lab.open({ known: PLACE });
    await page.fill('Being made');
    await page.saved();
    const own = page.wizard.draftKey.draft;
    const creating = page.create();
    await page.wizard.receive({ type: 'resume-draft', id: other.wizard.draftKey.draft });
    await page.act('discard-draft');
    await creating;
    expect(page.wizard.draftKey.draft).toBe(own);
    await page.until(() => stateOf(page) === 'waiting');
    await page.wizard.receive({ type: 'input', values: [{ id: 'lot', value: 'A' }] });
    expect((await page.created()).creation?.state).toBe('done');
    await page.wizard.made;
    const kept = await keptText(lab);
    expect(kept).toContain('Another one');
    expect(kept).not.toContain('Being made');
  });

  it('is written while somebody types without a pause', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    for (let key = 0; key < 12; key += 1) {
      await page.give('label', 'x'.repeat(key + 1));
      lab.lab.clock.advance(100);
    }
    await page.until(({ saved }) => saved !== '');
    expect(await keptText(lab)).toContain('xxx');
  });

  it('that cannot be written is told on the page, and written when it can be', async () => {
    const lab = await WizardLab.make();
    const drafts = lab.drafts();
    const save = drafts.save.bind(drafts);
    let isFull = true;
    drafts.save = (draft) => (isFull ? Promise.reject(new Error('The disk is full.')) : save(draft));
    const page = await lab.open({ known: PLACE, ports: { drafts } });
    await page.fill();
    lab.lab.clock.advance(300);
    const { saved, saveProblem } = await page.until((state) => state.saveProblem !== '');
    expect([saved, saveProblem === '']).toEqual(['', false]);
    isFull = false;
    lab.lab.clock.advance(5000);
    expect((await page.until((state) => state.saved !== '')).saveProblem).toBe('');
    expect(await keptText(lab)).toContain('First run');
  });
});

describe('a creation', () => {
  it('makes nothing that nobody has seen: what has changed is shown, and made when it is asked for again', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    lab.lab.clock.advance(90_000);
    await writeFile(path.join(lab.lab.folder, 'templates/plain/template/new.txt'), 'not seen yet');
    await page.create();
    expect(page.state.creation).toBeNull();
    expect(page.state.trouble).toContain('has changed since it was shown');
    expect(page.state.preview.preview?.files.map((file) => file.path)).toContain('new.txt');
    await page.create();
    await page.created();
    expect(await readdir(lab.made[0] ?? '')).toContain('new.txt');
  });

  it('is not refused because time has passed', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    lab.lab.clock.advance(90_000);
    await page.create();
    expect((await page.created()).creation?.state).toBe('done');
  });

  it('is refused while something that was typed has not arrived', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.wizard.receive({ type: 'create', revision: 1000 });
    expect(page.state.trouble).toContain('Not all that was typed has arrived');
    expect(lab.made).toEqual([]);
  });

  it('shows where it is made, whatever could be made meanwhile', async () => {
    const stop = held();
    const lab = new WizardLab(await plugged(() => stop.reached()));
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.create();
    await stop.isReached;
    const destination = (): string =>
      (page.state.creation?.destination ?? []).map(({ text }) => text).join('');
    const before = destination();
    lab.lab.clock.advance(120_000);
    await page.wizard.refresh();
    await page.wizard.settled();
    expect(destination()).toBe(before);
    stop.release();
    await page.created();
    expect(lab.made).toEqual([before]);
  });

  it('counts as one from the moment that it is asked for', async () => {
    const lab = new WizardLab(await plugged((_, hooks) => hooks.askForInput(QUESTION)));
    const page = await lab.open({ known: PLACE });
    await page.fill();
    const creating = page.create();
    let isOver = false;
    expect(page.wizard.isMaking).toBe(true);
    void page.wizard.made.then(() => (isOver = true));
    await creating;
    await page.until(() => stateOf(page) === 'waiting');
    expect(isOver).toBe(false);
    await page.wizard.receive({ type: 'stop', discard: true });
    await page.wizard.made;
    expect(isOver).toBe(true);
  });

  it('keeps what was typed for a plugin while the page is not in sight', async () => {
    const lab = new WizardLab(await plugged((_, hooks) => hooks.askForInput(QUESTION)));
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.create();
    await page.until(() => stateOf(page) === 'waiting');
    await page.wizard.receive({ type: 'input-typed', values: [{ id: 'lot', value: 'A-17' }] });
    await page.wizard.receive({ type: 'ready', version: 1 });
    expect(page.state.creation).toMatchObject({
      input: { fields: [{ id: 'lot', value: 'A-17', error: '' }] },
    });
    await page.wizard.receive({ type: 'stop', discard: true });
    await page.created();
  });
});

describe('a project whose template draws lots and looks at the clock', () => {
  it('is made as it was shown', async () => {
    const lab = await WizardLab.make({
      templates: {
        'plain-project': {
          'copier.yml':
            '_exlab_type: project\n_exlab_version: "1.0.0"\n_subdirectory: template\n' +
            '_jinja_extensions: [jinja2_time.TimeExtension]\n',
          'template/seed.txt.jinja': "{{ range(90000)|list|random }} {% now 'utc', '%H:%M:%S.%f' %}\n",
        },
      },
    });
    const page = await lab.open({ mode: 'project', known: { ...PLACE, template: 'plain-project' } });
    await page.give('lims:short_id', 'PROJ-0050');
    await page.give('lims:name', 'Membrane channels');
    await page.fill();
    expect(page.state.preview.preview).not.toBeNull();
    lab.lab.clock.advance(7007);
    await page.create();
    expect(page.state.trouble).toBe('');
    expect((await page.created()).creation?.state).toBe('done');
  });
});

describe('a choice that is not to be had', () => {
  it('stands there as it was given, not as the default', async () => {
    const lab = await WizardLab.make({
      templates: { plain: asking('stain: {type: str, choices: [red, blue], default: red}\n') },
    });
    const page = await lab.open({ known: { ...PLACE, answers: { stain: 'green' } } });
    expect(page.field('question:stain').value).toBe('green');
    expect(page.field('question:stain').error).not.toBe('');
  });
});
