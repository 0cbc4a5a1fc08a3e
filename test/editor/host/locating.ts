import type { Locator } from 'playwright-core';

/**
 * The row of a list or tree with this label: its accessible name is the label, or goes on with a comma and more, such
 * as a description. Rows are recycled, and their text may hold remains of another row; the name never does.
 */
export function rowLabelled(list: Locator, label: string): Locator {
  const [whole, begun] = [JSON.stringify(label), JSON.stringify(`${label},`)];
  return list.locator(`.monaco-list-row:is([aria-label=${whole}], [aria-label^=${begun}])`);
}

/** The accessible names of the rows that are shown, from top to bottom. */
export async function rowLabels(list: Locator): Promise<string[]> {
  const rows = await list.locator('.monaco-list-row').all();
  const labels = await Promise.all(rows.map((row) => row.getAttribute('aria-label')));
  return labels.map((label) => label ?? '');
}

/** What is used of an element in the browser: these tests run outside of one, and do not know its types. */
interface NamedElement {
  getAttribute(name: string): string | null;
}

/**
 * As `rowLabels`, at one moment: rows that go while others are asked for their names are not waited for. With
 * a mark, a selector, only those that bear it.
 */
export async function rowLabelsNow(list: Locator, mark = ''): Promise<string[]> {
  return list
    .locator(`.monaco-list-row${mark}`)
    .evaluateAll((rows: unknown[]) =>
      rows.map((row) => (row as NamedElement).getAttribute('aria-label') ?? ''),
    );
}

/** Clicks and takes the pointer away: where it rests, a hover would cover what is shown next. */
export async function clickAndLeave(target: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
  await target.click({ button });
  await target.page().mouse.move(0, 0);
}
