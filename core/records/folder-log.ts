import { folderLogPath } from '../layout';
import { appendLogLine } from '../system';
import { makeRecordsFolder } from './records-folder';

/**
 * Appends one line (`formatLogLine`) to the logs of several folders: those of an equipment, a project,
 * `TestRuns`, a run (spec 1.2). A folder that is not there is never made. All are
 * tried; then the first failure is thrown.
 */
export async function appendFolderLogs(
  folders: readonly string[],
  hostName: string,
  line: string,
): Promise<void> {
  const appended = await Promise.allSettled(
    folders.map(async (folder) => {
      await makeRecordsFolder(folder);
      await appendLogLine(folderLogPath(folder, hostName), line);
    }),
  );
  for (const ended of appended) if (ended.status === 'rejected') throw ended.reason;
}
