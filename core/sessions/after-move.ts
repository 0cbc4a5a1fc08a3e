import * as path from 'node:path';
import { equipmentRoot, type Config } from '../config';
import { EQUIPMENT_RECORD, TEST_RUNS_FOLDER, TEST_RUNS_RECORD, recordPath } from '../layout';
import { appendFolderLogs, writeEquipmentRecord, writeRunsMarker } from '../records';
import { allOf, formatLogLine, timestamp, type LogLevel } from '../system';
import type { SessionEnvironment } from './environment';
import type { CreatedFolder } from './journal-entries';
import { tagsOf } from './tags';

/** One line for the logs of the folders that a creation belongs to. */
export interface LogMessage {
  readonly at: Date;
  readonly level: LogLevel;
  readonly text: string;
}

/**
 * What is written around a new folder once it is in place (spec 2.5): the equipment's record, the
 * marker of `TestRuns`, the logs. Safe to repeat. The creation stands even if this fails.
 */
export async function noteCreation(
  environment: SessionEnvironment,
  folder: CreatedFolder,
  messages: readonly LogMessage[],
): Promise<void> {
  const equipmentFolder = path.join(folder.root, folder.equipment_id);
  const projectFolder = path.join(equipmentFolder, folder.short_id);
  const testRuns = path.join(projectFolder, TEST_RUNS_FOLDER);
  const logged = [equipmentFolder, projectFolder];
  if (folder.run_kind === 'test') logged.push(testRuns);
  if (folder.run_kind !== null) logged.push(folder.path);
  const now = timestamp(environment.clock.now());
  await allOf([
    writeEquipment(environment.config, equipmentFolder, folder, now),
    folder.run_kind === 'test' ? writeTestRunsMarker(testRuns, folder, now) : Promise.resolve(),
    writeLogs(environment, folder, logged, messages),
  ]);
}

/** A configuration that does not have the equipment there has nothing to say of it. */
async function writeEquipment(
  config: Config,
  equipmentFolder: string,
  folder: CreatedFolder,
  now: string,
): Promise<void> {
  const equipment = config.equipment.find((entry) => entry.id === folder.equipment_id);
  if (equipment === undefined || path.resolve(equipmentRoot(config, equipment)) !== folder.root) return;
  await writeEquipmentRecord(
    recordPath(equipmentFolder, EQUIPMENT_RECORD),
    {
      id: equipment.id,
      label: equipment.label,
      configured_local_root: folder.root,
      configured_nas_root: equipment.nas_root,
    },
    now,
  );
}

function writeTestRunsMarker(testRuns: string, folder: CreatedFolder, now: string): Promise<boolean> {
  return writeRunsMarker(recordPath(testRuns, TEST_RUNS_RECORD), {
    run_kind: 'test',
    created_at: now,
    project: folder.short_id,
    equipment: folder.equipment_id,
  });
}

async function writeLogs(
  environment: SessionEnvironment,
  folder: CreatedFolder,
  logged: readonly string[],
  messages: readonly LogMessage[],
): Promise<void> {
  for (const message of messages) {
    await appendFolderLogs(logged, environment.host.name, formatted(environment, folder, message));
  }
}

/** One line of a folder's log, with the tags of the creation it is about. */
export function formatted(
  environment: SessionEnvironment,
  folder: CreatedFolder,
  message: LogMessage,
): string {
  return formatLogLine({
    at: message.at,
    level: message.level,
    host: environment.host.name,
    tags: tagsOf(folder),
    message: message.text,
  });
}
