import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import type { UnsavedTexts } from '../../core/templates';

/** A document of the editor. */
export interface OpenDocument {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/**
 * What of a template is edited and not saved, by each path that its readers may have for a file: as the editor has it,
 * below the folder that the template was opened by, and with links followed.
 * @param root absolute path of the template's folder
 * @param documents those that are not saved, wherever they are
 */
export async function unsavedTexts(root: string, documents: readonly OpenDocument[]): Promise<UnsavedTexts> {
  const texts = new Map<string, string>();
  if (documents.length === 0) return texts;
  const realRoot = await realOf(root);
  for (const { file, text } of documents) {
    const real = await realOf(file);
    const below = [relativeIn(root, file), relativeIn(realRoot, real)].find((each) => each !== undefined);
    if (below === undefined) continue;
    for (const each of [file, real, path.join(root, below)]) texts.set(each, text);
  }
  return texts;
}

/** Whether a file lies in a folder, as far as their names tell. */
export function isBelow(folder: string, file: string): boolean {
  return relativeIn(folder, file) !== undefined;
}

function relativeIn(folder: string, file: string): string | undefined {
  const relative = path.relative(folder, file);
  const leadsOut = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return leadsOut || relative === '' ? undefined : relative;
}

async function realOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    // A file that is gone is as its name says.
    return file;
  }
}
