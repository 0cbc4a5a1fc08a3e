import type { Locator, Page } from 'playwright-core';
import { clickAndLeave } from './locating';

/** The items of the status bar, each known by its extension's id, a dot, and its own: `publisher.name.item`. */
export class StatusBar {
  constructor(private readonly page: Page) {}

  item(id: string): Locator {
    return this.page.locator(`.statusbar-item[id=${JSON.stringify(id)}]`);
  }

  /** What is read in the bar. */
  async text(id: string): Promise<string> {
    return (await this.item(id).innerText()).replaceAll(/\s+/g, ' ').trim();
  }

  /** What a screen reader says: the text, and the tooltip. */
  async label(id: string): Promise<string> {
    return (await this.item(id).getAttribute('aria-label')) ?? '';
  }

  async press(id: string): Promise<void> {
    await clickAndLeave(this.item(id));
  }
}
