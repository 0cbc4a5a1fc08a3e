import * as path from 'node:path';
import { manifestsIn } from './manifest/find';

/**
 * The folder of the template that a file or folder belongs to: the nearest one that holds a manifest, which may be the
 * folder itself. Undefined where it belongs to none.
 * @param place absolute path
 */
export async function templateAround(place: string): Promise<string | undefined> {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if ((await manifestsIn(folder).catch(() => [])).length > 0) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}
