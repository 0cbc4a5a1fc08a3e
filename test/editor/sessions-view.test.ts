import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditorLab, type EditorLab } from './editor-lab';
import { ALL_THEMES } from './host/workbench';

let lab: EditorLab;
beforeAll(async () => {
  lab = await openEditorLab();
});
afterAll(() => lab.dispose());

describe('the Sessions view', () => {
  it('is out of the way until it is asked for, and says then that nothing goes on', async () => {
    const { workbench } = lab;
    const runs = await workbench.view('ExLab', 'Runs');
    await runs.rowNamed(/Confocal microscope/);
    const section = workbench.page.getByRole('button', { name: /^Sessions Section/ });
    expect(await section.count()).toBe(0);
    await workbench.command('ExLab: Show Sessions');
    await section.waitFor();
    const pane = workbench.page.locator('.pane').filter({ has: section });
    await pane.locator('.welcome-view-content').waitFor();
    expect(await pane.locator('.welcome-view-content').innerText()).not.toBe('');
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`sessions ${theme}`);
    }
  });
});
