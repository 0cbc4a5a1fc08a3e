import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { makeRuns } from './lab-runs';

const COMMAND = 'ExLab: New Template…';
const TITLE = 'New Template';

let lab: EditorLab;
let run: string;
let form: string;
/** The templates that the lab has without us. */
let before: string[];

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      [run = ''] = await makeRuns(place, { label: 'Membranes', date: '2026-03-07T10:00:00Z' });
      await writeFile(path.join(run, 'HeLa_S001.csv'), 'cell line,HeLa\r\nsample,S001\r\n');
      before = await readdir(place.templates);
      form = path.join(place.folder, 'form');
      await mkdir(form);
      await writeFile(path.join(form, 'HeLa.txt'), 'HeLa {{ by }} hand, once U2OS\n');
      await writeFile(path.join(form, 'image.bin'), new Uint8Array([0, 1]));
    },
  });
});
afterAll(() => lab.dispose());

/** What stands on the right side of the diff editors, as far as it is drawn. */
async function planned(): Promise<string> {
  const editors = lab.workbench.page.locator('.monaco-diff-editor .editor.modified .view-lines');
  return (await editors.allInnerTexts()).join('\n').replaceAll('\u00A0', ' ');
}

function made(name: string, ...names: string[]): Promise<string> {
  return readFile(path.join(lab.templates, name, ...names), 'utf8');
}

