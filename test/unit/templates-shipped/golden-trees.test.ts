import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { STARTERS, ask, goldenFolder, loadStarter, readAnswerSet, readTree, renderStarter } from './starter';

/** `UPDATE_GOLDEN=1` writes what is rendered now; look at the difference before it is kept. */
const UPDATE = process.env.UPDATE_GOLDEN === '1';

async function writeTree(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [file, content] of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
}

/** Bytes as text, one character each, so that a difference can be read. */
function readable(files: ReadonlyMap<string, Buffer>): Record<string, string> {
  const sorted = [...files].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([file, content]) => [file, content.toString('latin1')]));
}

describe.each(STARTERS)('%s', (starter) => {
  it.each(['minimal', 'rich'])('renders the %s answers byte for byte as expected', async (name) => {
    const template = await loadStarter(starter);
    const set = await readAnswerSet(starter, name);
    expect(ask(template, set).problems).toEqual([]);

    const files = await renderStarter(template, set);
    const golden = goldenFolder(starter, name);
    if (UPDATE) await writeTree(golden, files);

    expect(readable(files)).toEqual(readable(await readTree(golden)));
  });
});
