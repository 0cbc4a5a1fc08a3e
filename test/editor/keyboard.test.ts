import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defectsOfRecords } from '../support/independent-check';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { Menu } from './host/menu';
import { TreeView } from './host/tree-view';
import type { Workbench } from './host/workbench';
import { makeRuns } from './lab-runs';

/** The editor's own key for going back, on Linux; on Windows it is Alt and the left arrow. */
const BACK = 'Control+Alt+Minus';

let lab: EditorLab;
let workbench: Workbench;
let view: TreeView;
let runs: readonly string[];

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      runs = await makeRuns(place, { label: 'Membranes', date: '2026-03-07T10:00:00Z' });
    },
  });
  ({ workbench } = lab);
  view = new TreeView(workbench.page, 'Runs');
});
afterAll(() => lab.dispose());

/** Runs a command of the palette with keys. One that is not registered yet is not offered: then it is asked anew. */
async function run(command: string): Promise<void> {
  await eventually(async () => {
    // Escape would close notifications too, where no palette is open.
    if (await workbench.quickInput.isOpen()) await workbench.press('Escape');
    await workbench.press('F1');
    await workbench.quickInput.shows();
    await workbench.type(command);
    return (await workbench.quickInput.rowsNow())[0] ?? '';
  }).toContain(command);
  await workbench.press('Enter');
}

/** Presses a key until something is so. */
async function pressUntil(key: string, isSo: () => Promise<boolean>): Promise<void> {
  await eventually(async () => {
    if (await isSo()) return true;
    await workbench.press(key);
    return isSo();
  }).toBe(true);
}

describe('with the keyboard alone', () => {
  it('the tree is walked, and a row gives its menu', async () => {
    const menu = new Menu(workbench.page);
    await run('ExLab: Focus on Runs View');
    await view.rowNamed(/Confocal/);
    // As long as a tree is empty the focus stays outside of it.
    await run('ExLab: Focus on Runs View');
    await pressUntil('Home', async () => (await view.active()).includes('Confocal microscope'));
    await workbench.press('ArrowRight');
    await view.rowNamed(/PROJ-0042/);
    await workbench.press('ArrowDown');
    await eventually(() => view.active()).toContain('PROJ-0042');
    await workbench.press('ArrowRight');
    await view.rowNamed(/Membranes/);
    await workbench.press('ArrowDown');
    await eventually(() => view.active()).toContain('Membranes');

    await workbench.press('Shift+F10');
    await menu.isOpen();
    await pressUntil('ArrowDown', async () => (await menu.active()) === 'Copy Path');
    await workbench.screenshot('keyboard menu');
    await workbench.press('Enter');
    await eventually(() => workbench.clipboard()).toBe(runs[0]);
  });

  it('a run is created, with a step back on the way, and its README opened', async () => {
    const { quickInput } = workbench;
    await run('ExLab: New Run (Quick)');
    await quickInput.shows({ step: '1', placeholder: 'Which instrument?' });
    await workbench.press('Enter');
    await quickInput.shows({ step: '2', placeholder: 'Which project?' });
    await workbench.press('Enter');
    await quickInput.shows({ step: '3', placeholder: 'Which template?' });
    await workbench.type('plain');
    await workbench.press('Enter');
    await quickInput.shows({ step: '4' });
    await workbench.press(BACK);
    await quickInput.shows({ step: '3', placeholder: 'Which template?' });
    await workbench.type('plain');
    await workbench.press('Enter');
    await answerText('4', 'Label', 'By keys alone');
    await answerText('5', 'Operator', '');
    await answerText('6', 'Objective', 'Spare the mouse');
    await quickInput.shows({ step: '7' });
    await eventually(() => quickInput.rowsNow()).toContain('Take the defaults');
    await workbench.screenshot('settings with defaults');
    await workbench.press('Enter');
    await quickInput.shows({ step: '8', placeholder: 'Enter creates it. Nothing is written before.' });
    await workbench.press('Enter');
    await workbench.notifications.shown('Created ');

    const made = (await readdir(lab.project)).find(
      (name) => name.startsWith('Run_2') && !runs[0]?.endsWith(name),
    );
    expect(defectsOfRecords(path.join(lab.project, made ?? ''), { level: 'run' })).toEqual([]);
    await run('Notifications: Focus Notification Toast');
    await pressUntil('Tab', async () => (await workbench.focusedText()) === 'Open README');
    await workbench.screenshot('keyboard notification');
    await workbench.press('Enter');
    await eventually(() => workbench.editors()).toContainEqual(expect.stringContaining('README.md'));
  });

  it('the runs are filtered, one is discarded after a question, and the filter is cleared', async () => {
    const menu = new Menu(workbench.page);
    await run('ExLab: Filter Runs');
    await workbench.quickInput.shows({ title: 'Filter Runs' });
    await workbench.type('membranes');
    await workbench.press('Enter');
    await eventually(() => view.part().innerText()).toContain('membranes: 1 of 2 runs');
    await view.rowNamed(/Membranes/);
    await run('ExLab: Focus on Runs View');
    await pressUntil('ArrowDown', async () => (await view.active()).includes('Membranes'));
    await workbench.press('Shift+F10');
    await menu.isOpen();
    await pressUntil('ArrowDown', async () => (await menu.active()) === 'Discard This Run…');
    await workbench.press('Enter');
    await workbench.dialog.shows("Discard 'Membranes'?");
    await workbench.press('Enter');
    await workbench.notifications.shown('Moved to the trash');
    expect(existsSync(runs[0] ?? '')).toBe(false);
    await run('ExLab: Clear Filter of Runs');
    await view.rowNamed(/By keys alone/);
  });
});

/** Answers an input box; an empty text takes what stands there. */
async function answerText(step: string, prompt: string, text: string): Promise<void> {
  await workbench.quickInput.shows({ step });
  await eventually(() => workbench.quickInput.message()).toContain(prompt);
  await workbench.type(text);
  await workbench.press('Enter');
}
