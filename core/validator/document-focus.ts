import * as path from 'node:path';
import { CREATION_RECORD, RECORDS_FOLDER, recordPath } from '../layout';
import type { FileAccess, FoundEntry, ListedEntry } from '../system';
import { listedEntry } from './edited-files';

/**
 * A folder as if it held one document alone, and the record of its creation, which every judgement asks: so that
 * neither its thousands of names are listed nor its other texts read where that document is judged.
 * @param folder absolute path of the run, project or equipment
 * @param document absolute path of a file below it
 */
export function focusedOn(folder: string, document: string, files: FileAccess): FileAccess {
  const shown = new Set([document, recordPath(folder, CREATION_RECORD)]);
  const look = async (file: string): Promise<FoundEntry | undefined> => {
    const found = await files.look(file);
    return found?.isFile() === true && !shown.has(file) ? undefined : found;
  };
  return {
    look,
    read: (file, limitBytes) => files.read(file, limitBytes),
    async list(listed): Promise<ListedEntry[]> {
      const [name = ''] = path.relative(listed, document).split(path.sep);
      const found = name === '' || name === '..' ? undefined : await look(path.join(listed, name));
      return found === undefined ? [] : [listedEntry(name, found)];
    },
  };
}

/** A folder as if no file in it were more than its name, but for records. */
export function focusedOnNames(files: FileAccess): FileAccess {
  return {
    list: (folder) => files.list(folder),
    read: (file, limitBytes) => files.read(file, limitBytes),
    async look(file) {
      const found = await files.look(file);
      const isRecord = path.basename(path.dirname(file)) === RECORDS_FOLDER;
      return found?.isFile() === true && !isRecord ? undefined : found;
    },
  };
}
