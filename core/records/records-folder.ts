import { mkdir } from 'node:fs/promises';
import { recordsFolder } from '../layout';
import { errnoOf, fileError } from '../system';

/**
 * Makes the folder for the records of a folder that exists. Nothing above it is made: where the folder itself is
 * gone its disk may be, and what were made in its place would hide it.
 * @throws `folder_not_found`
 */
export async function makeRecordsFolder(folder: string): Promise<void> {
  const records = recordsFolder(folder);
  try {
    await mkdir(records);
  } catch (caught) {
    if (errnoOf(caught) !== 'EEXIST') throw fileError(caught, folder);
  }
}
