import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defectsOfRecords } from '../support/independent-check';
import { openEditorLab, type EditorLab } from './editor-lab';
import { ALL_THEMES } from './host/workbench';

let lab: EditorLab;
beforeAll(async () => {
  lab = await openEditorLab('operators: {allowlist: []}');
});
afterAll(() => lab.dispose());

/** Answers by what they are asked with; a question mark at the end says that it is a list to choose from. */
type Answers = Readonly<Record<string, string>>;

const PLACE: Answers = { 'Which instrument?': 'CONFOCAL_01', 'Which project?': 'PROJ-0042' };
const CORE: Answers = {
  Label: 'Membranes at noon',
  Operator: 'alice',
  Objective: 'Find the channel',
  'YYYY-MM-DD': '2027-03-31',
};

/** Answers everything that stands between a command and its plan; what has no answer is taken as it stands. */
async function answerUntilPlan(answers: Answers): Promise<void> {
  const { quickInput } = lab.workbench;
  for (;;) {
    await quickInput.shows({});
    const asked = `${await quickInput.placeholder()} ${await quickInput.message()}`;
    if (/Enter creates it|keeps it from/.test(asked)) return;
    const step = await quickInput.step();
    await answer(Object.entries(answers).find(([prompt]) => asked.includes(prompt)));
    await expect.poll(() => quickInput.step(), { timeout: 10_000 }).not.toBe(step);
  }
}

async function answer(found: [prompt: string, value: string] | undefined): Promise<void> {
  const { quickInput } = lab.workbench;
  if (found?.[0].endsWith('?') === true) {
    await quickInput.choose(found[1]);
    return;
  }
  const isBox = (await quickInput.message()) !== '';
  if (found !== undefined) await quickInput.type(found[1]);
  else if (isBox && (await quickInput.value()) === '') await quickInput.type('1');
  await quickInput.accept();
}

/** The rows of the Runs view, as soon as one of them matches. */
async function expectRow(name: RegExp): Promise<string[]> {
  const view = await lab.workbench.view('ExLab', 'Runs');
  let matching: string[] = [];
  await expect
    .poll(async () => {
      matching = (await view.rows()).filter((row) => name.test(row));
      return matching.length;
    })
    .toBeGreaterThan(0);
  return matching;
}

async function runsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^(Test)?Run_/.test(name));
}

describe('New Run (Quick)', () => {
  it('makes the run that it showed, on the disk and in the Runs view', async () => {
    const { workbench, project } = lab;
    const { quickInput } = workbench;
    await workbench.command('ExLab: New Run (Quick)');
    await quickInput.shows({ title: 'New Run', placeholder: 'Which instrument?' });
    expect(await quickInput.rows()).toEqual(['CONFOCAL_01, Confocal microscope', 'BALANCE_02, Balance']);
    await answerUntilPlan({ ...PLACE, ...CORE });
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`plan ${theme}`);
    }
    const [create = ''] = await quickInput.rows();
    await quickInput.accept();
    const told = await workbench.notifications.shown('is there.');

    const [name = ''] = await runsIn(project);
    expect(await told.text()).toContain(name);
    expect(create).toContain(`Create ${name}`);
    expect(defectsOfRecords(path.join(project, name), { level: 'run' })).toEqual([]);
    await told.close();

    const view = await workbench.view('ExLab', 'Runs');
    const rows = await view.rows();
    await view.expand(rows[0] ?? '');
    const [projectRow = ''] = await expectRow(/PROJ-0042/);
    await view.expand(projectRow);
    await expectRow(/Membranes at noon/);
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`runs ${theme}`);
    }
  });

  it('shows what the gate refuses where it is typed', async () => {
    const { workbench } = lab;
    const { quickInput } = workbench;
    await workbench.command('ExLab: New Run (Quick)');
    await quickInput.shows({ placeholder: 'Which instrument?' });
    await quickInput.choose('BALANCE_02');
    const told = await workbench.notifications.shown('There is no project');
    await told.close();

    await workbench.command('ExLab: New Run (Quick)');
    await quickInput.shows({ placeholder: 'Which instrument?' });
    await quickInput.choose('CONFOCAL_01');
    await quickInput.shows({ placeholder: 'Which project?' });
    await quickInput.choose('PROJ-0042');
    await quickInput.shows({ placeholder: 'Which template?' });
    await quickInput.choose('confocal-microscopy');
    await quickInput.shows({ step: '4' });
    await quickInput.accept();
    await expect.poll(() => quickInput.validation()).toContain('label');
    await quickInput.type('x'.repeat(101));
    await expect.poll(() => quickInput.validation()).toContain('100');
    await workbench.screenshot('refused label');
    await quickInput.type('fine');
    await expect.poll(() => quickInput.validation()).toBe('');
    await quickInput.back();
    await quickInput.shows({ placeholder: 'Which template?' });
    await quickInput.cancel();
    await quickInput.isGone();
  });
});

describe('New Test Run (Quick)', () => {
  it('makes a test run below TestRuns', async () => {
    const { workbench, project } = lab;
    await workbench.command('ExLab: New Test Run (Quick)');
    await workbench.quickInput.shows({ title: 'New Test Run' });
    await answerUntilPlan({ ...PLACE, ...CORE });
    await workbench.quickInput.accept();
    const told = await workbench.notifications.shown('is there.');
    await told.close();
    const [name = ''] = await runsIn(path.join(project, 'TestRuns'));
    expect(name).toMatch(/^TestRun_/);
    expect(defectsOfRecords(path.join(project, 'TestRuns', name), { level: 'run' })).toEqual([]);
  });
});

describe('New Project (Quick)', () => {
  const LIMS: Answers = { 'short id': 'PROJ-0077', 'name of the LIMS': 'Membrane channels' };

  it('makes a project', async () => {
    const { workbench, root } = lab;
    await workbench.command('ExLab: New Project (Quick)');
    await workbench.quickInput.shows({ title: 'New Project' });
    await answerUntilPlan({ ...PLACE, ...CORE, ...LIMS });
    await workbench.quickInput.accept();
    const told = await workbench.notifications.shown('is there.');
    await told.close();
    const project = path.join(root, 'CONFOCAL_01', 'PROJ-0077');
    expect(defectsOfRecords(project, { level: 'project' })).toEqual([]);
  });

  it('shows in the plan that the project exists, and goes back to where it was named', async () => {
    const { workbench } = lab;
    const { quickInput } = workbench;
    await workbench.command('ExLab: New Project (Quick)');
    await quickInput.shows({ title: 'New Project' });
    await answerUntilPlan({ ...PLACE, ...CORE, ...LIMS });
    await workbench.screenshot('refused project');
    expect((await quickInput.rows())[0]).toContain('exists already');
    await quickInput.accept();
    await expect.poll(() => quickInput.message()).toContain('short id');
    await quickInput.cancel();
  });
});
