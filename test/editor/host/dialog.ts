import type { Locator, Page } from 'playwright-core';
import { clickAndLeave } from './locating';

/** The modal dialog in the middle of the window. A server with the smoke-test driver refuses to show it. */
export class Dialog {
  private readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for a dialog that has this in its message. */
  async shows(message: string): Promise<void> {
    await this.box.filter({ hasText: message }).waitFor();
  }

  async message(): Promise<string> {
    return this.box.locator('.dialog-message-text').innerText();
  }

  async detail(): Promise<string> {
    return this.box.locator('.dialog-message-detail').innerText();
  }

  async buttons(): Promise<string[]> {
    return this.box.locator('.dialog-buttons .monaco-button').allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await clickAndLeave(this.box.getByRole('button', { name: button, exact: true }));
    await this.box.waitFor({ state: 'hidden' });
  }
}
