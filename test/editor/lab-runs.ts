import { cp, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parseConfig } from '../../core/config';
import { createEngine, type Engine } from '../../core/engine';
import { CREATION_RECORD, recordPath } from '../../core/layout';
import { setSyncStatus, type SyncStatus } from '../../core/records';
import { silentLog } from '../../core/system';
import { PLAIN_RUN, writeTemplate } from '../support/laboratory';
import type { LabPlace } from './lab-folder';

/** A run that a test wants to find in its lab; what is not said is as in the others. */
export interface WantedRun {
  readonly label: string;
  readonly kind?: 'experimental' | 'test';
  readonly operator?: string;
  /** UTC, as `2026-03-01T10:00:00Z`. */
  readonly date?: string;
  readonly status?: SyncStatus;
}

/** The template that these runs are made from, which the editor offers too: it asks for nothing without a default. */
export const PLAIN_TEMPLATE = 'plain';

export function writePlainTemplate({ templates }: LabPlace): Promise<void> {
  return writeTemplate(path.join(templates, PLAIN_TEMPLATE), PLAIN_RUN);
}

/** A template of so many files that nobody is in too much of a hurry to interrupt a creation. */
export const LONG_TEMPLATE = 'plate';

export function writeLongTemplate({ templates }: LabPlace, length = 15_000): Promise<void> {
  const wells = Array.from({ length }, (_, well) => [`template/raw/well-${well}.txt`, 'x'] as const);
  return writeTemplate(path.join(templates, LONG_TEMPLATE), {
    'copier.yml':
      '_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n_subdirectory: template\n',
    ...Object.fromEntries(wells),
  });
}

/** Makes runs in PROJ-0042 with the real engine, and returns their folders. */
export async function makeRuns(place: LabPlace, ...wanted: readonly WantedRun[]): Promise<string[]> {
  await writePlainTemplate(place);
  const engine = await engineOf(place);
  const folders: string[] = [];
  for (const run of wanted) folders.push(await makeRun(engine, run));
  await engine.close();
  return folders;
}

async function engineOf({ configFile, stateFolder, folder }: LabPlace): Promise<Engine> {
  const { config, problems } = parseConfig(await readFile(configFile, 'utf8'), configFile);
  if (config === null) throw new Error(JSON.stringify(problems));
  const bundledTemplates = path.join(folder, 'no-bundled-templates');
  return createEngine({ config, stateFolder, bundledTemplates, log: silentLog });
}

async function makeRun({ controller }: Engine, wanted: WantedRun): Promise<string> {
  const { label, kind = 'experimental', operator = 'alice', date, status } = wanted;
  const { session_id } = await controller.createRun({
    equipment_id: 'CONFOCAL_01',
    project_short_id: 'PROJ-0042',
    template_path: PLAIN_TEMPLATE,
    run_kind: kind,
    label,
    operator,
    objective: `Objective of ${label}`,
    ...(date === undefined ? {} : { run_date: date }),
  });
  const { result } = await controller.finished(session_id);
  if (result === null || 'code' in result) throw new Error(`${label}: ${JSON.stringify(result)}`);
  if (status !== undefined) await setSyncStatus(recordPath(result.path, CREATION_RECORD), status);
  return result.path;
}

/** Another run with the same records, at another moment of the same project; returns its folder. */
export async function copyRun(run: string, stamp: string): Promise<string> {
  const copy = path.join(path.dirname(run), `Run_${stamp}`);
  await cp(run, copy, { recursive: true });
  return copy;
}
