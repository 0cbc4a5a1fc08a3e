import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { DocumentLink } from 'vscode-languageserver';
import type { TemplateSight } from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import { includesIn } from '../navigation/locations';

/** A path behind `!include`; a pattern stands for several files. */
const INCLUDE = /^([^#]*?!include\s+["']?)([^"'\s#*?[\]]+)/;

/** The files that a text asks for by a name that is written there, where they are. */
export function templateLinks(sight: TemplateSight, file: string): DocumentLink[] {
  return includesIn(sight, file).map(({ range, target }) => ({ range, target: uriOf(target) }));
}

/** The files that a manifest includes (`!include`), where they are. */
export async function manifestLinks(root: string, text: string): Promise<DocumentLink[]> {
  const named = text.split(/\r\n|\n|\r/).flatMap((row, line) => {
    const found = INCLUDE.exec(row);
    const [, before = '', name = ''] = found ?? [];
    return found === null ? [] : { line, character: before.length, name };
  });
  const links = await Promise.all(
    named.map(async ({ line, character, name }) => {
      const target = path.join(root, ...name.split('/'));
      const isInside = target.startsWith(root + path.sep);
      if (!isInside || !(await isFile(target))) return [];
      const range = { start: { line, character }, end: { line, character: character + name.length } };
      return { range, target: uriOf(target) };
    }),
  );
  return links.flat();
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
