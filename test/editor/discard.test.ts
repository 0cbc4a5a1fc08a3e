import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORE, Conversation, PLACE } from './conversation';
import { openEditorLab, type EditorLab } from './editor-lab';
import type { TreeView } from './host/tree-view';

const PATIENT = { timeout: 10_000 };
const DISCARD = 'Discard This Run…';

let lab: EditorLab;
let view: TreeView;
let run: string;
let label: string;
let made = 0;

beforeAll(async () => {
  lab = await openEditorLab();
});
afterAll(() => lab.dispose());

/** A new run, and its row in the Runs view. */
beforeEach(async () => {
  const { workbench, project } = lab;
  made += 1;
  label = `Wrong button ${made}`;
  view = await workbench.view('ExLab', 'Runs');
  await workbench.command('ExLab: New Run (Quick)');
  await workbench.quickInput.shows({ title: 'New Run' });
  await new Conversation(workbench).untilPlan({ ...PLACE, ...CORE, Label: label });
  await workbench.quickInput.accept();
  await (await workbench.notifications.shown('Created ')).close();
  const names = (await readdir(project)).filter((name) => name.startsWith('Run_')).sort();
  run = path.join(project, names.at(-1) ?? '');
  await view.row(label).waitFor();
});

/** The trash of the user that the editor runs as, on the disk of the lab or in the home. */
async function inTrash(): Promise<string[]> {
  const trash = path.join(lab.home, '.local', 'share', 'Trash', 'files');
  return existsSync(trash) ? readdir(trash) : [];
}

describe('a run in the Runs view', () => {
  it('is selected as soon as it is made', async () => {
    await expect.poll(() => view.row(label).getAttribute('aria-selected'), PATIENT).toBe('true');
  });

  it('is discarded to the trash while it holds only what was made with it', async () => {
    const { workbench } = lab;
    await view.chooseFromMenu(label, DISCARD);
    await workbench.dialog.shows(`Discard '${label}'?`);
    await workbench.screenshot('discard');
    expect(await workbench.dialog.detail()).toContain(run);
    await workbench.dialog.press('Cancel');
    expect(existsSync(run)).toBe(true);

    await view.chooseFromMenu(label, DISCARD);
    await workbench.dialog.shows(`Discard '${label}'?`);
    await workbench.dialog.press('Move to Trash');
    await expect.poll(() => existsSync(run), PATIENT).toBe(false);
    expect(await inTrash()).toContain(path.basename(run));
    const note = path.join(lab.home, '.local', 'share', 'Trash', 'info', `${path.basename(run)}.trashinfo`);
    expect(await readFile(note, 'utf8')).toContain(`Path=${run}`);
  });

  it('stays where somebody has written into it', async () => {
    const { workbench } = lab;
    await writeFile(path.join(run, 'raw', 'image-1.tif'), 'data');
    await view.chooseFromMenu(label, DISCARD);
    const told = await workbench.notifications.shown('The run is not discarded');
    expect(await told.text()).toContain('image-1.tif');
    await told.close();
    expect(existsSync(run)).toBe(true);
  });
});
