import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { composeReadme, type FolderComparison } from '../../../core/readme';
import { stringifyRecord, type ReadmeFieldsRecord } from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { aRecord } from './a-record';

/** The folder of a run with its record and its README, as a creation leaves them. */
export async function aFolder(record: ReadmeFieldsRecord = aRecord()): Promise<string> {
  const folder = path.join(temporaryFolder(), 'Run_2026-11-20T13-00-00');
  await mkdir(path.join(folder, '.exlab-wizard'), { recursive: true });
  await writeFile(recordOf(folder), stringifyRecord(record));
  await writeFile(path.join(folder, '.exlab-wizard', 'creation.json'), '{}');
  await writeFile(readmeOf(folder), composeReadme(record));
  return folder;
}

/** The same with the README deleted. */
export async function withoutReadme(record?: ReadmeFieldsRecord): Promise<string> {
  const folder = await aFolder(record);
  await rm(readmeOf(folder));
  return folder;
}

export function recordOf(folder: string): string {
  return path.join(folder, '.exlab-wizard', 'readme_fields.json');
}

export function readmeOf(folder: string): string {
  return path.join(folder, 'README.md');
}

/** The paths of the differences; the status where nothing could be compared. */
export function told({ comparison }: FolderComparison): readonly string[] | string {
  return comparison.status === 'compared'
    ? comparison.differences.map(({ path: at }) => at)
    : comparison.status;
}

const NOBODY = 65534;

export const isRoot = process.geteuid?.() === 0;

/** Does something as somebody without privileges, who may look into the folder; the whole process has to. */
export async function asNobody<Result>(folder: string, action: () => Promise<Result>): Promise<Result> {
  await chmod(path.dirname(folder), 0o755);
  process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}
