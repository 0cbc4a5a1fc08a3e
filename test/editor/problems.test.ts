import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREATION_RECORD, recordPath } from '../../core/layout';
import type { CreationRecord } from '../../core/records';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { ProblemsPanel } from './host/problems-panel';
import type { TreeView } from './host/tree-view';
import { ALL_THEMES, type Workbench } from './host/workbench';
import { makeRuns } from './lab-runs';

const STATUS = 'exlab.exlab-wizard.exlab.status';
const REASON = 'The instrument cannot name it otherwise.';

let lab: EditorLab;
let workbench: Workbench;
let view: TreeView;
let panel: ProblemsPanel;
/** One with an illegal name, one with a placeholder in a text too, one that is sound. */
let named: string;
let texted: string;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      const runs = await makeRuns(
        place,
        { label: 'Named', date: '2026-03-07T10:00:00Z' },
        { label: 'Texted', date: '2026-03-06T10:00:00Z' },
        { label: 'Sound', date: '2026-03-05T10:00:00Z' },
      );
      [named = '', texted = ''] = runs;
      await writeFile(path.join(named, 'a:b.txt'), 'measured\n');
      await writeFile(path.join(texted, 'notes.txt'), 'first line\nSample <sample_id> by alice\n');
      await writeFile(path.join(texted, 'c:d.txt'), 'measured\n');
    },
  });
  ({ workbench } = lab);
  panel = new ProblemsPanel(workbench.page);
  view = await workbench.view('ExLab', 'Runs');
  await view.expand(await view.rowNamed(/Confocal microscope/));
  await view.expand(await view.rowNamed(/PROJ-0042/));
  await view.rowNamed(/Named/);
});
afterAll(() => lab.dispose());

async function record(run: string): Promise<CreationRecord> {
  return JSON.parse(await readFile(recordPath(run, CREATION_RECORD), 'utf8')) as CreationRecord;
}

/** The paths that wait in the sync queue. */
async function handedOff(): Promise<string> {
  const folder = path.join(lab.stateFolder, 'hand-offs');
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')),
  );
  return texts.join('\n');
}

async function badgeOf(label: RegExp): Promise<string> {
  return (await view.decoration(await view.rowNamed(label))).badge;
}

async function showProblems(): Promise<void> {
  await workbench.command('Problems: Focus on Problems View');
}

describe('Audit Now', () => {
  it('says how many problems there are', async () => {
    await workbench.command('ExLab: Audit Now');
    const notification = await workbench.notifications.shown('The lab is audited');
    expect(await notification.text()).toBe('The lab is audited. Problems: 4, of which 3 block the sync.');
    await notification.press('Show Problems');
    await panel.row('unresolved_placeholder_token').waitFor();
  });

  it('shows them in the list of problems, in their file or below their run', async () => {
    await eventually(() => panel.rows()).toContainEqual(expect.stringMatching(/notes\.txt/));
    const rows = await panel.rows();
    expect(rows).toContainEqual(expect.stringContaining(path.basename(named)));
    expect(rows).toContainEqual(expect.stringContaining("'a:b.txt' holds ':'"));
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`problems ${theme}`);
    }
    await workbench.setTheme('Light Modern');
  });

  it('shows them beside runs, projects and instruments', async () => {
    await eventually(() => badgeOf(/Named/)).toBe('B1');
    await eventually(() => badgeOf(/Texted/)).toBe('B2');
    expect(await badgeOf(/Sound/)).toBe('P');
    expect(await view.rowNamed(/Texted/)).toContain('2 problems');
    // The project itself has no record.
    expect(await view.rowNamed(/PROJ-0042/)).toContain('4 problems');
    expect(await view.rowNamed(/Confocal microscope/)).toContain('4 problems');
    await eventually(async () => view.tooltip(await view.rowNamed(/Texted/))).toContain(
      '2 problems block the sync.',
    );
  });

  it('shows them in the status bar, which leads to the list', async () => {
    await eventually(() => workbench.statusBar.text(STATUS)).toContain('4 problems');
    expect(await workbench.statusBar.label(STATUS)).toContain('3 problems block the sync.');
    await workbench.statusBar.press(STATUS);
    await panel.row('unresolved_placeholder_token').waitFor();
  });

  it('leads to the document of a run, which tells what is wrong', async () => {
    await panel.row("'a:b.txt' holds").dblclick();
    await eventually(() => workbench.editorText()).toContain('a:b.txt — illegal_filesystem_character');
    await workbench.screenshot('document of a run');
    await panel
      .row("'a:b.txt' holds")
      .locator('a', { hasText: 'illegal_filesystem_character' })
      .click({ modifiers: ['ControlOrMeta'] });
    await workbench.editorTab('illegal-filesystem-character.md').waitFor();
    await workbench.command('View: Close All Editors');
  });
});

