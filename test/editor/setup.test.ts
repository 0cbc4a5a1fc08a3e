import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab, type LabOptions } from './editor-lab';
import { WizardPage } from './host/wizard-page';
import { usualConfig } from './lab-folder';
import { eventually } from './eventually';
import { Conversation, PLAIN_ANSWERS } from './conversation';
import { writePlainTemplate } from './lab-runs';

const STATUS = 'exlab.exlab-wizard.exlab.status';
const CREATING = ['ExLab: New Run (Quick)', 'ExLab: New Test Run (Quick)', 'ExLab: New Project (Quick)'];

const labs: EditorLab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function open(options: LabOptions): Promise<EditorLab> {
  const lab = await openEditorLab(options);
  labs.push(lab);
  return lab;
}

/** Which of the commands that create something the palette offers. */
async function creatingOffered({ workbench }: EditorLab): Promise<string[]> {
  const offered: string[] = [];
  for (const command of CREATING) if (await workbench.offers(command)) offered.push(command);
  return offered;
}

describe('without a configuration', () => {
  it('the Runs view leads to one, and nothing can be created', async () => {
    const lab = await open({ configText: null });
    const { workbench } = lab;
    // Called before anything of ours was shown, a command is there, and can only say what is missing.
    await workbench.command('ExLab: New Run (Quick)');
    const told = await workbench.notifications.shown('not set up yet');
    expect(await told.text()).toContain(lab.configFile);
    expect(await told.buttons()).toEqual(['Open Configuration', 'Show Log']);
    await told.close();

    const view = await workbench.view('ExLab', 'Runs');
    await view.welcome().getByText('There is none yet').waitFor();
    await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab: set up');
    expect(await workbench.statusBar.label(STATUS)).toContain('not set up yet');
    expect(await creatingOffered(lab)).toEqual([]);
    expect(await workbench.offers('ExLab: Open Configuration')).toBe(true);
    await workbench.screenshot('no configuration');
  });

  it('a first one is written for the folder that somebody chooses', async () => {
    const lab = await open({ configText: null });
    const { workbench } = lab;
    const view = await workbench.view('ExLab', 'Runs');
    await view.welcome().getByRole('button', { name: 'Set Up ExLab Wizard' }).click();
    await workbench.quickInput.shows({ title: 'The folder for the data of your instruments' });
    // The dialog fills in where it begins once it is on the screen.
    await eventually(() => workbench.quickInput.value()).toContain(lab.workspace);
    await workbench.quickInput.type(`${lab.root}/`);
    await workbench.screenshot('folder for the data');
    await workbench.quickInput.press('Use This Folder');
    await workbench.editorTab('config.yaml').waitFor();
    expect(await readFile(lab.configFile, 'utf8')).toContain(lab.root);
    await workbench.screenshot('first configuration');
    await view.welcome().getByText('lacks something').waitFor();
  });

  it('one that comes to be is seen at once, even in a folder that was not there', async () => {
    const lab = await open({ configText: null, configFolder: 'not-there-yet' });
    const view = await lab.workbench.view('ExLab', 'Runs');
    await view.welcome().getByText('There is none yet').waitFor();
    await mkdir(path.dirname(lab.configFile));
    await writeFile(lab.configFile, usualConfig(lab));
    await view.rowNamed(/Confocal microscope/);
    await view.rowNamed(/Balance/);
    await eventually(() => lab.workbench.statusBar.text(STATUS)).toBe('ExLab');
    expect(await creatingOffered(lab)).toEqual(CREATING);
  });
});

describe('a configuration that is not complete', () => {
  it.each([
    ['is no YAML', 'paths: {local_root: [\n', 'indentation'],
    ['has no instruments', 'paths: {local_root: /tmp, templates_dir: /tmp}\nlims: {mode: none}\n', 'add one'],
  ])(
    'that %s is opened from the Runs view, and counts once it is corrected',
    async (what, configText, why) => {
      const lab = await open({ configText });
      const { workbench } = lab;
      const view = await workbench.view('ExLab', 'Runs');
      await view.welcome().getByText('lacks something, or cannot be read').waitFor();
      await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab: correct the configuration');
      expect(await workbench.statusBar.label(STATUS)).toContain(why);
      expect(await creatingOffered(lab)).toEqual([]);
      await workbench.screenshot(`configuration that ${what}`);

      await view.welcome().getByRole('button', { name: 'Open Configuration' }).click();
      await workbench.editorTab('config.yaml').waitFor();
      expect(await workbench.editorText()).toContain('paths:');

      await writePlainTemplate(lab);
      await writeFile(lab.configFile, usualConfig(lab));
      await view.rowNamed(/Confocal microscope/);
      await view.rowNamed(/Balance/);
      await eventually(() => workbench.statusBar.text(STATUS)).toBe('ExLab');
      expect(await creatingOffered(lab)).toEqual(CREATING);
    },
  );

  it('counts once it is corrected and saved in the editor', async () => {
    const lab = await open({ configText: 'nonsense' });
    const { workbench } = lab;
    const view = await workbench.view('ExLab', 'Runs');
    await view.welcome().getByText('lacks something').waitFor();
    await workbench.command('ExLab: Open Configuration');
    await workbench.editorTab('config.yaml').waitFor();
    await workbench.saveText(usualConfig(lab));
    await view.rowNamed(/Confocal microscope/);
  });

  it('takes the instruments out of the view once it is broken', async () => {
    const lab = await open({});
    const view = await lab.workbench.view('ExLab', 'Runs');
    await view.rowNamed(/Confocal microscope/);
    await writeFile(lab.configFile, 'nonsense');
    await view.welcome().getByText('lacks something').waitFor();
  });
});

describe('a lab without runs', () => {
  it('leads to a new one', async () => {
    const { workbench } = await open({
      prepare: (place) => rm(path.dirname(place.project), { recursive: true }),
    });
    const view = await workbench.view('ExLab', 'Runs');
    await view.welcome().getByText('There are no runs yet').waitFor();
    await workbench.screenshot('empty lab');
    await view.welcome().getByRole('button', { name: 'New Project' }).click();
    await new WizardPage(workbench, 'New Project').shows('form');
  });

  it('says that a run needs a project first, and offers to make one', async () => {
    const { workbench } = await open({
      prepare: (place) => rm(path.dirname(place.project), { recursive: true }),
    });
    await workbench.command('ExLab: New Run (Quick)');
    const told = await workbench.notifications.shown('A run belongs to a project');
    await told.press('New Project');
    await new WizardPage(workbench, 'New Project').shows('form');
  });
});

describe('without any folder open', () => {
  it('a run is created and shown as in any other window', async () => {
    const lab = await open({ withoutFolder: true, prepare: writePlainTemplate });
    const { workbench } = lab;
    const view = await workbench.view('ExLab', 'Runs');
    await view.expand(await view.rowNamed(/Confocal microscope/));
    expect(await creatingOffered(lab)).toEqual(CREATING);
    await workbench.command('ExLab: New Run (Quick)');
    await workbench.quickInput.shows({ title: 'New Run' });
    await new Conversation(workbench).untilPlan(PLAIN_ANSWERS);
    await workbench.screenshot('plan of the first run');
    await workbench.quickInput.accept();
    await workbench.notifications.shown('Created ');
    await workbench.screenshot('first run is there');
    await view.expand(await view.rowNamed(/PROJ-0042/));
    await view.rowNamed(/Membranes at noon/);
  });
});
