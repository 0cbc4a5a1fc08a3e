import * as path from 'node:path';
import { TEST_RUNS_FOLDER } from '../layout';
import { appendFolderLogs } from '../records';
import {
  formatLogLine,
  toExlabError,
  type Clock,
  type Host,
  type Log,
  type LogLevel,
  type LogTags,
} from '../system';
import type { WholeFolder } from './whole-folder';

export interface EventSurroundings {
  readonly clock: Pick<Clock, 'now'>;
  readonly host: Pick<Host, 'name'>;
  readonly log: Log;
}

/**
 * Tells an event of a project or run to its log, to those of the folders that it stands in, and to the central one
 * (spec 1.2, Log lines). What happened has happened: a log that cannot be written is told to the central one alone.
 */
export async function logFolderEvent(
  folder: WholeFolder,
  level: LogLevel,
  message: string,
  { clock, host, log }: EventSurroundings,
): Promise<void> {
  const tags = tagsOf(folder);
  log.write(level, message, tags);
  const line = formatLogLine({ at: clock.now(), level, host: host.name, tags, message });
  try {
    await appendFolderLogs(loggedFolders(folder), host.name, line);
  } catch (caught) {
    log.write('WARN', `an event is not in every log of its folders: ${toExlabError(caught).message}`, tags);
  }
}

function tagsOf(folder: WholeFolder): LogTags {
  const ofRun = folder.kind === 'run' ? { kind: folder.runKind, run: folder.leaf } : {};
  return { equip: folder.equipmentId, proj: folder.shortId, ...ofRun };
}

/** The folders that keep a log of it, outermost first. */
function loggedFolders(folder: WholeFolder): string[] {
  const equipment = path.join(folder.root, folder.equipmentId);
  const project = path.join(equipment, folder.shortId);
  if (folder.kind === 'project') return [equipment, project];
  const between = folder.container === TEST_RUNS_FOLDER ? [path.join(project, TEST_RUNS_FOLDER)] : [];
  return [equipment, project, ...between, folder.path];
}