describe('New Template…', () => {
  it('copies a starter under a name that is checked while it is typed', async () => {
    const { workbench } = lab;
    const { quickInput } = workbench;
    await workbench.command(COMMAND);
    await quickInput.shows({ title: TITLE, step: '1', placeholder: 'What does the template begin with?' });
    await quickInput.choose('A starter template');
    await quickInput.shows({ step: '2', placeholder: 'Which starter template?' });
    await workbench.screenshot('Starters');
    await quickInput.choose('plate-reader');
    await quickInput.shows({ step: '3', placeholder: 'For which instruments?' });
    await quickInput.choose('Every instrument');
    await quickInput.shows({ step: '4' });
    expect(await quickInput.value()).toBe('plate-reader');
    await quickInput.type('con');
    await eventually(() => quickInput.validation()).toContain('device on Windows');
    await quickInput.type('our-plates');
    await quickInput.accept();
    await quickInput.shows({ step: '5', placeholder: 'Enter creates it. Nothing is written before.' });
    expect((await quickInput.rows())[0]).toContain('Create our-plates');
    expect(await readdir(lab.templates)).toStrictEqual(before);
    await quickInput.accept();
    await workbench.editorTab('copier.yml').waitFor();
    await eventually(() => workbench.editorText()).toContain('_exlab_type: run');
    expect(await made('our-plates', 'copier.yml')).toContain("_exlab_version: '1.0.0'");
    await workbench.closeEditor('copier.yml');
  });

  it('makes questions of the words of a folder, after a look at what changes', async () => {
    const { workbench } = lab;
    const { quickInput } = workbench;
    await workbench.command(COMMAND);
    await quickInput.shows({ step: '1' });
    await quickInput.choose('A folder that exists');
    await quickInput.shows({ title: 'The folder to make a template of' });
    await quickInput.type(`${form}/`);
    // The dialog takes the folder that it shows, which is another one for a moment. In this one there is no folder.
    await eventually(() => quickInput.rowsNow()).toStrictEqual(['..']);
    await quickInput.press('Make Template');
    await quickInput.shows({ title: TITLE, placeholder: 'What is the template for?' });
    await quickInput.choose('Test runs');
    await quickInput.shows({ placeholder: 'For which instruments?' });
    await quickInput.choose('Every instrument');
    await quickInput.shows({ placeholder: 'such as plate-reader' });
    await quickInput.type('OUR-PLATES');
    await eventually(() => quickInput.validation()).toContain('exists already');
    await quickInput.type('cells');
    await quickInput.accept();
    await quickInput.shows({ placeholder: 'Which words are asked for? Others can be typed afterwards' });
    await quickInput.tick('HeLa');
    await workbench.screenshot('Words of a folder');
    await quickInput.accept();
    await quickInput.shows({ placeholder: 'such as HeLa, 2026-11-20' });
    await quickInput.type('U2O');
    await eventually(() => quickInput.validation()).toContain("'U2O' stands nowhere");
    await workbench.screenshot('A word that is not there');
    await quickInput.type('U2OS');
    await quickInput.accept();
    await eventually(() => quickInput.value()).toBe('hela');
    await quickInput.type('operator');
    await eventually(() => quickInput.validation()).toContain('means something else');
    await quickInput.type('cell_line');
    await workbench.screenshot('Id of a question');
    await quickInput.accept();
    await eventually(() => quickInput.value()).toBe('u2os');
    await quickInput.accept();
    await quickInput.shows({ placeholder: 'Enter creates it. Nothing is written before.' });
    await workbench.editorTab('New template cells').waitFor();
    await eventually(planned).toContain(
      '{{ cell_line }} {% raw %}{{ by }}{% endraw %} hand, once {{ u2os }}',
    );
    await eventually(planned).toContain('_exlab_run_scope: test');
    await workbench.screenshot('Plan of a template');
    await quickInput.choose('Look at the changes first');
    const asked = await workbench.notifications.shown('Create the template cells as shown?');
    await workbench.screenshot('A look at the changes');
    await asked.press('Back');
    await quickInput.shows({ placeholder: 'Enter creates it. Nothing is written before.' });
    expect(await readdir(lab.templates)).toStrictEqual([...before, 'our-plates'].sort());
    await quickInput.choose('Look at the changes first');
    await (await workbench.notifications.shown('Create the template cells as shown?')).press('Create');
    await workbench.editorTab('copier.yml').waitFor();
    expect(await workbench.editorTab('New template cells').count()).toBe(0);
    expect(await made('cells', 'template', '{{ cell_line }}.txt.jinja')).toBe(
      '{{ cell_line }} {% raw %}{{ by }}{% endraw %} hand, once {{ u2os }}\n',
    );
    expect(await readFile(path.join(form, 'HeLa.txt'), 'utf8')).toContain('HeLa {{ by }}');
    await workbench.closeEditor('copier.yml');
  });

  it('takes a run from its menu, for its own instrument, by keyboard, with a way back', async () => {
    const { workbench } = lab;
    const { quickInput } = workbench;
    const view = await workbench.view('ExLab', 'Runs');
    for (const group of [/Confocal microscope/, /PROJ-0042/]) await view.expand(await view.rowNamed(group));
    await view.chooseFromMenu(await view.rowNamed(/Membranes/), COMMAND.replace('ExLab: ', ''));
    await quickInput.shows({ step: '1', placeholder: 'What is the template for?' });
    await quickInput.accept();
    await quickInput.shows({ step: '2', placeholder: 'For which instruments?' });
    await workbench.press('ArrowDown', 'Enter');
    await quickInput.shows({ step: '3' });
    await workbench.type('membranes');
    await quickInput.back();
    await quickInput.shows({ step: '2' });
    await workbench.press('Enter');
    await quickInput.shows({ step: '3' });
    await workbench.type('membranes');
    await workbench.press('Enter');
    await quickInput.shows({ step: '4' });
    const words = await quickInput.rows();
    expect(words.map((row) => row.split(',')[0])).toContain('S001');
    await quickInput.tick('S001');
    await workbench.press('Enter');
    await quickInput.shows({ step: '5' });
    await workbench.press('Enter');
    await eventually(() => quickInput.value()).toBe('s_id');
    await workbench.press('Enter');
    await quickInput.shows({ placeholder: 'Enter creates it. Nothing is written before.' });
    await workbench.screenshot('Template of a run');
    await workbench.editorTab('New template membranes').waitFor();
    await quickInput.back();
    await workbench.editorTab('New template membranes').waitFor({ state: 'hidden' });
    await eventually(() => quickInput.value()).toBe('s_id');
    await workbench.press('Enter');
    await quickInput.shows({ placeholder: 'Enter creates it. Nothing is written before.' });
    await workbench.press('Enter');
    await workbench.editorTab('copier.yml').waitFor();
    const folder = path.join(lab.root, 'CONFOCAL_01', '.exlab-wizard', 'templates', 'membranes');
    expect(await readFile(path.join(folder, 'template', 'HeLa_{{ s_id }}.csv.jinja'), 'utf8')).toContain(
      'sample,{{ s_id }}\r\n',
    );
    expect(await readdir(path.join(folder, 'template'))).not.toContain('.exlab-wizard');
  });

  it('writes nothing where somebody breaks off', async () => {
    const { workbench } = lab;
    const { quickInput } = workbench;
    await workbench.command(COMMAND);
    await quickInput.choose('A starter template');
    await quickInput.shows({ step: '2' });
    await quickInput.cancel();
    expect(await readdir(lab.templates)).toStrictEqual(['cells', 'our-plates', ...before].sort());
    expect(await workbench.notifications.texts()).toStrictEqual([]);
  });
});
