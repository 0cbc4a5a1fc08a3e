import type { Locator, Page } from 'playwright-core';
import { clickAndLeave } from './locating';

export type Severity = 'info' | 'warning' | 'error';

/** The notifications at the window's corner. A server with the smoke-test driver shows none. */
export class Notifications {
  private readonly toasts: Locator;

  constructor(page: Page) {
    this.toasts = page.locator('.notification-toast');
  }

  /** The texts of all that are shown, newest first. */
  async texts(): Promise<string[]> {
    return this.toasts.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a notification that has this in its text. */
  async shown(text: string, patience: { readonly timeout?: number } = {}): Promise<Notification> {
    const toast = this.toasts.filter({ hasText: text }).first();
    await toast.waitFor(patience);
    return new Notification(toast);
  }
}

export class Notification {
  constructor(private readonly toast: Locator) {}

  async text(): Promise<string> {
    return this.toast.locator('.notification-list-item-message').innerText();
  }

  async severity(): Promise<Severity> {
    const icon = await this.toast.locator('.notification-list-item-icon').getAttribute('class');
    return /codicon-(info|warning|error)/.exec(icon ?? '')?.[1] as Severity;
  }

  async buttons(): Promise<string[]> {
    return this.toast.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
  }

  async press(button: string): Promise<void> {
    await clickAndLeave(this.toast.getByRole('button', { name: button, exact: true }));
  }

  async close(): Promise<void> {
    await this.toast.hover();
    await clickAndLeave(this.toast.getByRole('button', { name: 'Clear Notification' }));
  }
}
