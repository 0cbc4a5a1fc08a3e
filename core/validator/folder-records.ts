import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import { OLDER_RUNS_FOLDER, README_FILE, RECORDS_FOLDER, TEST_RUNS_FOLDER, type Level } from '../layout';
import { readFrontMatter, type FrontMatterReading } from '../readme';
import {
  creationRecord,
  equipmentRecord,
  ingestRecord,
  inspectRecord,
  readmeFieldsRecord,
  runsRecord,
  testRunsRecord,
  type CreationRecord,
  type ReadmeFieldsRecord,
  type RecordDefinition,
  type RecordReading,
} from '../records';
import { errnoOf, fileError } from '../system';
import { readSmallFile } from './folder-entries';
import type { RequiredField } from './required-fields';

/** A larger file is no record, and is not read. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** A record that is there, with what it says. */
export interface RecordFile<Value = unknown> {
  /** The name of its file. */
  readonly name: string;
  /** Absolute path in the final place. */
  readonly path: string;
  readonly reading: RecordReading<Value>;
}

/** A README with what its front matter says. */
export interface ReadmeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly reading: FrontMatterReading;
}

/** A record, or why there is none to judge. */
export type Found<Value> = RecordFile<Value> | 'missing' | 'unreadable';

/** The records of a folder as the rules judge them. */
export interface SubjectRecords {
  /** All that are there and could be read. */
  readonly files: readonly RecordFile[];
  readonly creation: Found<CreationRecord>;
  readonly readmeFields: Found<ReadmeFieldsRecord>;
  /** Undefined where there is none. */
  readonly readme: ReadmeFile | undefined;
  /** The fields that a README of it must fill now. */
  readonly required: readonly RequiredField[];
}

/** The records of a folder, and what of them could not be read. */
export interface FolderRecords extends Omit<SubjectRecords, 'required'> {
  /** Absolute paths in the final place. */
  readonly unreadable: readonly string[];
}

/** The same with what is required of them. */
export type JudgedRecords = FolderRecords & Pick<SubjectRecords, 'required'>;

/** Where the records of a folder are that are not its own: those that mark the folders of its runs. */
const MARKERS = [
  [TEST_RUNS_FOLDER, testRunsRecord],
  [OLDER_RUNS_FOLDER, runsRecord],
] as const;

/**
 * Reads every record of a folder once. Links are not followed, and what is no file, or too large for a record, is
 * unreadable. What vanishes meanwhile is not there.
 * @param folder where the files stand now: a session's work folder, or `place.runPath` itself
 * @param read the content of a file, as `readSmallFile` gives it
 */
export async function readFolderRecords(
  folder: string,
  place: { readonly level: Level | 'equipment'; readonly runPath: string },
  read: typeof readSmallFile = readSmallFile,
): Promise<FolderRecords> {
  const reader = new RecordsReader(folder, place.runPath, read);
  if (place.level === 'equipment') {
    await reader.record('', equipmentRecord);
    return { ...reader.gathered(), creation: 'missing', readmeFields: 'missing', readme: undefined };
  }
  const creation = await reader.record('', creationRecord);
  const readmeFields = await reader.record('', readmeFieldsRecord);
  await reader.record('', ingestRecord);
  if (place.level === 'project') {
    for (const [below, definition] of MARKERS) {
      if (await isRealFolder(path.join(folder, below))) await reader.record(below, definition);
    }
  }
  const readme = await reader.readme();
  return { ...reader.gathered(), creation, readmeFields, readme };
}

/** Gathers what is read of one folder. */
class RecordsReader {
  private readonly files: RecordFile[] = [];
  private readonly unreadable = new Set<string>();
  /** Whether what stands at a records folder is one, by the folder that holds it. */
  private readonly looked = new Map<string, 'missing' | 'unreadable' | 'folder'>();

  constructor(
    private readonly folder: string,
    private readonly runPath: string,
    private readonly read: typeof readSmallFile,
  ) {}

  gathered(): Pick<FolderRecords, 'files' | 'unreadable'> {
    return { files: this.files, unreadable: [...this.unreadable] };
  }

  async record<Value>(below: string, definition: RecordDefinition<Value>): Promise<Found<Value>> {
    const holder = path.join(below, RECORDS_FOLDER);
    const found = this.looked.get(holder) ?? (await this.look(holder));
    this.looked.set(holder, found);
    if (found !== 'folder') return found;
    const relative = path.join(holder, definition.name);
    const bytes = await this.content(relative);
    if (!(bytes instanceof Uint8Array)) return bytes;
    const file = {
      name: definition.name,
      path: path.join(this.runPath, relative),
      reading: inspectRecord(definition, bytes),
    };
    this.files.push(file);
    return file;
  }

  async readme(): Promise<ReadmeFile | undefined> {
    const bytes = await this.content(README_FILE);
    if (!(bytes instanceof Uint8Array)) return undefined;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return { path: path.join(this.runPath, README_FILE), bytes, reading: readFrontMatter(text) };
  }

  /** A file in the place of a records folder holds none; what a link leads to is not looked at. */
  private async look(holder: string): Promise<'missing' | 'unreadable' | 'folder'> {
    try {
      const found = await lstat(path.join(this.folder, holder));
      if (found.isDirectory()) return 'folder';
      return found.isFile() ? 'missing' : this.unreadableAt(holder);
    } catch (caught) {
      return isGone(caught) ? 'missing' : this.failed(caught, holder);
    }
  }

  private async content(relative: string): Promise<Uint8Array | 'missing' | 'unreadable'> {
    try {
      const bytes = await this.read(path.join(this.folder, relative), MAX_RECORD_BYTES);
      return bytes ?? this.unreadableAt(relative);
    } catch (caught) {
      if (isGone(caught)) return 'missing';
      // A folder that may not be searched keeps back whether there is such a file.
      const isOfFolder = caught instanceof Error && 'syscall' in caught && caught.syscall === 'lstat';
      return this.failed(caught, isOfFolder ? path.dirname(relative) : relative);
    }
  }

  private failed(caught: unknown, relative: string): 'unreadable' {
    if (errnoOf(caught) === undefined) throw fileError(caught, path.join(this.folder, relative));
    return this.unreadableAt(relative);
  }

  private unreadableAt(relative: string): 'unreadable' {
    this.unreadable.add(path.join(this.runPath, relative));
    return 'unreadable';
  }
}

function isGone(caught: unknown): boolean {
  return errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR';
}

/** Whether a folder stands there, and no link to one; whoever walks the tree tells what cannot be seen. */
async function isRealFolder(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isDirectory();
  } catch {
    return false;
  }
}
