import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import type { TreeView } from './host/tree-view';
import { makeRuns } from './lab-runs';

const INSTRUMENT = /Confocal microscope/;
const PROJECT = /PROJ-0042/;
const RUN = /Membranes/;
const REGENERATE = 'Regenerate README';
const COMPARE = 'Compare README With Its Record';

let lab: EditorLab;
let view: TreeView;
let run: string;
let readme: string;
let asMade: string;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      [run = ''] = await makeRuns(place, { label: 'Membranes', date: '2026-03-07T10:00:00Z' });
      readme = path.join(run, 'README.md');
      asMade = await readFile(readme, 'utf8');
    },
  });
  view = await lab.workbench.view('ExLab', 'Runs');
  for (const group of [INSTRUMENT, PROJECT]) await view.expand(await view.rowNamed(group));
});
afterAll(() => lab.dispose());
beforeEach(() => writeFile(readme, asMade));

/** Chooses an item from the menu of the run in the tree. */
async function choose(item: string): Promise<void> {
  await view.chooseFromMenu(await view.rowNamed(RUN), item);
}

/** What stands on one side of the diff editor, as far as it is drawn. */
function side(name: 'original' | 'modified'): Promise<string> {
  const editor = lab.workbench.page.locator(`.monaco-diff-editor .editor.${name} .view-lines`);
  return editor.innerText().then((text) => text.replaceAll('\u00A0', ' '));
}

async function showsDifference(): Promise<void> {
  const title = `${path.basename(run)}: Record ↔ README`;
  await lab.workbench.editorTab(title).waitFor();
  await eventually(() => side('original')).toContain('operator: "alice"');
  await eventually(() => side('modified')).toContain('operator: "bob"');
  await lab.workbench.screenshot('README and its record');
  await lab.workbench.closeEditor(title);
}

describe('Regenerate README', () => {
  it('writes a deleted README again from the menu of its run, and opens it', async () => {
    const { workbench } = lab;
    await rm(readme);
    await choose(REGENERATE);
    await workbench.editorTab('README.md').waitFor();
    await eventually(() => workbench.editorText()).toContain('label: "Membranes"');
    expect(await readFile(readme, 'utf8')).toBe(asMade);
    await workbench.closeEditor('README.md');
  });

  it('never writes over one, and offers to compare the two', async () => {
    const { workbench } = lab;
    const edited = asMade.replace('operator: "alice"', 'operator: "bob"');
    await writeFile(readme, edited);
    await choose(REGENERATE);
    const told = await workbench.notifications.shown('a README is never overwritten');
    expect(await told.severity()).toBe('warning');
    await workbench.screenshot('README exists');
    await told.press('Compare');
    await showsDifference();
    expect(await readFile(readme, 'utf8')).toBe(edited);
  });

  it('asks for the run where it comes from the palette', async () => {
    const { workbench } = lab;
    await rm(readme);
    await workbench.command(`ExLab: ${REGENERATE}`);
    await workbench.quickInput.shows({ placeholder: 'Choose the project' });
    await workbench.quickInput.choose('PROJ-0042');
    await workbench.quickInput.shows({ placeholder: 'Choose the run, or the project itself' });
    await workbench.screenshot('README of which run');
    await workbench.quickInput.choose(path.basename(run));
    await workbench.editorTab('README.md').waitFor();
    expect(await readFile(readme, 'utf8')).toBe(asMade);
    await workbench.closeEditor('README.md');
  });

  it('says of a project without a record what is missing', async () => {
    const { workbench } = lab;
    await view.chooseFromMenu(await view.rowNamed(PROJECT), REGENERATE);
    const told = await workbench.notifications.shown('is no folder of a project or run');
    expect(await told.text()).toContain('.exlab-wizard/readme_fields.json');
    await told.close();
  });
});

describe('Compare README With Its Record', () => {
  it('says so where both say the same', async () => {
    await choose(COMPARE);
    const told = await lab.workbench.notifications.shown('says what its record says');
    expect(await told.severity()).toBe('info');
    await told.close();
  });

  it('takes the run of the active editor, and shows what differs', async () => {
    const { workbench } = lab;
    await choose('Open README');
    await workbench.editorTab('README.md').waitFor();
    await eventually(() => workbench.editorText()).toContain('label: "Membranes"');
    await writeFile(readme, asMade.replace('operator: "alice"', 'operator: "bob"'));
    await workbench.command(`ExLab: ${COMPARE}`);
    await showsDifference();
  });
});
