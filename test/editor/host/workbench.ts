import { join } from 'node:path';
import { errors, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { windowAddress } from './address.mjs';
import { Dialog } from './dialog';
import { clickAndLeave } from './locating';
import { Notifications } from './notifications';
import { QuickInput } from './quick-input';
import type { Server } from './server.mjs';
import { StatusBar } from './status-bar';
import { TreeView } from './tree-view';
import { windowCloses, windowOpens } from './windows';

export interface WorkbenchOptions {
  /** Absolute path of the folder to open; without it none is open. */
  readonly workspace?: string;
  /** Of the window, in CSS pixels. Half of it is what a user sees at a zoom of 200 %. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Where screenshots go. */
  readonly screenshots?: string;
}

/** The editor's own themes, as they are called in its settings, with what the machine must say to get each. */
const THEMES = {
  'Light Modern': { colorScheme: 'light', forcedColors: 'none', mark: 'light_modern' },
  'Dark Modern': { colorScheme: 'dark', forcedColors: 'none', mark: 'dark_modern' },
  'Default High Contrast': { colorScheme: 'dark', forcedColors: 'active', mark: 'hc_black' },
  'Default High Contrast Light': { colorScheme: 'light', forcedColors: 'active', mark: 'hc_light' },
} as const;

export type Theme = keyof typeof THEMES;

export const ALL_THEMES = Object.keys(THEMES) as Theme[];

const MILLISECONDS_FOR_ANYTHING = 20_000;
const MILLISECONDS_FOR_A_PICKER = 2000;
const MILLISECONDS_FOR_A_VIEW = 5000;
const ATTEMPTS_AT_A_PICKER = 15;

/** One window of the editor, as its user sees it. Whatever is done here waits until it can be done. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly statusBar: StatusBar;

  private constructor(
    readonly page: Page,
    private readonly server: Server,
    private readonly screenshots: string,
  ) {
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.statusBar = new StatusBar(page);
  }

  /** Opens a window in the theme Light Modern, with storage of its own, and waits until it is connected. */
  static async open(browser: Browser, server: Server, options: WorkbenchOptions = {}): Promise<Workbench> {
    const {
      workspace,
      size = { width: 1280, height: 800 },
      screenshots = join('artifacts', 'editor'),
    } = options;
    const context = await browser.newContext({
      viewport: size,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await windowOpens(page);
    page.setDefaultTimeout(MILLISECONDS_FOR_ANYTHING);
    // A test that leaves an editor with unsaved text means to.
    page.on('dialog', (question) => void question.accept());
    await page.goto(windowAddress(server, workspace === undefined ? {} : { workspace }));
    const workbench = new Workbench(page, server, screenshots);
    await workbench.isConnected();
    return workbench;
  }

  async close(): Promise<void> {
    try {
      await windowCloses(this.page);
    } finally {
      await this.page.context().close();
    }
  }

  /** Loads the window again, as a user's F5 does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.isConnected();
  }

  /** Loads the window again by the editor's own command, which first writes down what is open. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.isConnected();
  }

  /**
   * Runs a command of the palette, by the whole label that is read there (`ExLab: New Run`). The palette lists what
   * is registered when it opens and does not look again, so while a command is missing it is opened anew.
   */
  async command(label: string): Promise<void> {
    await this.pick('F1', `>${label}`, label);
  }

  /** Opens the palette with a text; what it offers is soon in the rows of the quick input. */
  async openPalette(text: string): Promise<void> {
    await this.insist(() => this.openPicker('F1', `>${text}`));
  }

  /** Whether the palette offers a command, by its whole label. It looks for similar ones where it has none of that. */
  async offers(label: string): Promise<boolean> {
    await this.openPalette(`>${label}`);
    const offered = this.quickInput.row(label);
    const others = this.page.getByRole('option', { name: /similar commands$|^No matching commands/ });
    await offered.or(others).first().waitFor();
    const isOffered = await offered.isVisible();
    await this.quickInput.cancel();
    return isOffered;
  }

  /** A view in a container of the activity bar; both are brought to the front. */
  async view(container: string, name: string): Promise<TreeView> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: container });
    const view = new TreeView(this.page, name);
    await this.insist(async () => {
      // A click on the one that is open closes it, and a window that was just loaded opens one a moment later.
      if ((await tab.getAttribute('aria-selected')) !== 'true') await clickAndLeave(tab);
      await view.isOpen({ timeout: MILLISECONDS_FOR_A_VIEW });
    });
    return view;
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+P', name, name);
    await this.editorTab(name).waitFor();
  }

  editorTab(title: string): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** The titles of the open editors. */
  async editors(): Promise<string[]> {
    const tabs = await this.page.locator('.tabs-container').getByRole('tab').all();
    const titles = await Promise.all(tabs.map((tab) => tab.getAttribute('aria-label')));
    return titles.map((title) => title ?? '');
  }

  async closeEditor(title: string): Promise<void> {
    await this.editorTab(title).click();
    await clickAndLeave(this.editorTab(title).getByRole('button', { name: 'Close' }));
  }

  /** The page inside a webview, by its tab's title; exactly one webview may be in sight, or `which` says which. */
  webview(title: string, which?: number): FrameLocator {
    const all = this.page.locator('iframe.webview.ready:visible');
    return (which === undefined ? all : all.nth(which))
      .contentFrame()
      .frameLocator(`iframe#active-frame[title=${JSON.stringify(title)}]`);
  }

  /** What is in the clipboard, as text. */
  async clipboard(): Promise<string> {
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  /** The lines of the editor that is in sight, as far as they are in sight. */
  async editorText(): Promise<string> {
    const text = await this.page.locator('.editor-instance .view-lines').first().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** Puts another text into the editor that is in sight, and saves it. */
  async saveText(text: string): Promise<void> {
    await this.page.locator('.editor-instance .view-lines').first().click();
    await this.press('Control+A');
    await this.page.keyboard.insertText(text);
    await this.press('Control+S');
    await this.page.locator('.tabs-container .tab.active.dirty').waitFor({ state: 'hidden' });
  }

  /** Waits until what is typed goes to a terminal's shell. */
  async terminalHasFocus(): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm.focus').waitFor();
  }

  /**
   * Changes the theme at once, by what the browser says of the machine; open menus and inputs stay. As on a machine
   * with a contrast theme, pages in webviews get forced colours with the high contrasts: `chooseTheme` does without.
   */
  async setTheme(theme: Theme): Promise<void> {
    const { colorScheme, forcedColors } = THEMES[theme];
    await this.page.emulateMedia({ colorScheme, forcedColors });
    await this.isIn(theme);
  }

  /** Changes the theme by the user's settings, whatever the machine says, and loads the window again. */
  async chooseTheme(theme: Theme): Promise<void> {
    await this.changeSettings({
      'window.autoDetectColorScheme': false,
      'window.autoDetectHighContrast': false,
      'workbench.colorTheme': theme,
    });
    await this.isIn(theme);
  }

  /** Changes the user's settings and loads the window again: a served editor does not see them change on disk. */
  async changeSettings(settings: Record<string, unknown>): Promise<void> {
    await this.server.changeSettings(settings);
    await this.reload();
  }

  /** Presses keys one after the other, as `Control+Shift+M` or `Enter`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** The accessible name of what has the focus; within a webview that is the webview. */
  async focused(): Promise<string> {
    return (await this.page.locator(':focus').getAttribute('aria-label')) ?? '';
  }

  /** The text of what has the focus. */
  async focusedText(): Promise<string> {
    return this.page.locator(':focus').innerText();
  }

  /** What a screen reader finds in a part of the window, as indented text. */
  async accessibilityTree(part: Locator = this.page.locator('body')): Promise<string> {
    return part.ariaSnapshot();
  }

  /** Writes a picture of the window and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(this.screenshots, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  }

  private async isConnected(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.statusBar.item('status.host').waitFor();
  }

  private async isIn(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench[class*=${THEMES[theme].mark}]`).waitFor();
  }

  /** Opens a picker of the editor by its key, types, and takes a row. */
  private async pick(key: string, text: string, label: string): Promise<void> {
    await this.insist(async () => {
      await this.openPicker(key, text);
      await this.quickInput.row(label).click({ timeout: MILLISECONDS_FOR_A_PICKER });
    });
    await this.page.mouse.move(0, 0);
  }

  private async openPicker(key: string, text: string): Promise<void> {
    await this.press(key);
    await this.quickInput.shows({}, MILLISECONDS_FOR_A_PICKER);
    await this.quickInput.type(text);
  }

  /** Tries again from the start: a webview that is just loading swallows keys, and a picker may be out of date. */
  private async insist(action: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await action();
        return;
      } catch (error) {
        if (attempt === ATTEMPTS_AT_A_PICKER || !(error instanceof errors.TimeoutError)) throw error;
        await this.press('Escape');
      }
    }
  }
}
