import { afterEach, describe, expect, it } from 'vitest';
import type { WizardEngine } from '../../../../extension/wizard/wizard-ports';
import { ExlabError } from '../../../../core/system';
import { held, pluginHost } from '../../../support/creations';
import { PLAIN_RUN } from '../../../support/laboratory';
import { disposeWizardLabs, PLACE, WizardLab } from '../../../support/wizard-lab';

afterEach(disposeWizardLabs);

const README_RUN = {
  ...PLAIN_RUN,
  'copier.yml': `${String(PLAIN_RUN['copier.yml'])}_exlab_readme:
  fields:
  - {id: fixation, label: Fixation, type: choice, options: [PFA, none], required: true}
  - {id: mounted, label: Mounted, type: boolean, default: true}
`,
};

const LAB_FIELD = `readme:
  defaults:
    - {id: room, label: Room, type: string, required: true, hint: Where it stands}
`;

/** An engine of which one thing is done otherwise. */
function engineWith(engine: WizardEngine, changes: Partial<WizardEngine>): WizardEngine {
  return {
    config: engine.config,
    controller: engine.controller,
    templates: (query, id) => engine.templates(query, id),
    projects: (id) => engine.projects(id),
    unfinished: () => engine.unfinished(),
    ...changes,
  };
}

describe('what the page is told', () => {
  it('names the fields of the README by who wants them, with what is missing in them', async () => {
    const lab = await WizardLab.make({ templates: { plain: README_RUN }, config: LAB_FIELD });
    const page = await lab.open({ known: PLACE });
    expect(page.state.form.readme).toMatchObject([
      { id: 'readme:fixation', control: 'choice', missing: true, error: '', note: '' },
      { id: 'readme:mounted', control: 'checkbox', value: true, isDefault: true, missing: false },
      { id: 'readme:room', control: 'text', missing: true, note: 'lab', help: 'Where it stands' },
    ]);
    await page.edit({ at: 'readme', id: 'fixation', value: 'glue' });
    expect(page.field('readme:fixation')).toMatchObject({ value: 'glue', missing: false });
    expect(page.field('readme:fixation').error).toContain('glue');
    await page.edit({ at: 'readme', id: 'fixation', value: null });
    expect(page.field('readme:fixation')).toMatchObject({ value: '', missing: true, error: '' });
  });

  it('holds the README as it will be, and what the system writes into it', async () => {
    const lab = await WizardLab.make({ templates: { plain: README_RUN }, config: LAB_FIELD });
    const page = await lab.open({ known: PLACE });
    await page.fill('Day: 1');
    await page.edit(
      { at: 'readme', id: 'fixation', value: 'PFA' },
      { at: 'readme', id: 'room', value: 'B 1.02' },
      { at: 'custom', fields: [{ label: 'weather', value: 'rain' }] },
    );
    const { preview } = page.state.preview;
    expect(preview?.readmeTitle).toBe('Day: 1');
    expect(preview?.readmeFacts).toEqual([
      { name: 'operator', value: 'alice' },
      { name: 'objective', value: 'See whether it works' },
      { name: 'fixation', value: 'PFA' },
      { name: 'mounted', value: 'Yes' },
      { name: 'room', value: 'B 1.02' },
      { name: 'weather', value: 'rain' },
    ]);
    expect(page.state.form.system).toContainEqual({
      name: 'equipment',
      value: 'CONFOCAL_01 Confocal microscope',
    });
  });

  it('lists what will be made as a tree is read, with findings at their lines and tokens that are none', async () => {
    const lab = await WizardLab.make({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'template/a.txt.jinja': 'first\nlot <LOT>\n',
          'template/b/c/d.txt': 'd',
          'template/quoted.txt.jinja': '{% raw %}{{ kept }}{% endraw %}\n',
        },
      },
    });
    const page = await lab.open({ known: PLACE });
    await page.fill();
    const { preview } = page.state.preview;
    const listed = (preview?.files ?? []).map(({ path, kind }) => `${kind} ${path}`);
    expect(listed.filter((line) => !line.includes('.exlab'))).toEqual([
      'folder b',
      'folder b/c',
      'copied b/c/d.txt',
      'folder raw',
      'copied raw/readme.txt',
      'rendered a.txt',
      'rendered notes.txt',
      'rendered quoted.txt',
      'record README.md',
    ]);
    expect(preview?.findings).toMatchObject([{ path: 'a.txt', line: 2 }]);
    expect(preview?.files.find(({ path }) => path === 'a.txt')?.findings).toBe(1);
    expect(preview?.exemptions).toContainEqual({
      token: '{{ kept }}',
      path: 'quoted.txt',
      reason: 'it stands in a raw block',
    });
  });

  it('says at once that projects are being looked for where a disk is slow, and why there are none', async () => {
    const lab = await WizardLab.make({
      config:
        '  - {id: SLOW_01, label: Slow, nas_root: /mnt/nas}\n  - {id: GONE_01, label: Gone, nas_root: /mnt/nas}',
    });
    const slow = held();
    lab.engine = engineWith(lab.engine, {
      projects: async (id) => {
        if (id === 'GONE_01')
          throw new ExlabError({ code: 'folder_not_found', message: 'The disk is away.' });
        if (id === 'SLOW_01') await slow.reached();
        return lab.lab.engine.projects('CONFOCAL_01');
      },
    });
    const page = await lab.open({ known: { equipment: 'CONFOCAL_01' } });
    await page.give('equipment', 'SLOW_01');
    expect(page.state.form.project).toMatchObject({ isLoading: true, empty: '' });
    slow.release();
    await page.until(({ form }) => form.project?.isLoading === false);
    expect(page.state.form.project?.offers).toHaveLength(1);

    await page.give('equipment', 'GONE_01');
    await page.until(({ form }) => form.project?.isLoading === false);
    expect(page.state.form.project).toMatchObject({ offers: [], empty: 'The disk is away.' });
  });

  it('tells which edit it includes, so that the page keeps what was typed since', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    const before = page.messages.length;
    const typed = ['F', 'Fi', 'Fir'];
    for (const [revision, value] of typed.entries()) {
      const change = { at: 'single', id: 'label', value } as const;
      await page.wizard.receive({ type: 'edit', revision: revision + 1, change });
    }
    await page.wizard.settled();
    const told = page.messages.slice(before).flatMap((message) => {
      if (message.type !== 'state') return [];
      return [[message.revision, message.state.form.core[0]?.value] as const];
    });
    // What is computed while somebody types on is told too, with the edit that it is of.
    for (const [revision, label] of told) expect(label).toBe(typed[revision - 1]);
    expect(told.at(-1)).toEqual([3, 'Fir']);
  });

  it('is all there again for a page that was hidden', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    const before = page.messages.length;
    await page.wizard.receive({ type: 'ready', version: 1 });
    expect(page.messages[before]).toMatchObject({ type: 'hello' });
    expect(page.messages.slice(before + 1)[0]).toMatchObject({ type: 'state', revision: 2 });
    expect(page.field('label').value).toBe('First run');
  });

  it('says that a preview needs what is missing where the template cannot do without', async () => {
    const needing = {
      'copier.yml': String(PLAIN_RUN['copier.yml']) + 'count: {type: int}\n',
      'template/notes.txt.jinja': '{{ 100 // count }}\n',
    };
    const lab = await WizardLab.make({ templates: { plain: needing } });
    const page = await lab.open({ known: PLACE });
    expect(page.state.preview.preview).toBeNull();
    expect(page.state.preview.reason).toMatch(/^What will be made cannot be seen before all is answered: /);
    await page.answer('count', '0');
    await page.fill();
    const { reason } = page.state.preview;
    expect([reason !== '', reason.startsWith('What will be made')]).toEqual([true, false]);
    await page.answer('count', '4');
    expect(page.state.preview).toMatchObject({ reason: '', obstacles: [] });
  });

  it('offers the operators who may create, and takes nobody else for the usual one', async () => {
    const lab = await WizardLab.make({ config: 'operators: {allowlist: [bob, carol]}' });
    const page = await lab.open({ known: PLACE });
    expect(page.field('operator')).toMatchObject({ control: 'choice', value: '', missing: true });
    expect(page.field('operator').options.map(({ value }) => value)).toEqual(['bob', 'carol']);
  });

  it('tells what belongs to no field beside the preview', async () => {
    const complaint = { code: 'plugin_host_unavailable', message: 'The plugin host is away.' } as const;
    const plugins = {
      ...pluginHost(() => Promise.resolve([])),
      validate: () => Promise.resolve([complaint]),
    };
    const lab = await WizardLab.make({ engine: { plugins } });
    const page = await lab.open({ known: PLACE });
    await page.fill();
    expect(page.state.preview.obstacles).toEqual(['The plugin host is away.']);
    await page.create();
    expect(page.refused).toEqual(['']);
    expect(page.state.preview.preview).not.toBeNull();
  });

  it('goes on without what a command told of questions that nobody asks', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: { ...PLACE, answers: { sample: 'mouse', colour: 'red' } } });
    expect(page.field('question:sample').value).toBe('mouse');
    expect(page.state.preview.obstacles).toEqual([]);
    expect(lab.warnings.join()).toContain('colour');
  });
});
