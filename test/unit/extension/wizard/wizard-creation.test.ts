import { readFile, readlink, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readRunRequest, type CreationPlan } from '../../../../core/sessions';
import { held, plugged, QUESTION } from '../../../support/creations';
import { listTree, PLAIN_RUN } from '../../../support/laboratory';
import { disposeWizardLabs, PLACE, WizardLab, type PageDouble } from '../../../support/wizard-lab';

afterEach(disposeWizardLabs);

/** A lab in which a plugin does what the test says, and a wizard that has begun a run there. */
async function begun(
  pass: Parameters<typeof plugged>[0],
): Promise<{ readonly lab: WizardLab; readonly page: PageDouble }> {
  const lab = new WizardLab(await plugged(pass));
  const page = await lab.open({ known: PLACE });
  await page.fill();
  await page.create();
  return { lab, page };
}

function waits(page: PageDouble): Promise<unknown> {
  return page.until(({ creation }) => creation?.state === 'waiting');
}

describe('a creation in the wizard', () => {
  it('is refused at the first field of the page that lacks something', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: { equipment: 'CONFOCAL_01' } });
    await page.create();
    await page.give('project', 'PROJ-0042');
    await page.create();
    await page.give('template', 'plain');
    await page.create();
    await page.give('label', 'First run');
    await page.create();
    expect(page.refused).toEqual(['project', 'template', 'label', 'objective']);
    expect(lab.made).toEqual([]);
  });

  it('makes what the preview showed, byte for byte', async () => {
    const templates = {
      plain: {
        ...PLAIN_RUN,
        'template/deep/{{ sample }}/table.csv.jinja': 'a;b\r\n{{ label }};ä\n',
        'template/bytes.bin': new Uint8Array([0, 255, 10, 13]),
      },
    };
    const lab = await WizardLab.make({ templates });
    const page = await lab.open({ known: PLACE, mode: 'test' });
    await page.fill('Wärme');
    await page.answer('sample', 'mouse 7');
    const shown = page.state.preview.preview;
    const request = readRunRequest(
      lab.lab.run({ run_kind: 'test', label: 'Wärme', variables: { sample: 'mouse 7' } }),
    );
    const { plan } = await lab.lab.engine.controller.preview(request);
    await page.create();
    const { creation } = await page.created();

    expect(creation).toMatchObject({ state: 'done', created: { destinationPath: shown?.destinationPath } });
    const folder = shown?.destinationPath ?? '';
    const files = (shown?.files ?? []).filter(({ kind }) => kind !== 'folder').map((file) => file.path);
    const onDisk = (await listTree(folder)).filter((name) => !name.endsWith('/') && !name.endsWith('.log'));
    expect([...files].sort()).toEqual(onDisk);
    await expectOnDisk(plan, folder);
    expect(shown?.destination.map(({ text }) => text).join('')).toBe(folder);
    expect(shown?.destination.filter(({ as }) => as === 'mark').map(({ text }) => text)).toEqual([
      `TestRuns${path.sep}`,
      'TestRun_',
    ]);
  });

  it('shows the text of each planned file, and why there is none', async () => {
    const lab = await WizardLab.make({
      templates: { plain: { ...PLAIN_RUN, 'template/bytes.bin': new Uint8Array([0, 255]) } },
    });
    const page = await lab.open({ known: PLACE });
    for (const [request, file] of ['notes.txt', 'raw/readme.txt', 'bytes.bin', 'no-such'].entries()) {
      await page.wizard.receive({ type: 'show-file', request, path: file });
    }
    const files = page.messages.flatMap((message) => (message.type === 'file' ? [message.file] : []));
    expect(files).toEqual([
      { kind: 'text', text: 'Sample s1 by alice\n', isCut: false },
      { kind: 'text', text: 'raw data goes here\n', isCut: false },
      { kind: 'none', reason: 'This file holds no text.' },
      { kind: 'none', reason: 'This file is not part of the plan any more.' },
    ]);
  });

  it('asks for what a plugin needs, again while it is wrong, and three times over', async () => {
    const lots: unknown[] = [];
    const { page } = await begun(async (_, hooks) => {
      for (let time = 0; time < 3; time += 1) lots.push((await hooks.askForInput(QUESTION)).lot);
    });
    expect(page.wizard.atWork).toMatchObject({ waitsFor: '' });
    await waits(page);
    expect(page.wizard.atWork).toMatchObject({ waitsFor: 'filler: The sheet has no lot' });
    expect(page.state.creation).toMatchObject({
      input: { plugin: 'filler', fields: [{ id: 'lot', label: 'Lot', missing: true, error: '' }] },
    });
    await page.wizard.receive({ type: 'input', values: [{ id: 'lot', value: '  ' }] });
    expect(page.state.creation).toMatchObject({ input: { fields: [{ value: '  ' }] } });
    const creation = page.state.creation;
    expect(creation?.state === 'waiting' && creation.input.fields[0]?.error).toContain("'Lot'");

    for (const lot of ['A', 'B', 'C']) {
      await waits(page);
      await page.wizard.receive({ type: 'input', values: [{ id: 'lot', value: lot }] });
      await page.until(({ creation: now }) => {
        const isNext = now?.state === 'waiting' && now.input.fields[0]?.value === '';
        return isNext || now?.state === 'done';
      });
    }
    await page.created();
    expect(page.state.creation?.state).toBe('done');
    expect(lots).toEqual(['A', 'B', 'C']);
    expect(page.wizard.atWork).toBeUndefined();
  });

  it('tells its phases with their times, and what the plugin is at', async () => {
    const stop = held();
    const { lab, page } = await begun(async (_, hooks) => {
      hooks.progress(2, 5, 'filler', 'plate 96 of 384.txt');
      hooks.warn('The sheet is old.');
      await stop.reached();
    });
    await stop.isReached;
    await page.until(({ creation }) => (creation?.warnings.length ?? 0) > 0);
    const current = page.state.creation?.phases.find(({ status }) => status === 'current');
    expect(current).toEqual({
      title: 'Running plugins',
      status: 'current',
      seconds: null,
      detail: 'filler, plate 96 of 384.txt, 2 of 5',
      step: { current: 2, total: 5 },
    });
    lab.lab.clock.advance(2000);
    stop.release();
    const { creation } = await page.created();
    expect(creation?.phases.find(({ title }) => title === 'Running plugins')).toMatchObject({
      status: 'done',
      seconds: 2,
    });
    expect(creation?.warnings).toContain('The sheet is old.');
  });

  it('can be stopped with its files kept, or discarded', async () => {
    for (const discard of [false, true]) {
      const { page, lab } = await begun((_, hooks) => hooks.askForInput(QUESTION));
      await waits(page);
      await page.wizard.receive({ type: 'stop', discard });
      const { creation } = await page.created();
      expect(creation?.state).toBe('stopped');
      const kept = creation?.state === 'stopped' ? creation.kept : '';
      expect(kept === '').toBe(discard);
      if (!discard) expect(await readdir(kept)).toContain('notes.txt');
      expect(lab.made).toEqual([]);

      await page.act('back-to-form');
      expect(page.state.creation).toBeNull();
      expect(page.field('label').value).toBe('First run');
    }
  });

  it('says at the run date that another wizard was faster', async () => {
    const lab = await WizardLab.make();
    const date = '2026-11-20T09:00:00Z';
    const [first, second] = [await lab.open({ known: PLACE }), await lab.open({ known: PLACE })];
    for (const page of [first, second]) {
      await page.fill();
      await page.give('run_date', date);
    }
    await first.create();
    await first.created();
    await second.create();
    await second.until(({ creation }) => creation === null);
    await second.wizard.settled();
    expect(first.state.creation?.state).toBe('done');
    expect(second.field('run_date').error).not.toBe('');
    expect(second.refused).toEqual(['run_date']);
  });

  it('goes back to the form where the template changed between its preview and its creation', async () => {
    const lab = await WizardLab.make();
    const source = path.join(lab.lab.folder, 'templates/plain/template/notes.txt.jinja');
    const { engine } = lab.lab;
    const { controller } = engine;
    lab.engine = {
      config: engine.config,
      templates: (query, id) => engine.templates(query, id),
      projects: (id) => engine.projects(id),
      unfinished: () => engine.unfinished(),
      controller: Object.assign(Object.create(controller) as typeof controller, {
        async createRun(...args: Parameters<typeof controller.createRun>) {
          await writeFile(source, 'Changed meanwhile by {{ operator }}\n');
          return controller.createRun(...args);
        },
      }),
    };
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.create();
    const { trouble, creation } = await page.until((state) => state.trouble !== '');
    expect(creation).toBeNull();
    expect(trouble).toContain('no longer what was shown');
    expect(lab.made).toEqual([]);

    await page.give('objective', 'Now with the other text');
    expect(page.state.trouble).toBe('');
  });

  it('stays with the engine that began it when the configuration is replaced', async () => {
    const stop = held();
    const { lab, page } = await begun(() => stop.reached());
    await stop.isReached;
    lab.engine = lab.lab.restart();
    await page.wizard.refresh();
    stop.release();
    const { creation } = await page.created();
    expect(creation?.state).toBe('done');
  });

  it('begins another in the same place with the same answers, and none that are its own', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.answer('sample', 'mouse 7');
    await page.create();
    await page.created();
    await page.act('create-another');
    await page.wizard.settled();
    expect(page.state.creation).toBeNull();
    expect(page.state.form.project?.value).toBe('PROJ-0042');
    expect(page.field('question:sample').value).toBe('mouse 7');
    expect([page.field('label').value, page.field('objective').value]).toEqual(['', '']);
  });

  it('keeps no draft of what comes late, while it is made or after', async () => {
    const { lab, page } = await begun((_, hooks) => hooks.askForInput(QUESTION));
    expect(page.wizard.isMaking).toBe(true);
    await waits(page);
    await page.give('label', 'Too late');
    await page.wizard.receive({ type: 'input', values: [{ id: 'lot', value: 'A' }] });
    await page.wizard.made;
    await page.give('label', 'Far too late');
    await page.wizard.dispose();

    expect(page.wizard.isMaking).toBe(false);
    const drafts = await readdir(lab.draftFolder).catch((): string[] => []);
    expect(drafts.filter((name) => name.endsWith('.json'))).toEqual([]);
    const readme = await readFile(path.join(lab.made[0] ?? '', 'README.md'), 'utf8');
    expect(readme).toContain('label: "First run"');
  });

  it('is made once, however often somebody asks for it', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await Promise.all([page.create(), page.create(), page.create()]);
    await page.created();
    await page.wizard.made;
    expect(lab.made).toHaveLength(1);
  });

  it('hands on what it cannot do itself', async () => {
    const lab = await WizardLab.make();
    const page = await lab.open({ known: PLACE });
    await page.fill();
    await page.create();
    await page.created();
    await page.act('open-folder');
    expect(lab.actions).toMatchObject([{ action: 'open-folder', folder: lab.made[0] }]);
  });
});

/** Compares every file of a plan with the disk; what a record tells of the moment is that of the plan. */
async function expectOnDisk(plan: CreationPlan | null, folder: string): Promise<void> {
  expect(plan?.files.length).toBeGreaterThan(5);
  for (const entry of plan?.files ?? []) {
    const file = path.join(folder, entry.path);
    if (entry.kind === 'link') expect(await readlink(file)).toBe(entry.target);
    if (entry.kind === 'verbatim') expect(await readFile(file)).toEqual(await readFile(entry.source));
    if (entry.kind === 'rendered' || (entry.kind === 'generated' && !entry.path.endsWith('.json'))) {
      expect(Buffer.compare(await readFile(file), entry.bytes), entry.path).toBe(0);
    }
  }
}
