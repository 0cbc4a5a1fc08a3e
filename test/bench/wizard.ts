import * as path from 'node:path';
import { openEditorLab } from '../editor/editor-lab';
import { WizardPage } from '../editor/host/wizard-page';

/**
 * How long the wizard takes in a real VS Code: from its command to the first paint of its form, and, measured in the page,
 * from a key to the preview that includes it.
 */

const OPENINGS = Number(process.argv[2] ?? 10);
const KEYS = Number(process.argv[3] ?? 60);
const TEMPLATE = 'confocal-microscopy';

/** What is used of the page in the browser: this file is compiled outside of one. */
interface Page {
  readonly document: {
    readonly body: object;
    querySelector(selector: string): { readonly textContent: string } | null;
  };
  requestAnimationFrame(then: () => void): void;
  MutationObserver: new (seen: () => void) => {
    observe(node: object, what: object): void;
    disconnect(): void;
  };
}

function line(title: string, values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
  return `${title.padEnd(56)} median ${at(0.5).padStart(5)} ms   p95 ${at(0.95).padStart(5)} ms`;
}

/** From a character that is typed into a control until the shown title of the README has it. */
function keyToPreview(control: ReturnType<WizardPage['field']>, character: string): Promise<number> {
  return control.evaluate(async (element, added) => {
    const page = globalThis as unknown as Page;
    const input = element as unknown as { value: string; dispatchEvent(event: Event): void };
    input.value += added;
    const wanted = input.value;
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      const observer = new page.MutationObserver(() => {
        if (page.document.querySelector('.readme-title')?.textContent.trim() !== wanted) return;
        observer.disconnect();
        page.requestAnimationFrame(() => {
          resolve();
        });
      });
      observer.observe(page.document.body, { subtree: true, childList: true, characterData: true });
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    return performance.now() - begun;
  }, character);
}

const lab = await openEditorLab();
try {
  const { workbench } = lab;
  await workbench.page.setViewportSize({ width: 1440, height: 900 });
  // The first one loads what all of them share.
  await WizardPage.open(workbench, 'New Run');
  const openings: number[] = [];
  for (let time = 0; time < OPENINGS; time += 1) {
    await workbench.command('View: Close All Editors');
    await workbench.openPalette('>ExLab: New Run');
    const row = workbench.quickInput.row('ExLab: New Run');
    await row.waitFor();
    const begun = performance.now();
    await workbench.page.keyboard.press('Enter');
    await new WizardPage(workbench, 'New Run').shows('form');
    openings.push(performance.now() - begun);
  }
  const page = new WizardPage(workbench, 'New Run');
  await page.fillRun({ label: 'B', objective: 'Measure how long it takes' }, TEMPLATE);
  await page.frame.getByRole('tab', { name: 'README' }).click();
  await page.frame.locator('.readme-title').filter({ hasText: 'B' }).waitFor();
  const keys: number[] = [];
  for (let key = 0; key < KEYS; key += 1)
    keys.push(await keyToPreview(page.field('label'), 'abcdefghij'.charAt(key % 10)));
  console.log(`${path.basename(TEMPLATE)}, ${OPENINGS} openings, ${KEYS} keys`);
  console.log(line('from the command to the form, seen from outside', openings));
  console.log(line('from a key to the preview with it, in the page', keys));
} finally {
  await lab.dispose();
}
