import type { Locator, Page } from 'playwright-core';
import { rowLabelsNow } from './locating';

/** The editor's list of problems; entries are known by what stands in their row. */
export class ProblemsPanel {
  private readonly panel: Locator;
  private readonly tree: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.locator('.markers-panel');
    this.tree = this.panel.locator('.monaco-list');
  }

  /** The names of all rows in sight: files and folders with their problems below them. */
  async rows(): Promise<string[]> {
    return rowLabelsNow(this.tree);
  }

  row(text: string | RegExp): Locator {
    return this.panel.locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /** Walks down by keys from where the list's keyboard is until it is at a row; the list must have the keyboard. */
  async walkTo(text: string): Promise<void> {
    await this.row(text).waitFor();
    const focused = this.tree.locator('.monaco-list-row.focused').filter({ hasText: text });
    await this.page.keyboard.press('Home');
    for (let left = (await this.rows()).length; left > 0; left -= 1) {
      if (await focused.isVisible()) return;
      await this.page.keyboard.press('ArrowDown');
    }
    await focused.waitFor();
  }

  /** Opens the lightbulb of the row that has the keyboard, by its key, and returns what it offers. */
  async quickFixes(): Promise<string[]> {
    await this.page.keyboard.press('Control+Period');
    const menu = this.page.locator('.action-widget, .monaco-menu').first();
    await menu.waitFor();
    const items = await menu
      .locator('.monaco-list-row.action, .action-label:not(.separator)')
      .allInnerTexts();
    return items.map((item) => item.trim());
  }
}
