import { mkdir, symlink } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { staysInside } from '../../../core/catalogue/inner-link';
import { temporaryFolder } from '../../support/temporary-folder';

/** A folder with links, the first of which is looked at. */
async function stays(links: Readonly<Record<string, string>>): Promise<boolean> {
  const folder = path.join(temporaryFolder(), 'run');
  for (const [name, target] of Object.entries(links)) {
    const link = path.join(folder, name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(target, link);
  }
  const [first = ''] = Object.keys(links);
  return staysInside(folder, path.join(folder, first));
}

describe('staysInside', () => {
  it.each([
    [{ a: 'b' }],
    [{ a: './b/../c/' }],
    [{ 'deep/a': '../b' }],
    [{ 'deep/a': '..' }],
    [{ a: 'b/x', b: 'c/../d' }],
  ])('says so of %j', async (links) => {
    expect(await stays(links)).toBe(true);
  });

  it.each([
    [{ a: '..' }],
    [{ a: '/etc' }],
    [{ 'deep/a': '../../run/b' }],
    [{ a: 'b/x', b: '..' }],
    [{ a: 'deep/b/../../x', 'deep/b': '.' }],
    [{ a: 'b', b: '/tmp' }],
    [{ a: 'a' }],
    [{ a: 'b', b: 'a' }],
  ])('does not of %j', async (links) => {
    expect(await stays(links)).toBe(false);
  });
});
