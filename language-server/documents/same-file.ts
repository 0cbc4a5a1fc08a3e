import * as path from 'node:path';

/** Whether two absolute paths name one file, by the rules of the platform for capitals. */
export function isSameFile(one: string, other: string): boolean {
  return path.relative(one, other) === '';
}

/** Whether an absolute path lies below a folder. */
export function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
