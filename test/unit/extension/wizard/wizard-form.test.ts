import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ExlabError } from '../../../../core/system';
import { asking } from '../../../support/asking-template';
import type { WizardEngine } from '../../../../extension/wizard/wizard-ports';
import { PLAIN_PROJECT, PLAIN_RUN } from '../../../support/laboratory';
import { disposeWizardLabs, PLACE, WizardLab } from '../../../support/wizard-lab';

afterEach(disposeWizardLabs);

describe('the form of a wizard', () => {
  it('offers instruments, projects and templates, and says nothing is wrong before anything is typed', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: { equipment: 'CONFOCAL_01' } });
    const { form, preview, trouble } = page.state;

    expect(form.equipment).toMatchObject({ value: 'CONFOCAL_01', error: '' });
    expect(form.project?.offers).toEqual([{ value: 'PROJ-0042', label: 'PROJ-0042', detail: '' }]);
    expect(form.template.offers.map(({ value }) => value)).toEqual(['plain']);
    expect([form.project?.error, form.template.error, trouble]).toEqual(['', '', '']);
    expect(page.field('label')).toMatchObject({ missing: true, error: '' });
    expect(page.field('operator')).toMatchObject({ value: 'alice', isDefault: true, missing: false });
    expect(preview).toMatchObject({ preview: null, reason: 'Choose a project to see what will be made.' });
  });

  it('shows each type of question in the way that fits it, with its default', async () => {
    const lab = await WizardLab.make({
      templates: {
        plain: asking(
          `
name: {type: str, default: s1, help: Which sample, placeholder: s7}
note: {type: str, default: "", multiline: true}
count: {type: int}
dose: {type: float, default: 2.0}
bright: {type: bool, default: true}
scan: {type: yaml, default: "[a, b]"}
raw_data: {type: json, default: "{}"}
stain: {type: str, choices: [DAPI, GFP], default: GFP}
channels: {type: str, multiselect: true, choices: [red, blue], default: [blue]}
token: {type: str, secret: true, default: hidden}
depth: {type: int, default: 3}
_exlab_advanced: [depth]
`,
        ),
      },
    });
    const page = await lab.open({ known: PLACE });
    expect(page.state.form.template.error).toBe('');
    const shown = page.state.form.questions.map(({ id, control, value, note }) => [id, control, value, note]);

    expect(shown).toEqual([
      ['question:name', 'text', 's1', ''],
      ['question:note', 'multiline', '', ''],
      ['question:count', 'text', '', 'whole number'],
      ['question:dose', 'text', '2.0', 'number'],
      ['question:bright', 'checkbox', true, ''],
      ['question:scan', 'code', '[a, b]', 'YAML'],
      ['question:raw_data', 'code', '{}', 'JSON'],
      ['question:stain', 'choice', 'GFP', ''],
      ['question:channels', 'choices', ['blue'], ''],
      ['question:token', 'secret', '', 'secret'],
      ['question:depth', 'text', '3', 'whole number'],
    ]);
    expect(page.field('question:name')).toMatchObject({
      label: 'Name',
      help: 'Which sample',
      placeholder: 's7',
      isDefault: true,
    });
    expect(page.field('question:count')).toMatchObject({ missing: true, required: true, error: '' });
    expect(page.field('question:depth')).toMatchObject({ advanced: true });
  });

  it('keeps what is typed as it is typed, and says what is wrong with it', async () => {
    const lab = await WizardLab.make({ templates: { plain: asking('count: {type: int, default: 3}\n') } });
    const page = await lab.open({ known: PLACE });

    await page.answer('count', '4.5');
    expect(page.field('question:count')).toMatchObject({ value: '4.5', missing: false, isDefault: false });
    expect(page.field('question:count').error).toContain("'count'");

    await page.answer('count', '007');
    expect(page.field('question:count')).toMatchObject({ value: '007', error: '' });

    await page.answer('count', '');
    expect(page.field('question:count')).toMatchObject({ value: '3', isDefault: true, error: '' });
  });

  it('says what is wrong with a default though nobody has answered', async () => {
    const lab = await WizardLab.make({
      templates: {
        plain: asking(`
sample:
  type: str
  default: ""
  validator: "{% if not sample %}Give the sample a name.{% endif %}"
count: {type: int, default: "{{ label ~ 'many' }}"}
stain: {type: str, choices: [DAPI, GFP], default: "{{ label ~ 'RFP' }}"}
lens: {type: str}
`),
      },
    });
    const page = await lab.open({ known: PLACE });
    expect(page.field('question:sample')).toMatchObject({ error: 'Give the sample a name.', missing: false });
    expect(page.field('question:count')).toMatchObject({ value: '', missing: false });
    expect(page.field('question:count').error).toContain("The default of 'count' is no int");
    expect(page.field('question:stain')).toMatchObject({ missing: false });
    expect(page.field('question:stain').error).toContain("The default of 'stain' is none of its choices");
    expect(page.field('question:lens')).toMatchObject({ missing: true, error: '' });

    await page.edit(
      { at: 'question', id: 'sample', value: 's7' },
      { at: 'question', id: 'count', value: '4' },
      { at: 'question', id: 'stain', value: 'GFP' },
    );
    for (const id of ['sample', 'count', 'stain'])
      expect(page.field(`question:${id}`)).toMatchObject({ error: '', missing: false });
  });

  it('keeps the answer to a question that is hidden, and does not send it', async () => {
    const lab = await WizardLab.make({
      templates: {
        plain: asking(
          'fixed: {type: bool, default: true}\nfixative: {type: str, default: "", when: "{{ fixed }}"}\n',
        ),
      },
    });
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.answer('fixative', 'PFA');
    await page.answer('fixed', false);
    expect(page.state.form).toMatchObject({ questionsNotAsked: 1, questions: [{ id: 'question:fixed' }] });

    await page.answer('fixed', true);
    expect(page.field('question:fixative').value).toBe('PFA');

    await page.answer('fixed', false);
    await page.create();
    const { creation } = await page.created();
    expect(creation?.state).toBe('done');
    const answers = path.join(lab.made[0] ?? '', '.exlab-answers.yml');
    expect(await readFile(answers, 'utf8')).not.toContain('PFA');
  });

  it('offers the choices that fit another answer', async () => {
    const lab = await WizardLab.make({
      templates: {
        plain: asking(`
scope: {type: str, choices: [wide, confocal], default: wide}
lens:
  type: str
  choices:
    dry: "10x"
    oil: {value: "63x", validator: "{% if scope == 'wide' %}confocal only{% endif %}"}
  default: "10x"
`),
      },
    });
    const page = await lab.open({ known: PLACE });
    expect(page.field('question:lens').options).toEqual([
      { value: '10x', label: 'dry', refusal: '' },
      { value: '63x', label: 'oil', refusal: 'confocal only' },
    ]);

    await page.answer('scope', 'confocal');
    expect(page.field('question:lens').options[1]).toMatchObject({ refusal: '' });
  });

  it('names the parts of a new project, its label from its LIMS name', async () => {
    const lab = await WizardLab.make();
    const known = { equipment: 'CONFOCAL_01', template: 'plain-project' };
    const page = await lab.open({ mode: 'project', known });
    expect(page.state.form.project).toBeNull();
    expect(page.field('lims:short_id')).toMatchObject({ missing: true, error: '' });

    await page.give('lims:name', 'Membrane channels');
    await page.give('lims:short_id', '42');
    expect(page.field('lims:short_id')).toMatchObject({ missing: false });
    expect(page.field('lims:short_id').error).toContain("'42'");
    expect(page.field('label')).toMatchObject({ value: 'Membrane channels', isDefault: true });

    await page.give('lims:short_id', 'PROJ-0042');
    expect(page.field('lims:short_id').error).toContain('PROJ-0042');
    await page.give('lims:short_id', 'PROJ-0050');
    expect(page.field('lims:short_id').error).toBe('');
  });

  it('puts an error of a custom field at its row, and overlooks empty rows', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    const fields = [
      { label: '', value: '' },
      { label: '', value: 'left behind' },
    ];
    await page.edit({ at: 'custom', fields });
    expect(page.state.form.custom.map(({ error }) => error !== '')).toEqual([false, true]);
  });

  it('lists a broken template with what is wrong, and says how many are for the other kind of run', async () => {
    const lab = await WizardLab.make({
      templates: {
        plain: PLAIN_RUN,
        broken: { 'copier.yml': '_exlab_type: [' },
        trial: {
          ...PLAIN_RUN,
          'copier.yml': String(PLAIN_RUN['copier.yml']).replace('scope: both', 'scope: test'),
        },
        'plain-project': PLAIN_PROJECT,
      },
    });
    const page = await lab.open({ known: { equipment: 'CONFOCAL_01' } });
    const { form } = await page.until((state) => state.form.templatesOfOtherKind > 0);
    expect(form.templatesOfOtherKind).toBe(1);
    expect(form.template.offers.map(({ value, tag }) => [value, tag])).toEqual([
      ['broken', 'cannot be used'],
      ['plain', ''],
    ]);
    expect(form.template.offers[0]?.refusal).not.toBe('');
  });

  it('lays answers aside that another template does not ask for, and brings them back', async () => {
    const lab = await WizardLab.make({
      templates: { plain: PLAIN_RUN, other: asking('dose: {type: int, default: 1}\n') },
    });
    const page = await lab.open({ known: PLACE });
    await page.answer('sample', 'mouse 7');
    await page.give('template', 'other');
    expect(page.state.form.questions.map(({ id }) => id)).toEqual(['question:dose']);
    expect(page.state.preview.obstacles).toEqual([]);
    await page.give('template', 'plain');
    expect(page.field('question:sample').value).toBe('mouse 7');
  });

  it('shows no secret as an open answer when the template is edited so', async () => {
    const lab = await WizardLab.make({
      templates: { plain: asking('token: {type: str, secret: true, default: x}\n') },
    });
    const page = await lab.open({ known: PLACE });
    await page.answer('token', 'hunter2');
    const manifest = path.join(lab.lab.folder, 'templates/plain/copier.yml');
    await writeFile(manifest, String(asking('token: {type: str, default: x}\n')['copier.yml']));
    await page.wizard.refresh();
    await page.wizard.settled();
    expect(page.field('question:token').value).toBe('x');
  });

  it('keeps the last preview and says why where the template is deleted, and goes on when it is back', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    const before = page.state.preview.preview;
    expect(before?.destinationPath).toContain('Run_2026-11-20');

    const folder = path.join(lab.lab.folder, 'templates/plain');
    await rm(folder, { recursive: true });
    await page.wizard.refresh();
    await page.wizard.settled();
    expect(page.state.preview.preview).toEqual(before);
    expect(page.state.preview.reason).not.toBe('');
    expect(page.state.form.template.error).toContain("'plain'");
  });

  it('looks once more where the configuration was replaced while it looked', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    const { controller } = lab.lab.engine;
    const preview: typeof controller.preview = async (request) => {
      lab.engine = next;
      await controller.retire();
      return controller.preview(request);
    };
    const next = lab.lab.restart();
    const talkative = Object.create(controller, { preview: { value: preview } }) as typeof controller;
    lab.engine = Object.create(lab.lab.engine, { controller: { value: talkative } }) as typeof next;
    await page.answer('sample', 'H-17');
    expect(lab.engine).toBe(next);
    expect(page.state.form.template.error).toBe('');
    expect(page.field('question:sample').value).toBe('H-17');
  });

  it('offers what it knows while the configuration is broken, and says once that it is', async () => {
    const lab = await WizardLab.make();
    const broken = new ExlabError({ code: 'setup_incomplete', message: 'Broken.' });
    let isBroken = false;
    const engine = (): Promise<WizardEngine> =>
      isBroken ? Promise.reject(broken) : Promise.resolve(lab.engine);
    const page = await lab.open({ known: PLACE, ports: { engine } });
    const { template, project } = page.state.form;
    isBroken = true;
    await page.wizard.refresh();
    await page.wizard.settled();
    expect(page.state.trouble).toBe('Broken.');
    expect(page.state.form.template).toEqual(template);
    expect(page.state.form.project).toEqual(project);
  });

  it('says what keeps it from working at all, and works as soon as that is gone', async () => {
    const lab = await WizardLab.make();
    let isReady = false;
    const page = await lab.open({
      known: PLACE,
      ports: {
        engine: () =>
          isReady
            ? Promise.resolve(lab.engine)
            : Promise.reject(new ExlabError({ code: 'setup_incomplete', message: 'Not set up yet.' })),
      },
    });
    expect(page.state.trouble).toBe('Not set up yet.');
    isReady = true;
    await page.wizard.refresh();
    await page.wizard.settled();
    expect(page.state.trouble).toBe('');
    expect(page.state.preview.preview).not.toBeNull();
  });
});
