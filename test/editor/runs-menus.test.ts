import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { WizardPage } from './host/wizard-page';
import { eventually } from './eventually';
import type { TreeView } from './host/tree-view';
import { makeRuns } from './lab-runs';

const INSTRUMENT = /Confocal microscope/;
const NEW_INSTRUMENT = /Balance/;
const PROJECT = /PROJ-0042/;
const TEST_RUNS = /Test runs, 1/;
const RUN = /Membranes/;
const TRIAL = /Trial/;

let lab: EditorLab;
let runs: readonly string[];
let view: TreeView;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      runs = await makeRuns(
        place,
        { label: 'Membranes', date: '2026-03-07T10:00:00Z' },
        { label: 'Trial', date: '2026-03-01T10:00:00Z', kind: 'test' },
      );
    },
  });
  view = await lab.workbench.view('ExLab', 'Runs');
  for (const group of [INSTRUMENT, PROJECT, TEST_RUNS]) await view.expand(await view.rowNamed(group));
  await view.rowNamed(TRIAL);
});
afterAll(() => lab.dispose());

const OF_A_README = ['Compare README With Its Record', 'Regenerate README'];
const OF_A_FOLDER = ['Open Folder in New Window', 'Open in Terminal', 'Copy Path'];
const OF_PROBLEMS = ['Audit Now', 'Override And Allow Sync…', 'Revoke Override…', 'Mark As Known'];

// A file manager is nowhere near a served editor: "Reveal in File Manager" is in none of them.
describe('the context menu', () => {
  it.each([
    [
      'an instrument',
      INSTRUMENT,
      ['New Run Here', 'New Test Run Here', 'New Project Here', ...OF_A_FOLDER, 'Audit Now'],
    ],
    ['an instrument without a folder', NEW_INSTRUMENT, ['New Project Here']],
    [
      'a project',
      PROJECT,
      ['New Run Here', 'New Test Run Here', ...OF_A_FOLDER, ...OF_A_README, 'Audit Now'],
    ],
    ['the test runs', TEST_RUNS, ['New Test Run Here', ...OF_A_FOLDER]],
    [
      'a run',
      RUN,
      ['Open README', ...OF_A_FOLDER, ...OF_A_README, ...OF_PROBLEMS, 'New Template…', 'Discard This Run…'],
    ],
    [
      'a test run',
      TRIAL,
      ['Open README', ...OF_A_FOLDER, ...OF_A_README, ...OF_PROBLEMS, 'New Template…', 'Discard This Run…'],
    ],
  ])('of %s offers what makes sense there', async (what, row, items) => {
    const name = await view.rowNamed(row);
    await view.row(name).click({ button: 'right' });
    await lab.workbench.page.locator('.monaco-menu').waitFor();
    await lab.workbench.screenshot(`menu of ${what}`);
    await lab.workbench.press('Escape');
    expect(await view.menuItems(name)).toEqual(items);
  });

  it('behind the title offers what is not in it', async () => {
    expect(await view.titleMenuItems()).toEqual([
      'New Test Run',
      'New Project',
      'New Template…',
      'Audit Now',
      'Show Or Hide Known Problems',
      'Show Unfinished Creations',
      'Open Configuration',
      'Show Log',
      'Copy Diagnostics',
    ]);
  });
});

/** What a wizard begins with, once its tab is there; then it is closed again. */
async function chosenIn(title: string): Promise<string[]> {
  const { workbench } = lab;
  const page = new WizardPage(workbench, title);
  await page.shows('form');
  await page.frame.locator('.chosen .title').first().waitFor();
  const chosen = await page.frame.locator('.chosen .title').allInnerTexts();
  await workbench.closeEditor(title);
  return chosen;
}

describe('New Run Here', () => {
  it('of a project knows instrument and project', async () => {
    await view.chooseFromMenu(await view.rowNamed(PROJECT), 'New Run Here');
    expect(await chosenIn('New Run')).toEqual(['PROJ-0042', 'CONFOCAL_01']);
  });

  it('of an instrument knows the instrument', async () => {
    await view.chooseFromMenu(await view.rowNamed(INSTRUMENT), 'New Run Here');
    expect(await chosenIn('New Run')).toEqual(['CONFOCAL_01']);
  });

  it('is a button in the row of a project', async () => {
    await view.pressInRow(await view.rowNamed(PROJECT), 'New Run Here');
    expect(await chosenIn('New Run')).toEqual(['PROJ-0042', 'CONFOCAL_01']);
  });
});

describe('New Test Run Here', () => {
  it('of the test runs knows instrument and project', async () => {
    await view.chooseFromMenu(await view.rowNamed(TEST_RUNS), 'New Test Run Here');
    expect(await chosenIn('New Test Run')).toEqual(['PROJ-0042', 'CONFOCAL_01']);
  });
});

describe('Copy Path', () => {
  it('puts the path of the folder into the clipboard', async () => {
    await view.chooseFromMenu(await view.rowNamed(RUN), 'Copy Path');
    await eventually(() => lab.workbench.clipboard()).toBe(runs[0]);
    await view.chooseFromMenu(await view.rowNamed(TEST_RUNS), 'Copy Path');
    await eventually(() => lab.workbench.clipboard()).toBe(path.join(lab.project, 'TestRuns'));
  });
});

describe('Open README', () => {
  it('opens the README of the run', async () => {
    const { workbench } = lab;
    await view.chooseFromMenu(await view.rowNamed(RUN), 'Open README');
    await workbench.editorTab('README.md').waitFor();
    await eventually(() => workbench.editorText()).toContain('label: "Membranes"');
    await workbench.screenshot('README of a run');
    await workbench.closeEditor('README.md');
  });
});

describe('Open in Terminal', () => {
  it('opens a shell in the folder', async () => {
    const { workbench, folder } = lab;
    const answer = path.join(folder, 'pwd.txt');
    await view.chooseFromMenu(await view.rowNamed(RUN), 'Open in Terminal');
    await workbench.terminalHasFocus();
    await workbench.screenshot('terminal of a run');
    await workbench.type(`pwd > '${answer}'\n`);
    await eventually(() => readFile(answer, 'utf8').catch(() => '')).toBe(`${runs[0] ?? ''}\n`);
  });
});
