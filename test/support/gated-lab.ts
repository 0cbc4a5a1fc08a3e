import { readFile } from 'node:fs/promises';
import { createEngine, type Engine, type EngineOptions } from '../../core/engine';
import { CREATION_RECORD, recordPath } from '../../core/layout';
import { creationRecord, readRecord, type CreationRecord } from '../../core/records';
import type { HandOff } from '../../core/sync';
import { silentLog, type Log } from '../../core/system';
import { auditedLab, type AuditedLab, type LabFiles } from './audited-lab';
import { TEST_HOST, countedRandom } from './laboratory';
import { ManualClock } from './manual-clock';
import { temporaryFolder } from './temporary-folder';

export const PROJECT = 'CONFOCAL_01/PROJ-0042';
export const RUN = `${PROJECT}/Run_2026-11-20T13-00-00`;
export const TEST_RUN = `${PROJECT}/TestRuns/TestRun_2026-11-20T13-00-00`;
/** A file of a run that a hard rule finds something in. */
export const BROKEN_NOTES = { [`${RUN}/notes.txt`]: 'Sample <sample_id>\n' };

/** A lab of files with an engine, whose clock stands still. */
export interface GatedLab extends AuditedLab {
  readonly engine: Engine;
  readonly clock: ManualClock;
  readonly stateFolder: string;
  /** What the central log was told, as `LEVEL message`. */
  readonly told: string[];
  /** Another engine over the same folders. */
  another(options?: Partial<EngineOptions>): Engine;
  recordFile(folder: string): string;
  record(folder: string): Promise<CreationRecord>;
  recordText(folder: string): Promise<string>;
  /** The folders that wait in the queue, below the root. */
  waiting(): Promise<string[]>;
}

/** @param more YAML of the configuration */
export async function gatedLab(files: LabFiles, more?: string): Promise<GatedLab> {
  const lab = await auditedLab(files, more);
  const clock = new ManualClock();
  const stateFolder = temporaryFolder();
  const told: string[] = [];
  const log: Log = { ...silentLog, write: (level, message) => void told.push(`${level} ${message}`) };
  const options: EngineOptions = {
    config: lab.config,
    stateFolder,
    bundledTemplates: '',
    clock,
    random: countedRandom(),
    host: TEST_HOST,
    log,
  };
  const engine = createEngine(options);
  const recordFile = (folder: string): string => recordPath(lab.at(folder), CREATION_RECORD);
  return {
    ...lab,
    engine,
    clock,
    stateFolder,
    told,
    another: (changes) => createEngine({ ...options, random: countedRandom(1000), ...changes }),
    recordFile,
    record: (folder) => readRecord(creationRecord, recordFile(folder)),
    recordText: (folder) => readFile(recordFile(folder), 'utf8'),
    waiting: async () =>
      (await engine.queue.list()).map(({ run_path }) => run_path.slice(lab.root.length + 1)).sort(),
  };
}

/** The hand-off that the session of a run left. */
export function handOffOfSession(run: string): HandOff {
  return {
    run_path: run,
    equipment_id: 'CONFOCAL_01',
    level: 'run',
    handed_off_at: '2026-11-20T13:00:00.000Z',
    session: { id: 'its-session', process: { host: 'lab-pc', pid: 4711, started: 'boot:1' } },
  };
}
