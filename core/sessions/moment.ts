import * as path from 'node:path';
import { equipmentRoot, type Config } from '../config';
import { runFolderName, runSegments, runStamp } from '../layout';
import { exists, toExlabError } from '../system';
import type { Confirmation } from './confirmation';
import type { CreationRequest } from './requests';
import type { CreationMoment } from './resolve';
import { readRunDate } from './run-date';

/** How many seconds a run date that nobody gave may move to find a free name. */
const MOST_SECONDS_TO_MOVE = 3600;

/** Whether a run date may move: it does where the request gives none, and nobody confirmed one. */
export function runDateMayMove(request: CreationRequest, confirmed: Confirmation | undefined): boolean {
  return request.kind === 'run' && request.run_date === undefined && confirmed === undefined;
}

/** Where a run date that nobody gave falls: on the first free second of all from one on, or on that very one. */
export interface RunDateWanted {
  readonly from: Date;
  readonly isFixed: boolean;
}

/** The moment that somebody has confirmed, else the next one that is free. */
export function momentWanted(confirmed: Confirmation | undefined, now: Date): RunDateWanted {
  return confirmed === undefined
    ? { from: now, isFixed: false }
    : { from: new Date(confirmed.moment), isFixed: true };
}

/**
 * Fixes the moment of a creation (spec 1.1): a given run date as it is, else the one that is wanted: free is a second
 * at which no run of that name exists. A date that is none is told by the moment itself.
 */
export async function momentOf(
  config: Config,
  request: CreationRequest,
  createdAt: Date,
  { from, isFixed }: RunDateWanted,
): Promise<CreationMoment> {
  const given = request.kind === 'run' ? request.run_date : undefined;
  if (given === undefined) {
    return { createdAt, runDate: isFixed ? from : await freeRunDate(config, request, from) };
  }
  try {
    const runDate = readRunDate(given);
    // A year that no folder's name can hold is refused here, at its field.
    runStamp(runDate);
    return { createdAt, runDate };
  } catch (caught) {
    return { createdAt, runDate: from, problem: toExlabError(caught).toShape() };
  }
}

async function freeRunDate(config: Config, request: CreationRequest, earliest: Date): Promise<Date> {
  const equipment = config.equipment.find((entry) => entry.id === request.equipment_id);
  if (request.kind !== 'run' || equipment === undefined) return earliest;
  const root = path.resolve(equipmentRoot(config, equipment));
  for (let seconds = 0; seconds < MOST_SECONDS_TO_MOVE; seconds += 1) {
    const date = new Date(earliest.getTime() + seconds * 1000);
    const leaf = runFolderName(request.run_kind, date);
    const segments = runSegments(equipment.id, request.project_short_id, request.run_kind, leaf);
    if (!(await exists(path.join(root, ...segments)))) return date;
  }
  // The gate then says that the destination exists.
  return earliest;
}
