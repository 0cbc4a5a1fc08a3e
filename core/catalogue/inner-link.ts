import { lstat, readlink } from 'node:fs/promises';
import * as path from 'node:path';
import { posixRelative } from '../layout';
import { errnoOf } from '../system';

/** As many links on one way as Linux follows. */
const MAX_FOLLOWED = 40;

/**
 * Whether a link leads to a place below a folder, also by way of other links. It need not lead to anything.
 * Nothing outside of the folder is looked at.
 * @param folder absolute path
 * @param link absolute path of a link below it
 * @throws errors of the file system
 */
export async function staysInside(folder: string, link: string): Promise<boolean> {
  const names = posixRelative(folder, path.dirname(link)).split('/').filter(isName);
  const waiting = [path.basename(link)];
  let followed = 0;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === '..') {
      if (names.pop() === undefined) return false;
      continue;
    }
    const target = await targetOf(path.join(folder, ...names, name));
    if (target === undefined) {
      names.push(name);
      continue;
    }
    followed += 1;
    if (followed > MAX_FOLLOWED || path.posix.isAbsolute(target) || path.win32.isAbsolute(target))
      return false;
    waiting.push(...target.split(SEPARATORS).filter(isName).reverse());
  }
  return true;
}

const SEPARATORS = path.sep === '/' ? '/' : /[/\\]/;

function isName(segment: string): boolean {
  return segment !== '' && segment !== '.';
}

/** The text of a link; undefined for what is none, or is not there. */
async function targetOf(place: string): Promise<string | undefined> {
  try {
    return (await lstat(place)).isSymbolicLink() ? await readlink(place) : undefined;
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return undefined;
    throw caught;
  }
}
