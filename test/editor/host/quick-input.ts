import type { Locator, Page } from 'playwright-core';
import { clickAndLeave, rowLabelled, rowLabels, rowLabelsNow } from './locating';

/** What tells one quick input from another; only what is given is compared. */
export interface ExpectedInput {
  readonly title?: string;
  /** `'2/5'` */
  readonly step?: string;
  readonly placeholder?: string;
}

/**
 * The quick pick or input box at the top of the window. After a step the editor asks its extension for the next one:
 * wait with `shows` before you act on it.
 */
export class QuickInput {
  private readonly widget: Locator;
  private readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator('input[type=text]');
  }

  /** Waits until this input is shown; without a number of milliseconds, as long as for anything. */
  async shows({ title, step, placeholder }: ExpectedInput = {}, milliseconds?: number): Promise<void> {
    const heading = this.page.locator('.quick-input-title:visible');
    let expected = this.widget;
    if (title !== undefined) expected = expected.filter({ has: heading.filter({ hasText: title }) });
    if (step !== undefined) expected = expected.filter({ has: heading.filter({ hasText: `(${step})` }) });
    if (placeholder !== undefined) {
      expected = expected.filter({ has: this.page.getByPlaceholder(placeholder, { exact: true }) });
    }
    await expected.waitFor(milliseconds === undefined ? {} : { timeout: milliseconds });
  }

  /** Whether any is shown now. */
  async isOpen(): Promise<boolean> {
    return this.widget.isVisible();
  }

  /** What a screen reader adds to the name of the field that is typed into. */
  async description(): Promise<string> {
    const id = (await this.input.getAttribute('aria-describedby')) ?? '';
    return id === '' ? '' : ((await this.page.locator(`#${id}`).textContent()) ?? '');
  }

  /** Waits until no quick input is shown. */
  async isGone(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** The title without its step. */
  async title(): Promise<string> {
    return (await this.heading()).replace(/ \(\d+(?:\/\d+)?\)$/, '');
  }

  /** The step, as `'2/5'`, or `'2'` where nobody knows how many there will be; empty if there is none. */
  async step(): Promise<string> {
    return / \((\d+(?:\/\d+)?)\)$/.exec(await this.heading())?.[1] ?? '';
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  /** The line below an input box: its prompt, or what its validation says. */
  async message(): Promise<string> {
    return (await this.widget.locator('#quickInput_message').textContent()) ?? '';
  }

  /** What the validation of an input box says; empty if it is content. */
  async validation(): Promise<string> {
    const isContent = this.widget.locator('.monaco-inputbox.idle');
    return (await isContent.isVisible()) ? '' : this.message();
  }

  /** The accessible names of the rows that are shown. */
  async rows(): Promise<string[]> {
    return rowLabels(this.widget.locator('.quick-input-list'));
  }

  /** As `rows`, for a list that may be filled anew meanwhile. */
  async rowsNow(): Promise<string[]> {
    return rowLabelsNow(this.widget.locator('.quick-input-list'));
  }

  row(label: string): Locator {
    return rowLabelled(this.widget, label);
  }

  /** Replaces what stands in the input. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Takes a row, which need not be in sight before: its label is typed first. */
  async choose(label: string): Promise<void> {
    await this.type(label);
    await clickAndLeave(this.row(label));
  }

  /** Ticks rows of a quick pick that takes several; `accept` takes them. */
  async tick(...labels: string[]): Promise<void> {
    for (const label of labels) {
      await clickAndLeave(this.row(label));
      await this.row(label).and(this.page.locator('[aria-checked=true]')).waitFor();
    }
  }

  /** Presses a button of the title or beside the input. */
  async press(button: string): Promise<void> {
    await clickAndLeave(this.widget.getByRole('button', { name: button }));
  }

  /** Presses a button of a row. */
  async pressInRow(label: string, button: string): Promise<void> {
    await this.row(label).hover();
    await clickAndLeave(this.row(label).getByRole('button', { name: button }));
  }

  async back(): Promise<void> {
    await this.press('Back');
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.isGone();
  }

  private async heading(): Promise<string> {
    const heading = this.widget.locator('.quick-input-title');
    return (await heading.isVisible()) ? ((await heading.textContent()) ?? '') : '';
  }
}
