import { lstat, readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import {
  ANSWERS_FILE,
  CREATION_RECORD,
  README_FIELDS_RECORD,
  README_FILE,
  RECORDS_FOLDER,
  posixRelative,
  recordPath,
} from '../layout';
import { creationRecord, readRecord, type CreationRecord } from '../records';
import { errnoOf, fileError, l10n, toExlabError } from '../system';
import { entriesBelow } from './entries-below';
import { staysInside } from './inner-link';
import { TemplateBytes } from './template-bytes';

/** Whether a run holds only what we made; if not, what stands against it, in a sentence. */
export type OnlyOurs =
  | { readonly onlyOurs: true }
  | {
      readonly onlyOurs: false;
      /** The file or folder that stopped it, relative to the run with forward slashes; empty for the run itself. */
      readonly path: string;
      readonly reason: string;
    };

/** File systems keep times to two seconds at worst, and a creation writes its last files at once. */
const LEEWAY_MS = 2000;
/** How far the clock of a file server may be from that of the computer that wrote the log. */
const CLOCKS_APART_MS = 60_000;

const LOG_FILE = /^wizard\..+\.log$/;

class NotOurs extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/**
 * Whether nothing of anybody else would be lost with a run: every file is known to be ours (by name or by its bytes,
 * which the template has too), every link leads to a place in the run, nothing was changed or added since the creation, and nothing was synced, staged or
 * overridden. Whatever cannot be told speaks against it. Never throws.
 */
export async function holdsOnlyOurs(run: string): Promise<OnlyOurs> {
  try {
    await checkAll(run);
    return { onlyOurs: true };
  } catch (caught) {
    if (caught instanceof NotOurs) return { onlyOurs: false, path: caught.path, reason: caught.reason };
    return { onlyOurs: false, path: '', reason: fileError(caught, run).message };
  }
}

async function checkAll(run: string): Promise<void> {
  const record = await recordOf(run);
  const latest = (await momentOfCreation(run)) + LEEWAY_MS;
  const names = knownNames(record);
  const template = new TemplateBytes(record.template.source_path, run);
  for await (const file of filesOf(run)) {
    if (isOwnRecord(file.relative)) continue;
    if (file.touched > latest) {
      throw new NotOurs(file.relative, l10n.t('it was added or changed after the run was made'));
    }
    if (
      file.isLink ||
      names.has(file.relative) ||
      (await template.has(path.join(run, file.relative), file.size))
    )
      continue;
    throw new NotOurs(file.relative, l10n.t('nothing tells that it came from the template'));
  }
}

async function recordOf(run: string): Promise<CreationRecord> {
  const record = await readRecord(creationRecord, recordPath(run, CREATION_RECORD)).catch(
    (caught: unknown) => {
      throw new NotOurs(`${RECORDS_FOLDER}/${CREATION_RECORD}`, toExlabError(caught).message);
    },
  );
  const file = `${RECORDS_FOLDER}/${CREATION_RECORD}`;
  if (record.level !== 'run') throw new NotOurs(file, l10n.t('it is the record of a project'));
  if (record.sync_status !== 'pending' && record.sync_status !== 'blocked_by_validation') {
    throw new NotOurs(file, l10n.t('its sync_status is {0}', record.sync_status));
  }
  if (record.validation_overrides.length > 0) {
    throw new NotOurs(file, l10n.t('somebody has overridden a finding of this run'));
  }
  return record;
}

/**
 * When the creation had written its last file, in milliseconds since 1970. README and its fields are written at one
 * time, after plugins, and `readme_fields.json` never again: so the older of them tells it, as long as the log's own
 * line about it bears that out. The times of `creation.json` tell nothing: it changes with every status.
 */
async function momentOfCreation(run: string): Promise<number> {
  const fields = `${RECORDS_FOLDER}/${README_FIELDS_RECORD}`;
  const written = [await modified(run, fields), await modified(run, README_FILE)].filter(
    (moment) => moment !== undefined,
  );
  const completed = await momentInLog(run);
  if (written.length === 0 || completed === undefined) {
    throw new NotOurs(RECORDS_FOLDER, l10n.t('nothing in it tells when the run was complete'));
  }
  const moment = Math.min(...written);
  if (moment > completed + CLOCKS_APART_MS) {
    throw new NotOurs(fields, l10n.t('it was added or changed after the run was made'));
  }
  return moment;
}

async function modified(run: string, relative: string): Promise<number | undefined> {
  try {
    return (await lstat(path.join(run, relative))).mtimeMs;
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return undefined;
    throw caught;
  }
}

const COMPLETED = /^(\S+Z) .*\bcreation completed\b/gm;

/** The earliest moment at which one of the run's logs says that the creation was complete. */
async function momentInLog(run: string): Promise<number | undefined> {
  const folder = path.join(run, RECORDS_FOLDER);
  const moments: number[] = [];
  for (const name of await readdir(folder)) {
    if (!LOG_FILE.test(name)) continue;
    const text = await readFile(path.join(folder, name), 'utf8');
    for (const [, told = ''] of text.matchAll(COMPLETED)) moments.push(Date.parse(told));
  }
  const known = moments.filter((moment) => !Number.isNaN(moment));
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Files that change with what happens to a run, and are no data of anybody. */
function isOwnRecord(relative: string): boolean {
  const [folder, name = '', further] = relative.split('/');
  return (
    folder === RECORDS_FOLDER && further === undefined && (name === CREATION_RECORD || LOG_FILE.test(name))
  );
}

function knownNames(record: CreationRecord): Set<string> {
  return new Set([
    README_FILE,
    ANSWERS_FILE,
    `${RECORDS_FOLDER}/${README_FIELDS_RECORD}`,
    ...(record.rendered ?? []).map((entry) => entry.path),
    ...record.plugins_applied.flatMap((plugin) => plugin.files_affected),
  ]);
}

interface FoundFile {
  readonly relative: string;
  readonly size: number;
  /**
   * The last moment at which it was written, renamed or came to this place: a copy may bear the times of its
   * original, but not all three.
   */
  readonly touched: number;
  /** Whether it is a link that stays inside. It holds nothing, and what it leads to is looked at where it stands. */
  readonly isLink: boolean;
}

/** The files and inner links of a run, one at a time; any other link and any device ends it. Links are not followed. */
async function* filesOf(root: string): AsyncGenerator<FoundFile> {
  for await (const { path: file, entry } of entriesBelow(root)) {
    const relative = posixRelative(root, file);
    if (relative.startsWith(`${RECORDS_FOLDER}/`) && entry.name.endsWith('.lock')) {
      throw new NotOurs(relative, l10n.t('somebody is changing a record of this run now'));
    }
    if (entry.isDirectory()) continue;
    const { size, mtimeMs, ctimeMs, birthtimeMs } = await lstat(file);
    const isLink = entry.isSymbolicLink();
    if (!isLink && !entry.isFile()) throw new NotOurs(relative, l10n.t('it is a device'));
    if (isLink && !(await mayBeOurs(root, file, relative))) {
      throw new NotOurs(
        relative,
        l10n.t('it is a link that leads out of the run, or stands in the place of a record'),
      );
    }
    yield { relative, size, touched: Math.max(mtimeMs, ctimeMs, birthtimeMs), isLink };
  }
}

/** A template may bring links (`_preserve_symlinks`), but never out of the run, and never in the place of a record. */
async function mayBeOurs(root: string, link: string, relative: string): Promise<boolean> {
  return !relative.startsWith(`${RECORDS_FOLDER}/`) && (await staysInside(root, link));
}
