import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { README_FIELDS_RECORD, README_FILE, collisionKey } from '../layout';
import { appendFolderLogs, type ReadmeFieldsRecord } from '../records';
import {
  ExlabError,
  createFileAtomic,
  fileError,
  formatLogLine,
  l10n,
  toExlabError,
  type Clock,
  type Host,
  type Log,
  type LogTags,
} from '../system';
import { regenerateReadme } from './generate';
import { readOwnRecord } from './own-record';

/** What is needed to write down that a README was restored. */
export interface RestoreSurroundings {
  readonly clock: Pick<Clock, 'now'>;
  readonly host: Pick<Host, 'name'>;
  readonly log: Log;
}

/**
 * Writes the README of a project or run again from its record, where there is none: byte for byte as it was made, but
 * for the prose (spec 10). Whole and flushed, or not at all; of several at once exactly one writes. The folder's log
 * tells of it; where that cannot be written the README stands all the same, and the central log says so.
 * @param folder absolute path
 * @returns the path of the README
 * @throws `destination_exists` where anything stands in its place, and what `readOwnRecord` throws
 */
export async function restoreReadme(folder: string, surroundings: RestoreSurroundings): Promise<string> {
  const record = await readOwnRecord(folder);
  await refuseExisting(folder);
  const readme = path.join(folder, README_FILE);
  try {
    await createFileAtomic(readme, regenerateReadme(record));
  } catch (caught) {
    const error = toExlabError(caught);
    throw error.code === 'destination_exists' ? readmeExists(readme, error) : error;
  }
  await note(folder, record, surroundings);
  return readme;
}

/** One that differs in case alone would be the same file elsewhere. */
async function refuseExisting(folder: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (caught) {
    throw fileError(caught, folder);
  }
  const taken = names.find((name) => collisionKey(name) === collisionKey(README_FILE));
  if (taken !== undefined) throw readmeExists(path.join(folder, taken));
}

function readmeExists(file: string, cause?: ExlabError): ExlabError {
  return new ExlabError(
    {
      code: 'destination_exists',
      message: l10n.t(
        '{0} exists, and a README is never overwritten: rename or delete it first, if it is to be made again.',
        file,
      ),
      details: { path: file },
    },
    { cause },
  );
}

async function note(
  folder: string,
  record: ReadmeFieldsRecord,
  { clock, host, log }: RestoreSurroundings,
): Promise<void> {
  const tags = tagsOf(record);
  const message = `${README_FILE} regenerated from ${README_FIELDS_RECORD}`;
  const line = formatLogLine({ at: clock.now(), level: 'INFO', host: host.name, tags, message });
  try {
    await appendFolderLogs([folder], host.name, line);
  } catch (caught) {
    log.write('WARN', `${message}, but not logged in ${folder}: ${toExlabError(caught).message}`, tags);
  }
}

function tagsOf({ system_fields: system }: ReadmeFieldsRecord): LogTags {
  const { equipment, project, run, run_kind: kind } = system;
  return {
    equip: equipment.id,
    proj: project,
    ...(kind === undefined ? {} : { kind }),
    ...(run === undefined ? {} : { run }),
  };
}
