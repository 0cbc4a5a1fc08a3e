import type { Locator, Page } from 'playwright-core';

/** The menu that is open: of a tree's row, an editor's tab, a button. */
export class Menu {
  private readonly menu: Locator;

  constructor(private readonly page: Page) {
    this.menu = page.locator('.monaco-menu');
  }

  /** The items, top to bottom, without separators. */
  async items(): Promise<string[]> {
    await this.menu.first().waitFor();
    return this.menu.last().locator('.action-label:not(.separator)').allInnerTexts();
  }

  /** The items that cannot be taken now. */
  async disabledItems(): Promise<string[]> {
    await this.menu.first().waitFor();
    return this.menu.last().locator('.action-item.disabled .action-label:not(.separator)').allInnerTexts();
  }

  /** Takes an item; several names lead through submenus. A menu ignores clicks until it is a moment old, keys never. */
  async choose(...path: string[]): Promise<void> {
    for (const name of path) {
      await this.menu.last().getByRole('menuitem', { name, exact: true }).hover();
      await this.page.keyboard.press('Enter');
    }
    await this.page.mouse.move(0, 0);
    await this.menu.first().waitFor({ state: 'hidden' });
  }

  /** Waits until a menu is open. */
  async isOpen(): Promise<void> {
    await this.menu.first().waitFor();
  }

  /** The item that Enter would take; empty without one. */
  async active(): Promise<string> {
    const item = this.menu.last().locator('.action-item.focused .action-label');
    return (await item.count()) === 0 ? '' : item.innerText();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.menu.first().waitFor({ state: 'hidden' });
  }
}
