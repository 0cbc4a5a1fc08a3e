import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { eventually } from './eventually';
import type { TreeView } from './host/tree-view';
import { ALL_THEMES, type Workbench } from './host/workbench';

const RUN_KEYS = "_exlab_type: run\n_exlab_version: '1.0.0'\n_exlab_run_scope: both\n";
const SOUND = `${RUN_KEYS}_exlab_description: Three sites of a plate
_min_copier_version: '9.0.0'
_answers_file: .exlab-answers.yml
_subdirectory: template
site:
  type: str
  help: Which site?
  choices: [north, south]
key:
  type: str
  help: The key of the store
  secret: true
  default: opensesame
count:
  type: int
  default: 3
`;

let lab: EditorLab;
let workbench: Workbench;
let templates: TreeView;
let preview: TreeView;

async function writeTemplate(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

beforeAll(async () => {
  lab = await openEditorLab({
    prepare: async (place) => {
      // The template stands in the folder that is open, so that its files can be opened by their names.
      await writeTemplate(path.join(place.workspace, 'plate'), {
        'copier.yml': SOUND,
        'template/notes.md.jinja': '# Site {{ site }}\n\n{{ count }} wells\n',
        'template/protocol.txt': 'as it is\n',
        'template/deep/{{ site }}.csv.jinja': 'well\n{% for well in range(count) %}{{ well }}\n{% endfor %}',
      });
      await writeTemplate(path.join(place.templates, 'sound'), {
        'copier.yml': SOUND,
        'template/a.txt.jinja': '{{ site }} {{ count }}\n',
      });
      await writeTemplate(path.join(place.templates, 'wrong'), {
        'copier.yml': `${RUN_KEYS}site: {type: nothing}\n`,
        'a.txt.jinja': '{{ site',
      });
      await writeTemplate(path.join(place.root, 'BALANCE_02', '.exlab-wizard', 'templates', 'weighing'), {
        'copier.yml': SOUND.replace('scope: both', 'scope: test'),
        'template/a.txt.jinja': '{{ site }} {{ unknown }} {{ count }}\n',
      });
    },
  });
  ({ workbench } = lab);
  templates = await workbench.view('ExLab', 'Templates');
});
afterAll(() => lab.dispose());

describe('the Templates view', () => {
  it('shows those of the lab, of each instrument, and those that ship', async () => {
    await templates.rowNamed(/^Lab, 2 templates/);
    await templates.rowNamed(/^Balance, 1 template$/);
    await templates.rowNamed(/^Included, 8 templates/);
    await templates.rowNamed(/^sound, for runs and test runs/);
  });

  it('says a moment later what lint says of each', async () => {
    await eventually(() => templates.rowsNow()).toContainEqual(expect.stringMatching(/^wrong, .*2 errors/));
    await eventually(() => templates.rowsNow()).toContainEqual(
      expect.stringMatching(/^weighing, .*1 warning/),
    );
    expect(await templates.rowNamed(/^sound/)).not.toMatch(/error|warning/);
    await templates.expand(await templates.rowNamed(/^wrong/));
    await templates.rowNamed(/^Error, .*a\.txt\.jinja:1/);
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`templates ${theme}`);
    }
    await workbench.setTheme('Light Modern');
  });

  it('leads to the place of a problem', async () => {
    await templates.select(await templates.rowNamed(/^Error, .*a\.txt\.jinja:1/));
    await workbench.editorTab('a.txt.jinja').waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('offers what can be made of a template', async () => {
    expect(await templates.menuItems(await templates.rowNamed(/^sound/))).toEqual([
      ...['New Run From This Template', 'New Test Run From This Template'],
      ...['Preview Template', 'Lint Templates', 'Open copier.yml'],
    ]);
    const ofWeighing = await templates.menuItems(await templates.rowNamed(/^weighing/));
    expect(ofWeighing).toContain('New Test Run From This Template');
    expect(ofWeighing).not.toContain('New Run From This Template');
  });

  it('starts a run with the template filled in', async () => {
    await templates.pressInRow(await templates.rowNamed(/^sound/), 'New Run From This Template');
    const page = workbench.webview('New Run');
    await page.getByText('Three sites of a plate').first().waitFor();
    await workbench.screenshot('new run from a template');
    await workbench.command('View: Close All Editors');
  });

  it('follows what changes on the disk', async () => {
    await writeFile(path.join(lab.templates, 'wrong', 'copier.yml'), `${RUN_KEYS}site: {type: str}\n`);
    await eventually(() => templates.rowsNow()).toContainEqual(expect.stringMatching(/^wrong, .*1 error/));
  });
});

describe('Lint Templates', () => {
  it('lists what is wrong with all templates, and leads there', async () => {
    await workbench.command('ExLab: Lint Templates');
    await workbench.quickInput.shows({ title: 'Lint Templates' });
    await workbench.screenshot('lint templates');
    await workbench.type('undefined-variable');
    await workbench.press('Enter');
    await workbench.editorTab('a.txt.jinja').waitFor();
    await eventually(() => workbench.editorText()).toContain('unknown');
    await workbench.command('View: Close All Editors');
  });
});

describe('Preview Template', () => {
  const SOURCE = 'notes.md.jinja';

  it('shows what becomes of the template of the active file, beside it', async () => {
    await workbench.press('Control+P');
    await workbench.quickInput.shows();
    await workbench.quickInput.type(SOURCE);
    await workbench.page.getByRole('option', { name: /^notes\.md\.jinja/ }).click();
    await workbench.editorTab(SOURCE).waitFor();
    await workbench.command('ExLab: Preview Template');
    preview = await workbench.view('ExLab', 'Template Preview');
    await preview.rowNamed(/^notes\.md/);
    await preview.rowNamed(/^protocol\.txt, copied/);
    await preview.rowNamed(/^north\.csv/);
    await eventually(() => shownText(1)).toContain('# Site north');
    await workbench.screenshot('preview beside its source');
  });

  it('follows what is typed before it is saved', async () => {
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.press('Control+End');
    await workbench.page.keyboard.insertText('for {{ operator }}\n');
    await eventually(() => shownText(1)).toContain('for Sample operator');
  });

  it('keeps what was there while the template is broken, and says where it is', async () => {
    await workbench.page.keyboard.insertText('{{ site.nothing.more }}\n');
    await preview.rowNamed(/^Error, .*notes\.md\.jinja:5/);
    expect(await shownText(1)).toContain('# Site north');
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`preview broken ${theme}`);
    }
    await workbench.setTheme('Light Modern');
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.press('Control+A');
    await workbench.page.keyboard.insertText('# Site {{ site }}\n\n{{ count }} wells\n');
    await eventually(() => preview.rowsNow()).not.toContainEqual(expect.stringMatching(/^Error/));
  });

  it('is made of answers that can be edited, without any secret', async () => {
    await workbench.command('ExLab: Edit Answers of the Preview');
    await workbench.quickInput.shows({});
    await workbench.type('Answers B');
    await workbench.press('Enter');
    await workbench.editorTab('answers-B.yaml').waitFor();
    const sheet = await activeText();
    expect(sheet).toContain('site: north');
    expect(sheet).not.toContain('opensesame');
    await workbench.screenshot('answers of a preview');
    await workbench.press('Control+A');
    await workbench.page.keyboard.insertText('site: south\ncount: 2\n');
    // The list draws only what is in sight.
    await preview.collapse(await preview.rowNamed(/^Answers A/));
    await preview.rowNamed(/^south\.csv/);
  });

  it('is compared for two sets of answers', async () => {
    await workbench.command('ExLab: Compare Answers A and B');
    await workbench.page
      .locator('.multiDiffEditor, .multi-diff-root-floating-menu, .multi-diff-editor')
      .first()
      .waitFor();
    await workbench.screenshot('comparison of two previews');
    await workbench.page.getByText('south.csv').first().waitFor();
  });

  it('is closed with all that it shows', async () => {
    await workbench.command('ExLab: Close Preview');
    await eventually(() => workbench.page.getByRole('button', { name: /^Template Preview/ }).count()).toBe(0);
    expect(await workbench.offers('ExLab: Compare Answers A and B')).toBe(false);
  });

  /** The text of the editors in sight, from left to right. */
  async function shownText(index: number): Promise<string> {
    const text = await workbench.page.locator('.editor-instance .view-lines').nth(index).innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  async function activeText(): Promise<string> {
    const text = await workbench.page
      .locator('.editor-group-container.active .view-lines')
      .first()
      .innerText();
    return text.replaceAll('\u00a0', ' ');
  }
});
