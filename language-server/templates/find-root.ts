import { readdir } from 'node:fs/promises';
import * as path from 'node:path';

/** The names that a manifest may have: as in Copier, capitals only in the extension. */
const MANIFEST = /^copier\.[yY][aA]?[mM][lL]$/;
/** A file lies at most so many folders deep in its template. */
const DEEPEST = 40;

/** Whether a file is a manifest by its name. */
export function isManifest(file: string): boolean {
  return MANIFEST.test(path.basename(file));
}

/**
 * The folder of the template that a file belongs to: the nearest above it with a manifest, on the disk or open.
 * @param openFiles absolute paths of documents that may not be saved yet
 */
export async function findTemplateRoot(
  file: string,
  openFiles: readonly string[],
): Promise<string | undefined> {
  const open = new Set(openFiles.filter(isManifest).map((manifest) => path.dirname(manifest)));
  let folder = path.dirname(file);
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (open.has(folder) || (await holdsManifest(folder))) return folder;
    const above = path.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return undefined;
}

async function holdsManifest(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).some((name) => MANIFEST.test(name));
  } catch {
    // What cannot be listed shows no template.
    return false;
  }
}
