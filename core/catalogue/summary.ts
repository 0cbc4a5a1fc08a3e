import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../layout';
import { readFrontMatter } from '../readme';
import {
  SYNC_STATUSES,
  creationRecord,
  readRecord,
  readmeFieldsRecord,
  type CreationRecord,
  type SyncStatus,
} from '../records';
import { errnoOf, toExlabError } from '../system';

/** What can be said of a run: its sync status, or why it has none. */
export const RUN_STATES = [...SYNC_STATUSES, 'no_record', 'broken_record'] as const;
export type RunState = SyncStatus | 'no_record' | 'broken_record';

/** What `creation.json` says of a folder, as far as lists show it. */
export interface CreationSummary {
  readonly state: RunState;
  /** What is wrong with a broken record, in words; else empty. */
  readonly problem: string;
  readonly operator: string;
  readonly createdAt: string;
  readonly template: { readonly name: string; readonly version: string } | null;
}

/** What is said of a folder without `creation.json`. */
export const NO_CREATION: CreationSummary = {
  state: 'no_record',
  problem: '',
  operator: '',
  createdAt: '',
  template: null,
};

/** What the README's fields say. */
export interface ReadmeSummary {
  /** Who was asked: their record, or README.md where that is missing or broken. */
  readonly source: 'record' | 'readme';
  readonly label: string;
  readonly operator: string;
  readonly objective: string;
}

/** What is said of a folder with neither record nor README. */
export const NO_README: ReadmeSummary = { source: 'readme', label: '', operator: '', objective: '' };

/** Both together. Texts that nothing tells are empty. */
export type RunSummary = CreationSummary & ReadmeSummary;

/** Reads what lists show of a run or project. Never throws: what is missing or broken is part of the answer. */
export async function readRunSummary(folder: string): Promise<RunSummary> {
  const [creation, readme] = await Promise.all([readCreationSummary(folder), readReadmeSummary(folder)]);
  return combine(creation, readme);
}

/** The operator is whom the creation's record names; only without one the README is asked. */
export function combine(creation: CreationSummary, readme: ReadmeSummary): RunSummary {
  return { ...readme, ...creation, operator: creation.operator || readme.operator };
}

/** The half that `creation.json` tells. Never throws. */
export async function readCreationSummary(folder: string): Promise<CreationSummary> {
  try {
    return summaryOf(await readRecord(creationRecord, recordPath(folder, CREATION_RECORD)));
  } catch (caught) {
    const { code, message } = toExlabError(caught);
    if (code === 'folder_not_found') return NO_CREATION;
    return { ...NO_CREATION, state: 'broken_record', problem: message };
  }
}

function summaryOf(record: CreationRecord): CreationSummary {
  return {
    state: record.sync_status,
    problem: '',
    operator: own(record.created_by),
    createdAt: own(record.created_at),
    template: { name: own(record.template.name), version: own(record.template.version) },
  };
}

/** The half that `readme_fields.json` tells, or README.md where that is missing or broken. Never throws. */
export async function readReadmeSummary(folder: string): Promise<ReadmeSummary> {
  try {
    const { core_fields: core } = await readRecord(
      readmeFieldsRecord,
      recordPath(folder, README_FIELDS_RECORD),
    );
    return {
      source: 'record',
      label: own(core.label),
      operator: own(core.operator),
      objective: own(core.objective),
    };
  } catch {
    return readFrontMatterOf(path.join(folder, README_FILE));
  }
}

/** Front matter ends within 200 lines: a README that is larger than this is not read for it. */
const README_MAX_BYTES = 1024 * 1024;

async function readFrontMatterOf(file: string): Promise<ReadmeSummary> {
  const values = await frontMatterValues(file);
  const text = (key: string): string => {
    const value = values.get(key);
    return typeof value === 'string' ? own(value) : '';
  };
  return {
    source: 'readme',
    label: text('label'),
    operator: text('operator'),
    objective: text('objective'),
  };
}

async function frontMatterValues(file: string): Promise<ReadonlyMap<unknown, unknown>> {
  try {
    const found = await stat(file);
    if (!found.isFile() || found.size > README_MAX_BYTES) return new Map();
    const reading = readFrontMatter(await readFile(file, 'utf8'));
    return reading.status === 'ok' ? reading.values : new Map();
  } catch (caught) {
    // Neither record nor README: there is nothing to tell, and the audit says so.
    if (errnoOf(caught) !== undefined) return new Map();
    throw caught;
  }
}

/** A copy of a text that does not keep alive the file that it is a part of. */
function own(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
