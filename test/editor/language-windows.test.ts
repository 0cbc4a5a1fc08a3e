import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import type { Workbench } from './host/workbench';
import { openAt } from './open-at';

const FILES = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
_subdirectory: template
sample: liver
`,
  'template/notes.md.jinja': 'The sample is {{ sample }} on {{ slide }}.\n',
  'template/protocol.yaml.jinja': 'sample: {{ sample | upper }}\n',
};

let lab: EditorLab;
let other: Workbench;
let template: string;

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async ({ workspace }) => {
      template = path.join(workspace, 'tissue');
      for (const [name, text] of Object.entries(FILES)) {
        const file = path.join(template, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
  });
  other = await lab.openWindow();
});
afterAll(async () => {
  await other.close();
  await lab.dispose();
});

const content = (name: string): Promise<string> => readFile(path.join(template, name), 'utf8');

const squiggles = (window: Workbench): Promise<number> => window.page.locator('.squiggly-warning').count();

describe('two windows on one template', () => {
  it('see what the other one saves', async () => {
    await openAt(other, 'notes.md.jinja');
    await eventually(() => squiggles(other)).toBe(1);
    await openAt(lab.workbench, 'copier.yml');
    await lab.workbench.press('Control+End');
    await lab.workbench.page.keyboard.insertText('slide: three\n');
    await lab.workbench.press('Control+S');
    await eventually(() => content('copier.yml')).toContain('slide: three');
    await eventually(() => squiggles(other)).toBe(0);
  });

  it('lose nothing when one renames what the other one has changed and not saved', async () => {
    const { workbench } = lab;
    await openAt(other, 'protocol.yaml.jinja');
    await other.press('Control+End');
    await other.page.keyboard.insertText('kept: only here\n');
    await openAt(workbench, 'protocol.yaml.jinja', '1:14');
    await workbench.press('F2');
    const box = workbench.page.locator('.rename-box input');
    // Of another length: a file that has kept its size is no other one to the editor, and it saves over it.
    await box.fill('specimen');
    await box.press('Enter');
    await eventually(() => workbench.editorText()).toContain('{{ specimen | upper }}');
    await workbench.command('File: Save All Files');
    await eventually(() => content('copier.yml')).toContain('specimen: liver');
    await eventually(() => content('template/notes.md.jinja')).toContain('{{ specimen }} on {{ slide }}');
    await eventually(() => content('template/protocol.yaml.jinja')).toBe('sample: {{ specimen | upper }}\n');

    // The other one keeps its text, is told what is wrong with it now, and does not write over what was saved.
    await eventually(() => squiggles(other)).toBe(1);
    expect(await other.editorText()).toContain('kept: only here');
    expect(await other.editorText()).toContain('{{ sample | upper }}');
    await other.press('Control+S');
    await other.notifications.shown("Failed to save 'protocol.yaml.jinja'");
    await other.screenshot('template of two windows');
    expect(await content('template/protocol.yaml.jinja')).toBe('sample: {{ specimen | upper }}\n');
    expect(await other.editorText()).toContain('kept: only here');
    await other.command('File: Revert File');
    await eventually(() => other.editorText()).toContain('{{ specimen | upper }}');
    await eventually(() => squiggles(other)).toBe(0);
  });
});
