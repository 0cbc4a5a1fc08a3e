import * as path from 'node:path';

/** Whether two absolute paths name one file, by the rules of the platform for capitals. */
export function isSameFile(one: string, other: string): boolean {
  return path.relative(one, other) === '';
}

/** Whether an absolute path lies below a folder, by the same rules. */
export function isBelow(folder: string, file: string): boolean {
  const between = path.relative(folder, file);
  const isElsewhere = between === '..' || between.startsWith(`..${path.sep}`) || path.isAbsolute(between);
  return between !== '' && !isElsewhere;
}
