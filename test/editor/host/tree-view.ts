import type { Locator, Page } from 'playwright-core';
import { clickAndLeave, rowLabelled, rowLabels, rowLabelsNow } from './locating';
import { Menu } from './menu';

/** What is used of a browser's page: these tests run outside of one, and do not know its types. */
interface PageStyles {
  getComputedStyle(element: unknown, part?: string): { readonly content: string; readonly color: string };
}

/** A view of the side bar: its tree, or the welcome text that stands in for it. Rows are known by accessible name. */
export class TreeView {
  private readonly pane: Locator;
  private readonly tree: Locator;
  private readonly menu: Menu;

  constructor(
    private readonly page: Page,
    name: string,
  ) {
    this.pane = page
      .locator('.pane')
      // A view may tell more of itself behind its name.
      .filter({
        has: page.locator(`.pane-header:is([aria-label="${name} Section"], [aria-label^="${name} - "])`),
      });
    this.tree = this.pane.getByRole('tree', { name, exact: true });
    this.menu = new Menu(page);
  }

  /** Opens the view's section if it is closed, and waits until it shows something. */
  async isOpen(patience: { readonly timeout?: number } = {}): Promise<void> {
    const header = this.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded', patience)) === 'false') await clickAndLeave(header);
    await this.pane
      .locator('.monaco-list-row, .welcome-view-content')
      .filter({ visible: true })
      .first()
      .waitFor(patience);
  }

  /** The accessible names of the rows in sight, from top to bottom. */
  async rows(): Promise<string[]> {
    return rowLabels(this.tree);
  }

  /** As `rows`, for a tree that may be drawn anew meanwhile. */
  async rowsNow(): Promise<string[]> {
    return rowLabelsNow(this.tree);
  }

  row(label: string): Locator {
    return rowLabelled(this.tree, label);
  }

  /** The accessible name of the first row whose name matches, as soon as there is one. */
  async rowNamed(name: RegExp): Promise<string> {
    const row = this.rowMatching(name);
    await row.waitFor();
    return (await row.getAttribute('aria-label')) ?? '';
  }

  rowMatching(name: RegExp): Locator {
    return this.tree.getByRole('treeitem', { name }).first();
  }

  /** The letter that a decoration puts at the end of a row, and the colour of its title; empty without one. */
  async decoration(label: string): Promise<{ badge: string; color: string }> {
    return this.row(label)
      .locator('.monaco-icon-label')
      .first()
      .evaluate((element) => {
        const page = globalThis as unknown as PageStyles;
        return {
          badge: /^"(.*)"$/.exec(page.getComputedStyle(element, '::after').content)?.[1] ?? '',
          color: page.getComputedStyle(element).color,
        };
      });
  }

  /** The line above the tree that tells what it shows. */
  message(): Locator {
    return this.pane.locator('.tree-explorer-viewlet-tree-view > .message');
  }

  /** The whole view with its title. */
  part(): Locator {
    return this.pane;
  }

  /** What a row shows: its label, which may differ from its accessible name, and the description behind it. */
  async shown(label: string): Promise<{ label: string; description: string }> {
    const row = this.row(label);
    const description = row.locator('.label-description');
    return {
      label: await row.locator('.label-name').innerText(),
      description: (await description.count()) > 0 ? await description.innerText() : '',
    };
  }

  async expand(label: string): Promise<void> {
    await this.turn(label, true);
  }

  async collapse(label: string): Promise<void> {
    await this.turn(label, false);
  }

  /** A click on a row: selects it, and runs its command if it has one. */
  async select(label: string): Promise<void> {
    await clickAndLeave(this.row(label));
  }

  /** The items of a row's context menu, top to bottom. */
  async menuItems(label: string): Promise<string[]> {
    await this.row(label).click({ button: 'right' });
    const items = await this.menu.items();
    await this.menu.close();
    return items;
  }

  /** The items of a row's context menu that cannot be taken now. */
  async disabledMenuItems(label: string): Promise<string[]> {
    await this.row(label).click({ button: 'right' });
    const items = await this.menu.disabledItems();
    await this.menu.close();
    return items;
  }

  /** Takes an item of a row's context menu; several names lead through submenus. */
  async chooseFromMenu(label: string, ...path: string[]): Promise<void> {
    await this.row(label).click({ button: 'right' });
    await this.menu.choose(...path);
  }

  /** Presses a button that a row shows while the pointer is on it. */
  async pressInRow(label: string, button: string): Promise<void> {
    await this.row(label).hover();
    await clickAndLeave(this.row(label).getByRole('button', { name: button }));
  }

  /** Presses a button of the view's title. */
  async press(button: string): Promise<void> {
    await this.pane.hover();
    await clickAndLeave(this.pane.locator('.pane-header').getByRole('button', { name: button }));
  }

  /** Takes an item of the menu behind the view's title. */
  async chooseFromTitleMenu(...path: string[]): Promise<void> {
    await this.pane.hover();
    await this.pane.locator('.pane-header').getByRole('button', { name: 'More Actions...' }).click();
    await this.menu.choose(...path);
  }

  /** The items of the menu behind the view's title, top to bottom. */
  async titleMenuItems(): Promise<string[]> {
    await this.pane.hover();
    await this.pane.locator('.pane-header').getByRole('button', { name: 'More Actions...' }).click();
    const items = await this.menu.items();
    await this.menu.close();
    return items;
  }

  /** What a row tells while the pointer rests on it. */
  async tooltip(label: string): Promise<string> {
    await this.row(label).hover();
    const hover = this.page.locator('.workbench-hover');
    const text = await hover.innerText();
    await this.page.mouse.move(0, 0);
    return text;
  }

  /** The text of an empty view. */
  welcome(): Locator {
    return this.pane.locator('.welcome-view-content');
  }

  /** Gives the tree the keyboard, as Tab would. */
  async focus(): Promise<void> {
    await this.tree.focus();
  }

  /** The accessible name of the row that keys act upon; empty without one. */
  async active(): Promise<string> {
    const [name = ''] = await rowLabelsNow(this.tree, '.focused');
    return name;
  }

  private async turn(label: string, open: boolean): Promise<void> {
    const row = this.row(label);
    if ((await row.getAttribute('aria-expanded')) === String(open)) return;
    await clickAndLeave(row.locator('.monaco-tl-twistie'));
    await row.and(this.page.locator(`[aria-expanded=${open}]`)).waitFor();
  }
}
