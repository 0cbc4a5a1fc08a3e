import * as path from 'node:path';
import { ExlabError, l10n } from '../system';

export const RECORDS_FOLDER = '.exlab-wizard';
export const README_FILE = 'README.md';
export const ANSWERS_FILE = '.exlab-answers.yml';
export const CREATION_RECORD = 'creation.json';
export const README_FIELDS_RECORD = 'readme_fields.json';
export const EQUIPMENT_RECORD = 'equipment.json';
export const TEST_RUNS_RECORD = 'test_runs.json';
export const RUNS_RECORD = 'runs.json';
export const TEST_RUNS_FOLDER = 'TestRuns';
/** Experimental runs of older trees stand one level deeper, in this folder; writers never use it. */
export const OLDER_RUNS_FOLDER = 'Runs';
export const TEMPLATES_FOLDER = 'templates';

export type RunKind = 'experimental' | 'test';
export type Level = 'project' | 'run';

/** The prefix of a run's folder, by kind. */
export const RUN_PREFIX: Readonly<Record<RunKind, string>> = { experimental: 'Run_', test: 'TestRun_' };

const EQUIPMENT_ID = /^[A-Z][A-Z0-9_]{0,31}$/;
const PROJECT_SHORT_ID = /^PROJ-\d+$/;

/** Whether a text has the shape of an equipment id (spec 1): `CONFOCAL_01`, 1-32 characters. */
export function isEquipmentId(text: string): boolean {
  return EQUIPMENT_ID.test(text);
}

/** Whether a text has the shape of a project's short id (spec 1): `PROJ-0042`. */
export function isProjectShortId(text: string): boolean {
  return PROJECT_SHORT_ID.test(text);
}

/**
 * The stamp in a run's name: UTC, to the second, `:` replaced by `-`.
 * Throws `validation_failed` for a year that ISO 8601 does not write with four digits.
 */
export function runStamp(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) {
    throw new ExlabError({
      code: 'validation_failed',
      field: 'run_date',
      message: l10n.t('The run date must lie in the years 0000 to 9999.'),
    });
  }
  return date.toISOString().slice(0, 19).replaceAll(':', '-');
}

/** The name of a run's folder: `Run_2026-11-20T13-00-00`, `TestRun_…` for test runs. */
export function runFolderName(kind: RunKind, date: Date): string {
  return RUN_PREFIX[kind] + runStamp(date);
}

/** The segments of a project's path below its root. */
export function projectSegments(equipmentId: string, shortId: string): string[] {
  return [equipmentId, shortId];
}

/** The segments of a run's path below its root (spec 1.1). */
export function runSegments(equipmentId: string, shortId: string, kind: RunKind, leaf: string): string[] {
  const parents = projectSegments(equipmentId, shortId);
  return kind === 'test' ? [...parents, TEST_RUNS_FOLDER, leaf] : [...parents, leaf];
}

/**
 * Where these segments end on the lab's storage, in the separators that `nasRoot` uses;
 * empty without a `nasRoot` (spec 1.2, `paths.nas`).
 */
export function nasPath(nasRoot: string, segments: readonly string[]): string {
  if (nasRoot === '') return '';
  const separator = nasRoot.includes('\\') && !nasRoot.includes('/') ? '\\' : '/';
  return [nasRoot.replace(/[\\/]+$/, ''), ...segments].join(separator);
}

/** The folder with the records of a project, run, equipment or `TestRuns`. */
export function recordsFolder(folder: string): string {
  return path.join(folder, RECORDS_FOLDER);
}

/** The path of one record of a folder. */
export function recordPath(folder: string, record: string): string {
  return path.join(folder, RECORDS_FOLDER, record);
}

/** The folder of an equipment's own templates (spec 3.1). `root` is where the equipment's folder is. */
export function equipmentTemplatesFolder(root: string, equipmentId: string): string {
  return recordPath(path.join(root, equipmentId), TEMPLATES_FOLDER);
}

/** The log of a folder, one a host, so that machines on one share never tear each other's lines. */
export function folderLogPath(folder: string, hostName: string): string {
  return path.join(folder, RECORDS_FOLDER, `wizard.${hostName}.log`);
}

const WORK_PREFIX = '.exlab-work-';

/**
 * The folder beside a destination below which it is prepared; every reader skips it. Sessions that prepare the
 * same destination share it.
 */
export function workAreaPath(destination: string): string {
  return path.join(path.dirname(destination), WORK_PREFIX + path.basename(destination));
}

/** The folder in which a session prepares a destination: its own, so that nobody takes another's for it. */
export function workFolderPath(destination: string, sessionId: string): string {
  return path.join(workAreaPath(destination), sessionId);
}

/** Whether a folder's name is that of sessions' work folders. */
export function isWorkFolder(name: string): boolean {
  return name.startsWith(WORK_PREFIX);
}

/** A path inside a root with forward slashes, whatever the platform. */
export function posixRelative(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
