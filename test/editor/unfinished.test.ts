import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defectsOfRecords } from '../support/independent-check';
import { buildWorker, type WorkerProgram } from '../support/worker-process';
import { openEditorLab, type EditorLab } from './editor-lab';
import type { LabPlace } from './lab-folder';
import { eventually } from './eventually';
import { PLAIN_TEMPLATE, writePlainTemplate } from './lab-runs';

const STATUS = 'exlab.exlab-wizard.exlab.status';

let lab: EditorLab;
let program: WorkerProgram;

beforeAll(async () => {
  program = await buildWorker();
  lab = await openEditorLab({
    prepare: async (place) => {
      await writePlainTemplate(place);
      await cutOff(place, 'First try', '2026-03-07T10:00:00Z');
      await cutOff(place, 'Second try', '2026-03-08T10:00:00Z');
    },
  });
});
afterAll(async () => {
  await lab.dispose();
  await program.dispose();
});

/** A creation whose process is killed once its files are written, before they are in place. */
async function cutOff(
  { configFile, stateFolder, folder }: LabPlace,
  label: string,
  date: string,
): Promise<void> {
  const { end } = program.start({
    configFile,
    stateFolder,
    bundledTemplates: path.join(folder, 'none'),
    recover: false,
    killAt: 'rendered',
    run: {
      equipment_id: 'CONFOCAL_01',
      project_short_id: 'PROJ-0042',
      template_path: PLAIN_TEMPLATE,
      run_kind: 'experimental',
      label,
      operator: 'alice',
      objective: 'Survive',
      run_date: date,
    },
  });
  const { signal, stderr } = await end;
  if (signal !== 'SIGKILL') throw new Error(`It was to be killed: ${stderr}`);
}

async function inProject(prefix: string): Promise<string[]> {
  return (await readdir(lab.project)).filter((name) => name.startsWith(prefix));
}

/** Opens the list of unfinished creations by its command, and chooses one and what becomes of it. */
async function choose(creation: string, action: string): Promise<void> {
  const { workbench } = lab;
  await workbench.command('ExLab: Show Unfinished Creations');
  await workbench.quickInput.shows({ title: 'Unfinished Creations' });
  await workbench.quickInput.choose(creation);
  await workbench.quickInput.shows({ title: creation });
  await workbench.quickInput.choose(action);
}

describe('creations that were cut off', () => {
  it('are told once by a notification when the view is first shown, and by the status bar', async () => {
    const { workbench } = lab;
    await workbench.view('ExLab', 'Runs');
    const told = await workbench.notifications.shown('were cut off');
    expect(await told.text()).toContain('2 creations were cut off. Their files are kept.');
    await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab: 2 unfinished');
    await workbench.screenshot('unfinished told');
    await told.press('Show');
    await workbench.quickInput.shows({ title: 'Unfinished Creations' });
    expect(await workbench.quickInput.rowsNow()).toEqual([
      expect.stringMatching(/^Run_2026-03-07T10-00-00, First try/),
      expect.stringMatching(/^Run_2026-03-08T10-00-00, Second try/),
    ]);
    await workbench.screenshot('unfinished list');
    await workbench.quickInput.cancel();
  });

  it('are told no second time by a window that is loaded again, which lists them all the same', async () => {
    const { workbench } = lab;
    await workbench.reload();
    await workbench.view('ExLab', 'Runs');
    await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab: 2 unfinished');
    expect(await workbench.notifications.texts()).toEqual([]);
    await workbench.statusBar.press(STATUS);
    await workbench.quickInput.shows({ title: 'Unfinished Creations' });
    expect(await workbench.quickInput.rowsNow()).toHaveLength(2);
    await workbench.quickInput.cancel();
  });

  it('are made again from the same answers, and what was left of the first time goes', async () => {
    const { workbench } = lab;
    await choose('Run_2026-03-07T10-00-00', 'Create Again');
    await workbench.quickInput.shows({
      title: 'New Run',
      placeholder: 'Enter creates it. Nothing is written before.',
    });
    await workbench.screenshot('unfinished plan');
    await workbench.quickInput.accept();
    await workbench.notifications.shown('Created Run_2026-03-07T10-00-00.');
    const [name = ''] = await inProject('Run_');
    expect(name).toBe('Run_2026-03-07T10-00-00');
    expect(defectsOfRecords(path.join(lab.project, name), { level: 'run' })).toEqual([]);
    await eventually(() => inProject('.exlab-work-')).toEqual(['.exlab-work-Run_2026-03-08T10-00-00']);
    await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab: 1 unfinished');
  });

  it('are kept by whoever does not confirm that they are to go', async () => {
    const { workbench } = lab;
    await choose('Run_2026-03-08T10-00-00', 'Discard…');
    await workbench.dialog.shows("Delete the files of 'Second try' for good?");
    await workbench.screenshot('unfinished discard');
    expect(await workbench.dialog.detail()).toContain('.exlab-work-Run_2026-03-08T10-00-00');
    await workbench.dialog.press('Cancel');
    expect(await inProject('.exlab-work-')).toHaveLength(1);
  });

  it('are discarded after a question, and nothing is left to list', async () => {
    const { workbench } = lab;
    await choose('Run_2026-03-08T10-00-00', 'Discard…');
    await workbench.dialog.shows('Delete the files');
    await workbench.dialog.press('Delete for Good');
    await eventually(() => inProject('.exlab-work-')).toEqual([]);
    await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab');
    await eventually(() => workbench.offers('ExLab: Show Unfinished Creations')).toBe(false);
  });
});
