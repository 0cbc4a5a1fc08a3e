import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import { ALL_THEMES } from './host/workbench';
import { makeRuns } from './lab-runs';
import { openAt } from './open-at';

const FILES = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
_subdirectory: template
sample:
  type: str
  help: What lies under the lens
  default: liver
`,
  'template/notes.md.jinja': '# {{ sample }}\n\nThe sample is {{ sampel }}.\n',
  'template/protocol.yaml.jinja': 'sample: {{ sample | upper }}\n',
  'template/{{ sample }}/readme.txt.jinja': 'All of {{ sample }}\n',
};

let lab: EditorLab;
let template: string;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      await makeRuns(place, { label: 'Membranes' });
      template = path.join(place.workspace, 'tissue');
      for (const [name, text] of Object.entries(FILES)) {
        const file = path.join(template, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
  });
});
afterAll(() => lab.dispose());
afterEach(() => lab.workbench.command('View: Close All Editors'));

const open = (name: string, at?: string): Promise<void> => openAt(lab.workbench, name, at);

const content = (name: string): Promise<string> => readFile(path.join(template, name), 'utf8');

describe('a template in the editor', () => {
  it('has its mistake underlined, told at the word, and mended by a quick fix', async () => {
    const { workbench } = lab;
    const { page } = workbench;
    await open('notes.md.jinja', '3:20');
    await page.locator('.squiggly-warning').waitFor();
    await workbench.press('Control+K', 'Control+I');
    const hover = page.locator('.monaco-hover:visible');
    await eventually(() => hover.first().innerText()).toContain("did you mean 'sample'?");
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`template with a mistake ${theme}`);
    }
    await workbench.setTheme('Light Modern');
    await workbench.press('Escape', 'Control+Period');
    const fixes = page.locator('.action-widget .monaco-list-row.action');
    await fixes.filter({ hasText: "'sample'" }).first().waitFor();
    await workbench.screenshot('template with quick fixes');
    await workbench.press('Enter');
    await eventually(() => workbench.editorText()).toContain('The sample is {{ sample }}.');
    await page.locator('.squiggly-warning').waitFor({ state: 'hidden' });
    await workbench.press('Control+S');
    await eventually(() => content('template/notes.md.jinja')).toContain('is {{ sample }}.');
  });

  it('is completed with what it may use', async () => {
    const { workbench } = lab;
    const { page } = workbench;
    await open('protocol.yaml.jinja', '2:1');
    await page.keyboard.type('again: {{ sam');
    const offered = page.locator('.suggest-widget .monaco-list-row');
    await eventually(() => offered.first().getAttribute('aria-label')).toContain('sample');
    await workbench.screenshot('template completed');
    await workbench.press('Enter');
    await eventually(() => workbench.editorText()).toContain('again: {{ sample');
    await workbench.command('File: Revert File');
  });

  it('leads from the name of a folder to its question', async () => {
    const { workbench } = lab;
    const { page } = workbench;
    await open('readme.txt.jinja');
    const lens = page.locator('.codelens-decoration a').filter({ hasText: "'sample' is in the path" });
    await lens.waitFor();
    await workbench.screenshot('template with lenses');
    await lens.click();
    await eventually(() => page.locator('.peekview-widget').innerText()).toContain('copier.yml');
    await workbench.press('Escape');
  });

  it('renames a question in its texts, its files and its folder at once', async () => {
    const { workbench } = lab;
    const { page } = workbench;
    await open('protocol.yaml.jinja', '1:13');
    await page.locator('.squiggly-warning').waitFor({ state: 'hidden' });
    await workbench.press('F2');
    const box = page.locator('.rename-box input');
    await box.fill('tissue');
    await box.press('Enter');
    await eventually(() => workbench.editorText()).toContain('{{ tissue | upper }}');
    await eventually(() => readdir(path.join(template, 'template'))).toContain('{{ tissue }}');
    // What was changed in a folder that moved is opened where it is now.
    await page.locator('.tabs-container .tab.dirty').filter({ hasText: 'readme.txt.jinja' }).waitFor();
    await workbench.screenshot('template after a rename');
    await workbench.command('File: Save All Files');
    await eventually(() => content('copier.yml')).toContain('\ntissue:\n  type: str');
    await eventually(() => content('template/notes.md.jinja')).toBe(
      '# {{ tissue }}\n\nThe sample is {{ tissue }}.\n',
    );
    await eventually(() => content('template/protocol.yaml.jinja')).toBe('sample: {{ tissue | upper }}\n');
    await eventually(() => content('template/{{ tissue }}/readme.txt.jinja')).toBe('All of {{ tissue }}\n');
  });
});

describe('the README of a run in the editor', () => {
  it('says what a field is for, and completes one that is missing', async () => {
    const { workbench } = lab;
    const { page } = workbench;
    const view = await workbench.view('ExLab', 'Runs');
    await view.expand(await view.rowNamed(/Confocal microscope/));
    await view.expand(await view.rowNamed(/PROJ-0042/));
    await view.chooseFromMenu(await view.rowNamed(/Membranes/), 'Open README');
    await workbench.editorTab('README.md').waitFor();
    await page.locator('.view-line').getByText('objective', { exact: true }).first().click();
    await workbench.press('Control+K', 'Control+I');
    const hover = page.locator('.monaco-hover:visible').first();
    await eventually(() => hover.innerText()).toContain('Every README has this field.');
    await workbench.screenshot('README with a field');
    await workbench.press('Escape', 'Home', 'Shift+End', 'Delete');
    await page.locator('.squiggly-info').first().waitFor();
    await page.keyboard.type('obj');
    await workbench.press('Control+Space');
    const offered = page.locator('.suggest-widget .monaco-list-row');
    await eventually(() => offered.first().getAttribute('aria-label')).toContain('objective');
    await workbench.screenshot('README completed');
    await workbench.press('Enter');
    await eventually(() => workbench.editorText()).toContain('objective: ');
    await workbench.command('File: Revert File');
  });
});
