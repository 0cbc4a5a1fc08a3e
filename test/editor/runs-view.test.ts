import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREATION_RECORD, recordPath } from '../../core/layout';
import { openEditorLab, type EditorLab } from './editor-lab';
import type { LabPlace } from './lab-folder';
import { eventually } from './eventually';
import type { TreeView } from './host/tree-view';
import { ALL_THEMES } from './host/workbench';
import { copyRun, makeRuns } from './lab-runs';

let lab: EditorLab;
let runs: readonly string[];
let view: TreeView;

beforeAll(async () => {
  lab = await openEditorLab({ prepare: fillLab });
  view = await lab.workbench.view('ExLab', 'Runs');
  await view.expand(await view.rowNamed(/Confocal microscope/));
  await view.expand(await view.rowNamed(/PROJ-0042/));
  await view.rowNamed(/Waiting/);
});
afterAll(() => lab.dispose());

/** A run in each state, a test run, and a folder that has nothing of a run but its name. */
async function fillLab(place: LabPlace): Promise<void> {
  runs = await makeRuns(
    place,
    { label: 'Waiting', date: '2026-03-07T10:00:00Z' },
    { label: 'Stored', date: '2026-03-06T10:00:00Z', status: 'synced' },
    { label: 'Cleared', date: '2026-03-05T10:00:00Z', status: 'cleaned' },
    { label: 'Stuck', date: '2026-03-04T10:00:00Z', status: 'failed' },
    { label: 'Refused', date: '2026-03-03T10:00:00Z', status: 'blocked_by_validation' },
    { label: 'Torn', date: '2026-03-02T10:00:00Z' },
    { label: 'Trial', date: '2026-03-01T10:00:00Z', kind: 'test' },
  );
  await writeFile(path.join(runs[4] ?? '', 'a:b.txt'), 'what blocks it\n');
  await writeFile(recordPath(runs[5] ?? '', CREATION_RECORD), '{ "schema_version": ');
  await mkdir(path.join(place.project, 'Run_2026-02-01T10-00-00'));
}

describe('a run in the Runs view', () => {
  it.each([
    ['Waiting', 'pending', 'P'],
    ['Stored', 'synced', 'S'],
    ['Cleared', 'cleaned', 'C'],
    ['Stuck', 'sync failed', 'F'],
    ['Refused', 'blocked', 'B1'],
    ['Torn', 'broken record', '!1'],
    ['2026-02-01', 'no record', '?1'],
  ])('%s tells that it is %s, and bears a %s', async (title, state, badge) => {
    // Its problems are found by the audit that comes by itself, and change the name of its row.
    const row = () => view.rowNamed(new RegExp(title));
    expect(await row()).toContain(state);
    await eventually(async () => (await view.decoration(await row())).badge).toBe(badge);
    expect((await view.shown(await row())).description).toContain(state);
  });

  it('has an icon of its own where somebody has to look at it', async () => {
    const iconOf = async (title: string): Promise<string> => {
      const row = view.row(await view.rowNamed(new RegExp(title)));
      const classes = await row.locator('.custom-view-tree-node-item-icon').getAttribute('class');
      return /codicon-([\w-]+)/.exec(classes ?? '')?.[1] ?? '';
    };
    const icons = await Promise.all(
      ['Waiting', 'Stored', 'Stuck', 'Refused', 'Torn', '2026-02-01'].map(iconOf),
    );
    expect(icons).toEqual(['beaker', 'beaker', 'error', 'circle-slash', 'warning', 'question']);
    for (const theme of ALL_THEMES) {
      await lab.workbench.setTheme(theme);
      await lab.workbench.screenshot(`states ${theme}`);
    }
    await lab.workbench.setTheme('Light Modern');
  });

  // Where a tooltip is shown one after the other, the first may still stand there for a moment.
  it('tells in its tooltip why its record is broken, and where it is', async () => {
    const row = await view.rowNamed(/Torn/);
    await eventually(() => view.tooltip(row)).toMatch(/creation\.json/);
    expect(await view.tooltip(row)).toContain(runs[5]);
  });

  it('tells in its tooltip who made it, from which template, in local time and in UTC', async () => {
    const row = await view.rowNamed(/Stored/);
    await eventually(() => view.tooltip(row)).toContain('Template: plain 1.0.0');
    const told = await view.tooltip(row);
    expect(told).toContain('Operator: alice');
    expect(told).toContain('2026-03-06 10:00:00 UTC');
    await view.row(row).hover();
    await lab.workbench.page.locator('.workbench-hover').waitFor();
    await lab.workbench.screenshot('tooltip of a run');
  });

  it('that is a test run stands in the group of test runs', async () => {
    const group = await view.rowNamed(/Test runs/);
    await eventually(() => view.rowsNow()).not.toContainEqual(expect.stringContaining('Trial'));
    await view.expand(group);
    expect(await view.rowNamed(/Trial/)).toMatch(/test run/i);
  });
});

describe('Refresh', () => {
  it('shows a run that was made outside, and keeps open what was', async () => {
    const made = await copyRun(runs[0] ?? '', '2026-04-01T10-00-00');
    await view.press('Refresh Runs');
    await eventually(() => countOf(/Waiting/)).toBe(2);
    expect(await view.rowNamed(/Trial/)).toContain('pending');
    await rm(made, { recursive: true });
    await view.press('Refresh Runs');
    await eventually(() => countOf(/Waiting/)).toBe(1);
  });

  it('shows the state that a run has by now', async () => {
    const row = await view.rowNamed(/Torn/);
    await rm(recordPath(runs[5] ?? '', CREATION_RECORD));
    await view.press('Refresh Runs');
    const now = await view.rowNamed(/Torn.*no record/);
    expect(now).not.toBe(row);
    await eventually(async () => (await view.decoration(now)).badge).toMatch(/^\?/);
  });
});

async function countOf(name: RegExp): Promise<number> {
  return (await view.rowsNow()).filter((row) => name.test(row)).length;
}

describe('a project with more than 300 runs', () => {
  it('shows them by month', async () => {
    const days = Array.from({ length: 300 }, (_, index) => new Date(Date.UTC(2025, 0, 10, index, 0, 0)));
    for (const day of days) {
      await mkdir(path.join(lab.project, `Run_${day.toISOString().slice(0, 19).replaceAll(':', '-')}`));
    }
    await view.press('Refresh Runs');
    const january = await view.rowNamed(/January 2025, 300 runs/);
    await view.rowNamed(/March 2026, 6 runs/);
    await lab.workbench.screenshot('runs by month');
    await view.expand(january);
    await view.rowNamed(/2025-01-22.*no record/);
    await view.collapse(january);
    await view.expand(await view.rowNamed(/March 2026/));
    await view.rowNamed(/Waiting/);
  });
});
