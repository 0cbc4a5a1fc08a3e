import { lstat } from 'node:fs/promises';
import { CREATION_RECORD, README_FIELDS_RECORD, RECORDS_FOLDER, recordPath, recordsFolder } from '../layout';
import { readRecord, readmeFieldsRecord, type ReadmeFieldsRecord } from '../records';
import { ExlabError, errnoOf, fileError, l10n, type ErrorCode } from '../system';

/** What stands at a path; what a link leads to is not looked at. */
export type FileKind = 'nothing' | 'file' | 'folder' | 'link' | 'other';

/** Throws as `fileError` says where that cannot be seen. */
export async function kindOf(file: string): Promise<FileKind> {
  try {
    const found = await lstat(file);
    if (found.isSymbolicLink()) return 'link';
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'other';
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return 'nothing';
    throw fileError(caught, file);
  }
}

/**
 * The record that the README of a project or run is generated from (spec 1.2, 10). Links in the place of the folder or
 * of anything in it are not followed: a README must never come from, or to, somewhere else.
 * @param folder absolute path
 * @throws `folder_not_found` for what is no folder of a project or run, `validation_failed` where its record is missing or
 *   broken, or a link stands there, `schema_major_mismatch`, `permission_denied`
 */
export async function readOwnRecord(folder: string): Promise<ReadmeFieldsRecord> {
  await requireFolder(folder);
  const records = await kindOf(recordsFolder(folder));
  if (records === 'link') throw linked(recordsFolder(folder));
  if (records !== 'folder') throw notOurs(folder);
  const file = recordPath(folder, README_FIELDS_RECORD);
  const kind = await kindOf(file);
  if (kind === 'link') throw linked(file);
  if (kind === 'nothing') throw await noRecord(folder, file);
  if (kind !== 'file')
    throw refused('validation_failed', file, l10n.t('{0} is no file: put it right first.', file));
  return readRecord(readmeFieldsRecord, file);
}

/** Throws `validation_failed` where a link stands, and as `kindOf` does. */
export async function refuseLink(file: string): Promise<void> {
  if ((await kindOf(file)) === 'link') throw linked(file);
}

async function requireFolder(folder: string): Promise<void> {
  const kind = await kindOf(folder);
  if (kind === 'folder') return;
  if (kind === 'link') throw linked(folder);
  const message =
    kind === 'nothing'
      ? l10n.t('{0} does not exist: give the folder of a project or run.', folder)
      : l10n.t('{0} is no folder: give the folder of a project or run.', folder);
  throw refused('folder_not_found', folder, message);
}

/** An equipment has records too, but none of a creation. */
async function noRecord(folder: string, file: string): Promise<ExlabError> {
  if ((await kindOf(recordPath(folder, CREATION_RECORD))) === 'nothing') return notOurs(folder);
  return refused(
    'validation_failed',
    file,
    l10n.t('{0} is missing, which the README is made from: restore it from a copy.', file),
  );
}

function notOurs(folder: string): ExlabError {
  return refused(
    'folder_not_found',
    folder,
    l10n.t(
      '{0} is no folder of a project or run: give one that holds {1}.',
      folder,
      `${RECORDS_FOLDER}/${README_FIELDS_RECORD}`,
    ),
  );
}

/** The error of a link where something of ours should stand. */
export function linked(file: string): ExlabError {
  return refused(
    'validation_failed',
    file,
    l10n.t('{0} is a link, and links are not followed: give or put there what it leads to.', file),
  );
}

function refused(code: ErrorCode, file: string, message: string): ExlabError {
  return new ExlabError({ code, message, details: { path: file } });
}
