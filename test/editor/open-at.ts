import { eventually } from './eventually';
import type { Workbench } from './host/workbench';

/**
 * Opens a file and has the keyboard in its text.
 * @param name which no other file has
 * @param at line and column, from one
 */
export async function openAt(workbench: Workbench, name: string, at = '1:1'): Promise<void> {
  await workbench.press('Control+P');
  await workbench.page.keyboard.insertText(`${name}:${at}`);
  const row = workbench.page.locator('.quick-input-widget .monaco-list-row.focused');
  await eventually(() => row.getAttribute('aria-label')).toContain(name);
  await workbench.press('Enter');
  await workbench.editorTab(name).waitFor();
  await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
}
