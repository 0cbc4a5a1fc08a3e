import { mkdir, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORE, Conversation, PLACE } from './conversation';
import { openEditorLab, type EditorLab } from './editor-lab';

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0.0"
_exlab_run_scope: both
_subdirectory: template
`;
/** So many that nobody is in too much of a hurry to stop it. */
const FILES = 15_000;
const PATIENT = { timeout: 30_000 };

let lab: EditorLab;
let conversation: Conversation;

beforeAll(async () => {
  lab = await openEditorLab();
  conversation = new Conversation(lab.workbench);
  const template = path.join(lab.folder, 'templates', 'plate');
  await mkdir(path.join(template, 'template', 'raw'), { recursive: true });
  await writeFile(path.join(template, 'copier.yml'), MANIFEST);
  for (let well = 0; well < FILES; well += 1) {
    await writeFile(path.join(template, 'template', 'raw', `well-${well}.txt`), 'x');
  }
});
afterAll(() => lab.dispose());

/** Starts a creation and asks to stop it while it runs. */
async function startAndCancel(): Promise<void> {
  const { workbench } = lab;
  await workbench.command('ExLab: New Run (Quick)');
  await workbench.quickInput.shows({ title: 'New Run' });
  await conversation.untilPlan({ ...PLACE, ...CORE, 'Which template?': 'plate' });
  await workbench.quickInput.accept();
  const progress = await workbench.notifications.shown('New Run');
  await workbench.screenshot('progress');
  await progress.press('Cancel');
  await workbench.quickInput.shows({ title: 'New Run', placeholder: STOP });
}

const STOP = 'Stop this creation? It goes on until you choose.';

/** What a creation leaves in the project; beside it stands the project's own log. */
async function entriesOfProject(): Promise<string[]> {
  return (await readdir(lab.project)).filter((name) => name !== '.exlab-wizard');
}

describe('a creation that is stopped', () => {
  it('leaves nothing where its files are discarded', async () => {
    const { workbench } = lab;
    await startAndCancel();
    await workbench.screenshot('stopping');
    expect(await workbench.quickInput.rows()).toEqual([
      'Go on',
      expect.stringMatching(/^Stop, and keep the files for review, /),
      expect.stringMatching(/^Stop, and discard the files, /),
    ]);
    await workbench.quickInput.choose('Stop, and discard the files');
    const told = await workbench.notifications.shown('cancelled');
    await told.close();
    await expect.poll(entriesOfProject, PATIENT).toEqual([]);
  });

  it('goes on where somebody thinks better of it', async () => {
    const { workbench } = lab;
    await startAndCancel();
    await workbench.quickInput.choose('Go on');
    const told = await workbench.notifications.shown('Created ', PATIENT);
    await told.close();
    const [made = ''] = await entriesOfProject();
    expect(made).toMatch(/^Run_/);
    expect(await readdir(path.join(lab.project, made, 'raw'))).toHaveLength(FILES);
  });

  it('is found again where its files are kept', async () => {
    const { workbench } = lab;
    await startAndCancel();
    await workbench.quickInput.choose('Stop, and keep the files for review');
    const told = await workbench.notifications.shown('cancelled');
    await told.close();
    await expect.poll(async () => (await entriesOfProject()).length).toBe(2);
    await expect
      .poll(() => workbench.statusBar.text('exlab.exlab-wizard.exlab.status'), PATIENT)
      .toContain('1 unfinished');
    await workbench.command('ExLab: Show Unfinished Creations');
    await workbench.quickInput.shows({ title: 'Unfinished Creations' });
    expect((await workbench.quickInput.rows())[0]).toMatch(/^Run_/);
    await workbench.quickInput.cancel();
  });
});
