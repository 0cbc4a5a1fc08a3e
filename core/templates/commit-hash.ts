import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf } from '../system';

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const REFERENCE = /^ref: (refs\/[^\s\\:]+)$/;

/**
 * The full hash of the commit that a template stands at, read from its folder as Git keeps it; undefined where the
 * template is no repository, or has no commit yet. Git itself is not needed.
 * @param root absolute path of the template's folder
 */
export async function commitHash(root: string): Promise<string | undefined> {
  const repository = path.join(root, '.git');
  const head = await textOf(path.join(repository, 'HEAD'));
  if (head === undefined || HASH.test(head)) return head;
  const reference = REFERENCE.exec(head)?.[1];
  if (reference === undefined || reference.includes('..')) return undefined;
  const loose = await textOf(path.join(repository, ...reference.split('/')));
  if (loose !== undefined) return HASH.test(loose) ? loose : undefined;
  const packed = (await textOf(path.join(repository, 'packed-refs'))) ?? '';
  const line = packed.split('\n').find((candidate) => candidate.endsWith(` ${reference}`));
  const hash = line?.split(' ')[0];
  return hash !== undefined && HASH.test(hash) ? hash : undefined;
}

/** What cannot be read is not there: a template is no worse for it. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    if (!(await stat(file)).isFile()) return undefined;
    return (await readFile(file, 'utf8')).trim();
  } catch (caught) {
    if (errnoOf(caught) === undefined) throw caught;
    return undefined;
  }
}
