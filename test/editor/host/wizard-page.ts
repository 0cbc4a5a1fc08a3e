import { expect } from 'vitest';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** The page of a wizard, as its user sees it: in a tab of an editor, or in a browser by itself. */
export class WizardSight {
  constructor(readonly frame: FrameLocator | Page) {}

  /** Waits until the form, or a creation and its end, is what the page shows. */
  async shows(what: 'form' | 'creation'): Promise<void> {
    await this.frame.locator(what === 'form' ? '.page.wizard' : '.page.creation').waitFor();
  }

  heading(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  /** Chooses an instrument, project or template by its name. */
  async choose(section: 'Equipment' | 'Project' | 'Template', name: string): Promise<void> {
    const list = this.frame.getByRole('radiogroup', { name: section, exact: true });
    await list.locator('.choice').filter({ hasText: name }).first().click();
  }

  /** The control of a field, by the id that host and page know it by: `label`, `question:sample`. */
  field(id: string): Locator {
    return this.frame.locator(`[data-field="${id}"]`).locator('input, textarea, select').first();
  }

  /** Opens the fold in which a field is. */
  async unfold(id: string): Promise<void> {
    const fold = this.frame.locator('details:not([open])', {
      has: this.frame.locator(`[data-field="${id}"]`),
    });
    if ((await fold.count()) > 0) await fold.locator('summary').click();
  }

  /** Puts a text into a field, as if it was typed there. */
  async type(id: string, text: string): Promise<void> {
    await this.field(id).fill(text);
  }

  /** Fills in what every run needs. */
  async fillRun(
    answers: { readonly label: string; readonly objective: string; readonly operator?: string } = RUN,
    template = 'plain',
  ): Promise<void> {
    await this.choose('Equipment', 'CONFOCAL_01');
    await this.choose('Project', 'PROJ-0042');
    await this.choose('Template', template);
    await this.fillCore(answers);
  }

  async fillCore(
    answers: { readonly label: string; readonly objective: string; readonly operator?: string } = RUN,
  ): Promise<void> {
    await this.type('label', answers.label);
    await this.type('operator', answers.operator ?? 'alice');
    await this.type('objective', answers.objective);
  }

  /** Gives the run another date than now; its field is among those for experts. */
  async giveRunDate(date: string): Promise<void> {
    const field = this.field('run_date');
    if (!(await field.isVisible()))
      await this.frame.locator('#section-readme .group summary').first().click();
    await field.fill(date);
  }

  createButton(): Locator {
    return this.frame.locator('.bar').getByRole('button', { name: /^Create/ });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.frame.getByRole('button', { name }).first().click();
  }

  /** The destination as it is shown. */
  async destination(): Promise<string> {
    return (await this.frame.locator('.destination .path, .where .path').first().innerText()).replaceAll(
      /\s/g,
      '',
    );
  }

  /** What is wrong with a field, as it stands there. */
  problemOf(id: string): Locator {
    return this.frame.locator(`[data-field="${id}"] .message`);
  }

  /** The status beside the create button. */
  summary(): Locator {
    return this.frame.locator('.bar .summary');
  }

  /** The rows of the tree of files, as they are read. */
  async files(): Promise<string[]> {
    const rows = this.frame.getByRole('treeitem');
    await rows.first().waitFor();
    return (await rows.locator('.name').allInnerTexts()).map((text) => text.trim());
  }

  /** Shows a file's text, and returns it. */
  async fileText(name: string): Promise<string> {
    await this.frame.getByRole('treeitem').filter({ hasText: name }).last().click();
    await this.frame.getByRole('region', { name: 'Text as it would be' }).waitFor();
    await expect.poll(() => this.frame.locator('.viewer-head').innerText()).toContain(name);
    const lines = this.frame.locator('.viewer .ln > span:nth-child(2)');
    return (await lines.allInnerTexts()).map((line) => (line === ' ' ? '' : line)).join('\n');
  }

  /** How far the page can be scrolled to the side (px). */
  async sideways(): Promise<number> {
    return this.frame.locator('html').evaluate((html) => {
      const { scrollWidth, clientWidth } = html as unknown as { scrollWidth: number; clientWidth: number };
      return scrollWidth - clientWidth;
    });
  }

  /** The label of what has the focus in the page. */
  async focused(): Promise<string> {
    return this.frame
      .locator(':focus')
      .first()
      .evaluate((element) => {
        const { labels, ariaLabel, textContent } = element as unknown as {
          readonly labels?: Iterable<{ readonly innerText: string }>;
          readonly ariaLabel: string | null;
          readonly textContent: string | null;
        };
        const [label] = labels ?? [];
        return (label?.innerText ?? ariaLabel ?? textContent ?? '').trim();
      });
  }
}

/** A wizard in an editor; the tab with this title is in sight, and `which` tells it from others. */
export class WizardPage extends WizardSight {
  constructor(
    private readonly workbench: Workbench,
    title: string,
    which?: number,
  ) {
    super(workbench.webview(title, which));
  }

  /** Starts a wizard by its command, and waits until its form is there. */
  static async open(workbench: Workbench, title: string): Promise<WizardPage> {
    await workbench.command(`ExLab: ${title}`);
    const page = new WizardPage(workbench, title);
    await page.shows('form');
    return page;
  }

  async screenshot(name: string): Promise<void> {
    await this.workbench.screenshot(name);
  }
}

export const RUN = { label: 'Membranes at noon', objective: 'Find the channel' } as const;

/** Follows a link to this extension, as one that an instrument's computer opens. */
export async function openLink(workbench: Workbench, link: string): Promise<void> {
  await workbench.command('Developer: Open URL');
  await workbench.quickInput.type(`code-oss://exlab.exlab-wizard/${link}`);
  await workbench.quickInput.accept();
  await workbench.dialog.shows('ExLab Wizard');
  await workbench.dialog.press('Open');
}
