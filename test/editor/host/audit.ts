import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FrameLocator, Page } from 'playwright-core';

/** A rule that the editor's own markup breaks, where it does, and how. */
export interface Exception {
  readonly rule: string;
  /** A selector: the rule says nothing of what matches it or stands in such an element. */
  readonly within: string;
  readonly why: string;
}

/** What is used of axe-core's results. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly {
      readonly target: readonly string[];
      readonly html: string;
      readonly failureSummary?: string;
    }[];
  }[];
}

/** What is used of the page in the browser: this file is compiled outside of one. */
interface BrowserPage {
  readonly axe: { run(part: string): Promise<AxeResults> };
  readonly document: {
    querySelector(selector: string): { closest(selector: string): unknown } | null;
  };
}

/** What axe-core finds in a part of the window, but for what is the editor's own doing: a line for each element. */
export async function audit(page: Page, part: string, exceptions: readonly Exception[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(await axeSource());
  return page.evaluate(
    async ([selector, spared]) => {
      const { axe, document } = globalThis as unknown as BrowserPage;
      const { violations } = await axe.run(selector);
      return violations.flatMap(({ id, nodes }) => {
        const ours = nodes.filter(({ target }) => {
          const element = document.querySelector(target[0] ?? '');
          return !spared.some(({ rule, within }) => rule === id && element?.closest(within) != null);
        });
        return ours.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`);
      });
    },
    [part, exceptions] as const,
  );
}

/** What axe-core finds in the whole page of a webview: a line for each element. */
export async function auditFrame(frame: FrameLocator | Page): Promise<string[]> {
  const root = frame.locator('html');
  await root.evaluate(await axeSource());
  return root.evaluate(async () => {
    const { axe } = globalThis as unknown as BrowserPage;
    const { violations } = await axe.run('html');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  });
}

async function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
