import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { posixRelative } from '../../layout';
import { TemplateError } from '../jinja/language';
import { editedTemplateLoader } from '../template-loader';

/**
 * Reads files of a template that others include, as they do: nothing outside of its folder.
 * @param unsaved the text of a file (absolute path) as an editor holds it
 */
export function templateTexts(
  root: string,
  unsaved: (file: string) => string | undefined,
): (name: string) => string | undefined {
  const loader = editedTemplateLoader(root, unsaved);
  return (name) => {
    try {
      return loader.load(name)?.source;
    } catch (caught) {
      if (caught instanceof TemplateError) return undefined;
      throw caught;
    }
  };
}

/** More than anybody chooses from. */
const MOST_FILES = 2000;

/** The files below a template's folder, by their paths from there on, as `include` names them. */
export async function templateFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [root];
  for (
    let folder = folders.shift();
    folder !== undefined && files.length < MOST_FILES;
    folder = folders.shift()
  ) {
    for (const entry of await entriesOf(folder)) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== '.git') folders.push(file);
      else if (entry.isFile()) files.push(posixRelative(root, file));
    }
  }
  return files.sort();
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // What cannot be listed offers nothing.
    return [];
  }
}
