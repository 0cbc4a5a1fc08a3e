import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { audit, type Exception } from './host/audit';
import { ProblemsPanel } from './host/problems-panel';
import type { TreeView } from './host/tree-view';
import { ALL_THEMES, type Workbench } from './host/workbench';
import { makeRuns } from './lab-runs';

const STATUS = 'exlab.exlab-wizard.exlab.status';

/** What the editor does in every extension's lists and notifications, and no extension can do otherwise. */
const OF_THE_EDITOR: readonly Exception[] = [
  {
    rule: 'nested-interactive',
    within: '.pane-header',
    why: 'the title of a view is a button that holds the buttons of the view',
  },
  {
    rule: 'label-content-name-mismatch',
    within: '.monaco-list-row',
    why: 'the text of a row is its label and description with no space between, so no name can contain it',
  },
  {
    rule: 'aria-allowed-attr',
    within: '.monaco-list',
    why: 'lists of quick picks and notifications say of themselves what their roles do not allow',
  },
  {
    rule: 'aria-required-children',
    within: '.notification-toast .monaco-list',
    why: 'a notification is a dialog in a list',
  },
  {
    rule: 'aria-valid-attr-value',
    within: '.quick-input-box',
    why: 'the field goes on naming the active row of a list that was shown before it',
  },
  {
    rule: 'color-contrast',
    within: '.marker-source, .marker-code, .marker-line',
    why: 'the list of problems is paler, and its links bluer, than the theme wants beside each message',
  },
  {
    rule: 'aria-prohibited-attr',
    within: '.markers-panel',
    why: 'what the list of problems says of itself stands in an element without a role',
  },
  {
    rule: 'aria-prohibited-attr',
    within: '.monaco-keybinding',
    why: 'the keys of a command are named, and their element has no role',
  },
];

let lab: EditorLab;
let workbench: Workbench;
let view: TreeView;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      const runs = await makeRuns(
        place,
        { label: 'Alpha', date: '2026-03-07T10:00:00Z' },
        { label: 'Beta', date: '2026-03-06T10:00:00Z', status: 'failed' },
        { label: 'Gamma', date: '2026-03-05T10:00:00Z', status: 'blocked_by_validation' },
        { label: 'Delta', date: '2026-03-04T10:00:00Z', kind: 'test' },
      );
      await writeFile(path.join(runs[2] ?? '', 'a:b.txt'), 'what blocks it\n');
    },
  });
  ({ workbench } = lab);
  view = await workbench.view('ExLab', 'Runs');
  await view.expand(await view.rowNamed(/Confocal microscope/));
  await view.expand(await view.rowNamed(/PROJ-0042/));
  // The audit that comes by itself has been here.
  await view.rowNamed(/Gamma.*1 problem/);
});
afterAll(() => lab.dispose());

/** What axe finds in a part of the window, theme by theme. */
async function findings(part: string, themes = ALL_THEMES): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await workbench.setTheme(theme);
    for (const finding of await audit(workbench.page, part, OF_THE_EDITOR))
      found.push(`${theme}: ${finding}`);
  }
  await workbench.setTheme('Light Modern');
  return found;
}

describe('the Runs view', () => {
  it('names its rows by kind, label and state, each at its level', async () => {
    await view.expand(await view.rowNamed(/Test runs, 1/));
    await view.rowNamed(/Delta/);
    const level = (row: RegExp): Promise<string | null> => view.rowMatching(row).getAttribute('aria-level');
    expect(await level(/^Instrument Confocal microscope, CONFOCAL_01, 2 problems$/)).toBe('1');
    expect(await level(/^Instrument Balance, BALANCE_02.*no runs yet$/)).toBe('1');
    expect(await level(/^Project PROJ-0042, 2 problems$/)).toBe('2');
    expect(await level(/^Test runs, 1$/)).toBe('3');
    expect(await level(/(?=.*Delta)(?=.*test run)(?=.*pending)/i)).toBe('4');
    expect(await level(/(?=.*Alpha)(?=.*\brun\b)(?=.*2026-03-07)(?=.*pending)/i)).toBe('3');
    expect(await level(/(?=.*Beta)(?=.*sync failed)/)).toBe('3');
    expect(await level(/(?=.*Gamma)(?=.*blocked)(?=.*1 problem)/)).toBe('3');
  });

  it.each(ALL_THEMES)('has nothing that axe objects to in %s', async (theme) => {
    expect(await findings('.pane', [theme])).toEqual([]);
  });
});

describe('the item of the status bar', () => {
  it('says what it does', async () => {
    await eventually(() => workbench.statusBar.label(STATUS)).toMatch(/show the problems/i);
    await workbench.page.getByRole('button', { name: /show the problems/i }).waitFor();
  });

  it('has nothing that axe objects to in any theme', async () => {
    expect(await findings(`.statusbar-item[id="${STATUS}"]`)).toEqual([]);
  });
});

describe('the inputs of New Run', () => {
  it('tell what is asked, where one is, and what is wrong', async () => {
    const { quickInput, page } = workbench;
    await workbench.command('ExLab: New Run (Quick)');
    await quickInput.shows({ step: '1' });
    await page.getByRole('textbox', { name: 'Which instrument? - New Run' }).waitFor();
    await page.getByRole('option', { name: 'CONFOCAL_01, Confocal microscope' }).waitFor();
    expect(await findings('.quick-input-widget')).toEqual([]);
    await quickInput.choose('CONFOCAL_01');
    await quickInput.shows({ step: '2' });
    await quickInput.choose('PROJ-0042');
    await quickInput.shows({ step: '3' });
    await quickInput.choose('plain');
    await quickInput.shows({ title: 'New Run', step: '4' });
    await page.getByRole('button', { name: /^Back/ }).waitFor();
    await eventually(() => quickInput.description()).toContain('Label');
    expect(await findings('.quick-input-widget')).toEqual([]);

    await quickInput.accept();
    await eventually(() => quickInput.description()).toContain('empty');
    await workbench.screenshot('empty label');
    expect(await findings('.quick-input-widget')).toEqual([]);
    await quickInput.cancel();
  });
});

describe('a notification', () => {
  it('has nothing that axe objects to in any theme', async () => {
    await workbench.command('ExLab: Copy Diagnostics');
    await workbench.notifications.shown('in the clipboard');
    expect(await findings('.notification-toast')).toEqual([]);
  });
});

describe('the list of problems', () => {
  it('has nothing in its rows that axe objects to in any theme', async () => {
    await workbench.statusBar.press(STATUS);
    await new ProblemsPanel(workbench.page).row("'a:b.txt' holds").waitFor();
    expect(await findings('.markers-panel .monaco-list-rows')).toEqual([]);
  });
});

describe('the welcome text', () => {
  it('has buttons that say what they do, and nothing that axe objects to', async () => {
    await view.press('Filter Runs…');
    await workbench.quickInput.shows({ title: 'Filter Runs' });
    expect(await findings('.quick-input-widget')).toEqual([]);
    await workbench.quickInput.cancel();
    await writeFile(lab.configFile, 'nonsense');
    await view.welcome().getByRole('button', { name: 'Open Configuration' }).waitFor();
    await view.welcome().getByRole('button', { name: 'Show Log' }).waitFor();
    expect(await findings('.pane')).toEqual([]);
  });
});