describe('Override And Allow Sync', () => {
  it('asks by keyboard for a reason and an end, says what it means, and changes what is shown', async () => {
    const { quickInput, dialog } = workbench;
    await showProblems();
    await panel.walkTo("'a:b.txt' holds");
    expect(await panel.quickFixes()).toEqual(['Override And Allow Sync…', 'Mark As Known', 'Reveal']);
    await workbench.screenshot('lightbulb of a problem');
    await workbench.press('ArrowDown', 'Enter');
    await quickInput.shows({ title: 'Override And Allow Sync', step: '1' });
    await workbench.type('too short');
    await eventually(() => quickInput.validation()).toContain('9 of at least 10');
    await workbench.screenshot('reason that is too short');
    await workbench.press('Control+A');
    await workbench.type(REASON);
    await workbench.press('Enter');
    await quickInput.shows({ step: '2' });
    await workbench.type('For 7 days');
    await workbench.screenshot('end of an override');
    await workbench.press('Enter');
    await dialog.shows('in spite of illegal_filesystem_character?');
    expect(await dialog.detail()).toContain(REASON);
    await workbench.screenshot('confirm an override');
    await workbench.press('Enter');

    await eventually(() => badgeOf(/Named/)).toBe('P');
    await eventually(() => panel.rows()).toContainEqual(expect.stringContaining('(overridden until '));
    await eventually(() => workbench.statusBar.text(STATUS)).toContain('3 problems');
    // What is open tells it too.
    await eventually(() => workbench.editorText()).toContain('1 finding is overridden.');
    expect(await workbench.editorText()).toContain(REASON);
    await workbench.screenshot('overridden problem');
  });

  it('is recorded with the run, which is handed off', async () => {
    const { sync_status, validation_overrides } = await record(named);
    expect(sync_status).toBe('pending');
    expect(validation_overrides).toMatchObject([
      { problem_class: 'illegal_filesystem_character', reason: REASON, revoked: false },
    ]);
    expect(validation_overrides[0]).toHaveProperty('expires_at');
    expect(await handedOff()).toContain(path.basename(named));
  });
});

describe('Revoke Override', () => {
  it('blocks the run again', async () => {
    const { quickInput } = workbench;
    await view.chooseFromMenu(await view.rowNamed(/Named/), 'Revoke Override…');
    await quickInput.shows({ title: 'Revoke Override' });
    await workbench.type('It was renamed at the instrument.');
    await workbench.press('Enter');
    await eventually(() => badgeOf(/Named/)).toBe('B1');
    await eventually(() => panel.rows()).not.toContainEqual(expect.stringContaining('(overridden'));
    expect((await record(named)).sync_status).toBe('blocked_by_validation');
    expect(await handedOff()).not.toContain(path.basename(named));
    expect(await view.rowNamed(/Named/)).toContain('blocked');
    await eventually(() => workbench.editorText()).toContain('illegal_filesystem_character — revoked');
    await workbench.screenshot('revoked override');
  });
});

describe('Mark As Known', () => {
  it('hides a problem, which blocks all the same, until it is wanted again', async () => {
    await view.chooseFromMenu(await view.rowNamed(/Named/), 'Mark As Known');
    await workbench.notifications.shown('as before');
    await eventually(() => panel.rows()).not.toContainEqual(expect.stringContaining("'a:b.txt' holds"));
    await eventually(() => badgeOf(/Named/)).toBe('B');
    await eventually(async () => view.tooltip(await view.rowNamed(/Named/))).toContain(
      'block the sync all the same',
    );
    await workbench.command('ExLab: Show Or Hide Known Problems');
    await eventually(() => panel.rows()).toContainEqual(expect.stringContaining('(marked as known here)'));
    await workbench.command('ExLab: No Longer Mark As Known');
    await workbench.quickInput.shows({ title: 'No Longer Mark As Known' });
    await workbench.quickInput.accept();
    await eventually(() => badgeOf(/Named/)).toBe('B1');
  });
});

describe('a problem that is corrected', () => {
  it('goes as soon as its file is saved', async () => {
    await showProblems();
    await panel.row('is a placeholder').or(panel.row('<sample_id>')).first().dblclick();
    await eventually(() => workbench.editorText()).toContain('<sample_id>');
    await workbench.screenshot('placeholder in its file');
    await workbench.saveText('first line\nSample HEK by alice\n');
    await eventually(() => badgeOf(/Texted/)).toBe('B1');
    await eventually(() => panel.rows()).not.toContainEqual(expect.stringContaining('<sample_id>'));
    await workbench.command('View: Close All Editors');
  });

  it('goes with the next audit of its run, which is handed off where it was the last', async () => {
    await rm(path.join(texted, 'c:d.txt'));
    await view.chooseFromMenu(await view.rowNamed(/Texted/), 'Audit Now');
    await workbench.notifications.shown('problems: none');
    await eventually(() => badgeOf(/Texted/)).toBe('P');
    expect((await record(texted)).sync_status).toBe('pending');
    expect(await handedOff()).toContain(path.basename(texted));
  });
});
