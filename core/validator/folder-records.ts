import * as path from 'node:path';
import { OLDER_RUNS_FOLDER, RECORDS_FOLDER, TEST_RUNS_FOLDER } from '../layout';
import type { FrontMatterReading } from '../readme';
import {
  creationRecord,
  equipmentRecord,
  ingestRecord,
  readmeFieldsRecord,
  runsRecord,
  testRunsRecord,
  type RecordDefinition,
  type RecordReading,
} from '../records';
import type { SubjectLevel } from './subject';

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
  readonly reading: FrontMatterReading;
}

/** Whether something is there to be judged. */
export type Found = 'there' | 'missing' | 'unreadable';

/** Which of the records that everything else depends on a folder has. */
export interface Presence {
  readonly creation: Found;
  readonly readmeFields: Found;
}

/** Where a record is expected, by names that lead to it, and what it is. */
export interface RecordPlace<Value = unknown> {
  /** The folder whose records folder it stands in, relative to the judged one; empty for its own. */
  readonly below: string;
  /** The records folder, and the record in it, relative to the judged folder. */
  readonly holder: string;
  readonly file: string;
  readonly definition: RecordDefinition<Value>;
}

/** Where the record of a folder's creation is. */
export const CREATION_PLACE = placeOf('', creationRecord);
export const README_FIELDS_PLACE = placeOf('', readmeFieldsRecord);
const EQUIPMENT_PLACE = placeOf('', equipmentRecord);
const INGEST_PLACE = placeOf('', ingestRecord);
const MARKER_PLACES = [placeOf(TEST_RUNS_FOLDER, testRunsRecord), placeOf(OLDER_RUNS_FOLDER, runsRecord)];

/** The records of a folder beside `creation.json` and `readme_fields.json`. */
export function furtherRecords(level: SubjectLevel): readonly RecordPlace[] {
  switch (level) {
    case 'equipment':
      return [EQUIPMENT_PLACE];
    case 'project':
      return [INGEST_PLACE, ...MARKER_PLACES];
    case 'run':
      return [INGEST_PLACE];
    case 'stray':
      return [];
  }
}

function placeOf<Value>(below: string, definition: RecordDefinition<Value>): RecordPlace<Value> {
  const holder = path.join(below, RECORDS_FOLDER);
  return { below, holder, file: path.join(holder, definition.name), definition };
}
