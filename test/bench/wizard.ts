import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { openEditorLab } from '../editor/editor-lab';
import { WizardPage } from '../editor/host/wizard-page';

/**
 * How long the wizard takes in a real VS Code: from its command to the first paint of its form, and, measured in the page,
 * from a key to the preview that includes it: to the README's title, and with a template of so many files of its own to the
 * tree of files in which one is named by what is typed.
 */

const OPENINGS = Number(process.argv[2] ?? 10);
const KEYS = Number(process.argv[3] ?? 60);
/** How many files the template has; without it a template that ships is measured. */
const FILES = Number(process.argv[4] ?? 0);
const TEMPLATE = FILES === 0 ? 'confocal-microscopy' : 'large';

/** What is used of the page in the browser: this file is compiled outside of one. */
interface Page {
  readonly document: {
    readonly body: object;
    querySelectorAll(selector: string): Iterable<{ readonly textContent: string }>;
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

/** From a character that is typed into a control until a text of the page that follows it has it. */
function keyToPreview(
  control: ReturnType<WizardPage['field']>,
  character: string,
  follower: string,
): Promise<number> {
  return control.evaluate(
    async (element, [added, selector]) => {
      const page = globalThis as unknown as Page;
      const input = element as unknown as { value: string; dispatchEvent(event: Event): void };
      input.value += added;
      const wanted = input.value;
      const begun = performance.now();
      await new Promise<void>((resolve) => {
        const observer = new page.MutationObserver(() => {
          const followers = Array.from(page.document.querySelectorAll(selector));
          if (!followers.some(({ textContent }) => textContent.trim() === wanted)) return;
          observer.disconnect();
          page.requestAnimationFrame(() => {
            resolve();
          });
        });
        observer.observe(page.document.body, { subtree: true, childList: true, characterData: true });
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      return performance.now() - begun;
    },
    [character, follower] as const,
  );
}

/** A template of so many files, ten to a folder: half of them rendered with a loop, half copied. */
async function writeLargeTemplate(root: string, files: number): Promise<void> {
  const named = path.join(root, 'files', '{{ label }}');
  await mkdir(named, { recursive: true });
  await writeFile(path.join(named, 'notes.txt.jinja'), RENDERED);
  await writeFile(
    path.join(root, 'copier.yml'),
    '_exlab_type: run\n_exlab_version: "1"\n_exlab_run_scope: both\n_subdirectory: files\nsample: {type: str, default: s1}\n',
  );
  for (let index = 1; index < files; index += 1) {
    const folder = path.join(root, 'files', `part-${Math.floor(index / 10)}`);
    await mkdir(folder, { recursive: true });
    if (index % 2 === 0) await writeFile(path.join(folder, `notes-${index}.txt.jinja`), RENDERED);
    else await writeFile(path.join(folder, `data-${index}.txt`), 'copied byte for byte\n'.repeat(20));
  }
}

const RENDERED = `# {{ sample }} of {{ label }}
{% for channel in range(8) %}
channel {{ channel }}: {{ sample | upper }} {% if channel is even %}even{% else %}odd{% endif %}
{% endfor %}
operator: {{ operator }}
`;

const lab = await openEditorLab({
  prepare: async ({ templates }) => {
    if (FILES > 0) await writeLargeTemplate(path.join(templates, TEMPLATE), FILES);
  },
});
try {
  const { workbench } = lab;
  await workbench.page.setViewportSize({ width: 1440, height: 900 });
  // The first one loads what all of them share.
  await WizardPage.open(workbench, 'New Run');
  const openings: number[] = [];
  const first: number[] = [];
  for (let time = 0; time < OPENINGS; time += 1) {
    await workbench.command('View: Close All Editors');
    await workbench.openPalette('>ExLab: New Run');
    const row = workbench.quickInput.row('ExLab: New Run');
    await row.waitFor();
    const begun = performance.now();
    await workbench.page.keyboard.press('Enter');
    const opened = new WizardPage(workbench, 'New Run');
    await opened.frame.locator('#page > *').first().waitFor();
    first.push(performance.now() - begun);
    await opened.shows('form');
    openings.push(performance.now() - begun);
  }
  const page = new WizardPage(workbench, 'New Run');
  await page.fillRun({ label: 'B', objective: 'Measure how long it takes' }, TEMPLATE);
  if (FILES === 0) await page.frame.getByRole('tab', { name: 'README' }).click();
  const follower = FILES === 0 ? '.readme-title' : '.tree .row.level-2 .text';
  await page.frame.locator(follower).filter({ hasText: 'B' }).first().waitFor();
  const keys: number[] = [];
  for (let key = 0; key < KEYS; key += 1)
    keys.push(await keyToPreview(page.field('label'), 'abcdefghij'.charAt(key % 10), follower));
  console.log(`${TEMPLATE}${FILES === 0 ? '' : ` of ${FILES} files`}, ${OPENINGS} openings, ${KEYS} keys`);
  console.log(line('from the command to the first paint, seen from outside', first));
  console.log(line('from the command to the form, seen from outside', openings));
  console.log(line('from a key to the preview with it, in the page', keys));
} finally {
  await lab.dispose();
}
