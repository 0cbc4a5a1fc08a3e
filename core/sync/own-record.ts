import { CREATION_RECORD, recordPath, recordsFolder } from '../layout';
import { refuseLink } from '../readme';

/**
 * The path of the `creation.json` of a project or run. A link in its place, or in that of its records folder, is
 * refused: what is written through one would speak for another folder, or stand outside the lab.
 * @param folder absolute path
 * @throws `validation_failed` for a link; `permission_denied` where that cannot be seen
 */
export async function ownRecordFile(folder: string): Promise<string> {
  const file = recordPath(folder, CREATION_RECORD);
  await refuseLink(recordsFolder(folder));
  await refuseLink(file);
  return file;
}
