import { mkdir, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintTemplate, loadTemplate } from '../../../core/templates';
import {
  COPIER_TEMPLATES,
  copierTemplates,
  make,
  modeOf,
  namesIn,
  readAnswers,
  templateRoot,
} from './copier-templates';
import { writeTree, type Entry } from './template-folder';

/** `UPDATE_GOLDEN=1` writes what is rendered now; look at the difference before it is kept. */
const UPDATE = process.env.UPDATE_GOLDEN === '1';

/** Every file and link below a folder; nothing where there is none. */
async function readEntries(folder: string): Promise<Record<string, Entry>> {
  const entries: Record<string, Entry> = {};
  const dirents = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const dirent of dirents) {
    const file = path.join(dirent.parentPath, dirent.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (dirent.isSymbolicLink()) entries[name] = { link: await readlink(file) };
    else if (dirent.isFile()) {
      entries[name] = { content: await readFile(file), mode: modeOf((await stat(file)).mode) };
    }
  }
  return entries;
}

/** Bytes as text, one character each, so that a difference can be read. */
function readable(entries: Readonly<Record<string, Entry>>): Record<string, unknown> {
  const sorted = Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([name, entry]): [string, unknown] => {
      if (typeof entry === 'string' || entry instanceof Uint8Array || !('content' in entry))
        return [name, entry];
      return [name, { ...entry, content: Buffer.from(entry.content).toString('latin1') }];
    }),
  );
}

async function expectFile(file: string, value: unknown): Promise<void> {
  if (UPDATE) await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
  expect(value).toEqual(JSON.parse(await readFile(file, 'utf8')));
}

describe.each(await copierTemplates())('the Copier template %s', (name) => {
  const golden = path.join(COPIER_TEMPLATES, name, 'golden');

  it('makes of its answers what Copier makes of them', async () => {
    const template = await loadTemplate(templateRoot(name), 'path');
    const sets = (await namesIn(name, 'answers')).map((file) => path.basename(file, '.json'));
    if (UPDATE) {
      await rm(golden, { recursive: true, force: true });
      await mkdir(golden);
    }
    for (const set of sets) {
      const { tree, told } = await make(name, template, await readAnswers(name, set));
      const folder = path.join(golden, set);
      if (UPDATE) writeTree(folder, tree);
      expect(readable(tree), set).toEqual(readable(await readEntries(folder)));
      await expectFile(`${folder}.json`, told);
    }
  });

  it('gets what it deserves from lint', async () => {
    const root = templateRoot(name);
    const problems = await lintTemplate(root, { meantForUs: true });
    const shown = problems.map((problem) => {
      const file = path.relative(root, problem.file).split(path.sep).join('/');
      return `${problem.severity} ${problem.code} ${file}:${problem.line}: ${problem.message}`;
    });
    await expectFile(path.join(golden, 'lint.json'), shown);
  });
});
