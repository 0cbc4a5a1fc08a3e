import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { equipmentRoot } from '../config';
import { appendFolderLogs } from '../records';
import { ExlabError, exists, l10n, timestamp, toExlabError, type ErrorShape } from '../system';
import { formatted } from './after-move';
import type { SessionEnvironment } from './environment';
import type { Journal } from './journal';
import type { LiveSession, SessionEnding } from './live-session';
import { momentOf, runDateMayMove } from './moment';
import { createdFolderOf, runPipeline } from './pipeline';
import { prepareCreation, type Preparation, type PreparedCreation } from './prepare';
import type { CreationRequest } from './requests';
import { shortIdOf } from './resolve';
import { claimWorkFolder, removeWorkFolder, type WorkFolder } from './work-folder';

/** One creation from its request to its end. */
export interface Creation {
  readonly environment: SessionEnvironment;
  readonly journal: Journal;
  readonly session: LiveSession;
  readonly request: CreationRequest;
  /** Told when the gate is behind, whichever way. */
  readonly leftGate: () => void;
}

/** The whole life of a session; never rejects: what goes wrong is the session's error. */
export async function runCreation(creation: Creation): Promise<void> {
  const { environment, journal, session } = creation;
  let work: WorkFolder | undefined;
  try {
    await session.enter('validating');
    const claimed = await prepareAndClaim(creation);
    work = claimed.work;
    await session.enter('rendering');
    creation.leftGate();
    const result = await runPipeline({ environment, journal, session, creation: claimed.creation, work });
    await forget(creation);
    session.end({ state: 'done', result });
  } catch (caught) {
    session.end(await endEarly(creation, caught, work));
  } finally {
    creation.leftGate();
  }
}

/** A run that is there is done, though its journal stays behind: the next start tidies that up. */
async function forget({ environment, journal, session }: Creation): Promise<void> {
  try {
    await journal.remove(session.id);
  } catch (caught) {
    environment.log.write('WARN', `journal of ${session.id} not removed: ${toExlabError(caught).message}`);
  }
}

/**
 * The plan of a request at this moment, or all that speaks against it. Writes nothing.
 * @param earliest the first second that a run date which nobody gave may fall on
 */
export async function prepareAt(
  environment: SessionEnvironment,
  request: CreationRequest,
  earliest: Date,
  signal?: AbortSignal,
): Promise<Preparation> {
  const moment = await momentOf(environment.config, request, environment.clock.now(), earliest);
  return prepareCreation(environment, request, moment, signal);
}

/** Gate and plan, then the claim of a work folder; a run date that may move goes on until one is free. */
async function prepareAndClaim(
  creation: Creation,
): Promise<{ creation: PreparedCreation; work: WorkFolder }> {
  const { environment, journal, session, request } = creation;
  const { signal } = session.cancellation;
  let earliest = environment.clock.now();
  for (;;) {
    const preparation = await prepareAt(environment, request, earliest, signal);
    signal.throwIfAborted();
    if (preparation.outcome === 'refused') {
      const next = nextSecond(request, preparation);
      if (next === undefined) throw gateError(preparation.problems);
      earliest = next;
      continue;
    }
    const { plan, publicRequest } = preparation.creation;
    const at = timestamp(environment.clock.now());
    await journal.append(session.id, {
      entry: 'planned',
      at,
      folder: createdFolderOf(plan),
      request: publicRequest,
    });
    environment.onStep?.('planned');
    const work = await claimWorkFolder(plan.destination.path, session.id, runDateMayMove(request));
    environment.onStep?.('claimed');
    if (work !== undefined) {
      await journal.append(session.id, { entry: 'claimed', at, work_folder: work.path }, { durable: true });
      return { creation: preparation.creation, work };
    }
    earliest = secondAfter(plan.run?.date ?? at);
  }
}

/** Where to go on when another session took the name between the look and the gate; undefined: nowhere. */
function nextSecond(
  request: CreationRequest,
  { problems, plan }: Extract<Preparation, { outcome: 'refused' }>,
): Date | undefined {
  const taken = problems.length === 1 && problems[0].code === 'destination_exists';
  if (!taken || !runDateMayMove(request) || plan?.run == null) return undefined;
  return secondAfter(plan.run.date);
}

function secondAfter(date: string): Date {
  return new Date(new Date(date).getTime() + 1000);
}

/** The first problem is the session's error; forms find all of them in its details. */
function gateError(problems: readonly [ErrorShape, ...ErrorShape[]]): ExlabError {
  const [first] = problems;
  return new ExlabError(
    problems.length === 1 ? first : { ...first, details: { ...first.details, problems } },
  );
}

/**
 * Failed or cancelled: decides about the files and tells journal and logs. A work folder is kept, and
 * listed as an unfinished creation, unless nothing is in it, the destination exists, or the user discards it.
 */
async function endEarly(
  creation: Creation,
  caught: unknown,
  work: WorkFolder | undefined,
): Promise<Exclude<SessionEnding, { state: 'done' }>> {
  const { environment, journal, session } = creation;
  const cancelled = session.cancellation.signal.aborted;
  const error = toExlabError(caught);
  const discard = cancelled ? session.discardFiles : isDestinationTaken(error, work);
  const kept = !discard && work !== undefined && (await holdsAnything(work.path)) ? work : undefined;
  const ending = cancelled
    ? abortedEnding(session, kept)
    : { state: 'failed' as const, error: error.toShape() };
  try {
    const at = timestamp(environment.clock.now());
    await journal.append(session.id, { entry: 'ended', at, state: ending.state, error: ending.error });
    if (kept === undefined) {
      if (work !== undefined) await removeWorkFolder(work);
      await journal.remove(session.id);
    }
    await logRefusal(creation, ending.error);
  } catch (second) {
    environment.log.write('ERROR', `tidying up session ${session.id}: ${toExlabError(second).message}`);
  }
  return ending;
}

/** Somebody else has the destination; a name that is taken inside the work folder is another matter. */
function isDestinationTaken(error: ExlabError, work: WorkFolder | undefined): boolean {
  const place = error.details?.path;
  const isInside = typeof place === 'string' && work !== undefined && place.startsWith(work.path);
  return error.code === 'destination_exists' && !isInside;
}

async function holdsAnything(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch {
    // Gone or not readable any more: nothing that could be offered for review.
    return false;
  }
}

function abortedEnding(
  session: LiveSession,
  kept: WorkFolder | undefined,
): Extract<SessionEnding, { state: 'aborted' }> {
  const code = session.abortCode;
  const message =
    code === 'cancelled'
      ? l10n.t('The creation was cancelled.')
      : l10n.t('The creation waited for input for an hour and nobody was there: it was closed.');
  return {
    state: 'aborted',
    error: { code, message, details: { discard_files: session.discardFiles } },
    result: { code, ...(kept === undefined ? {} : { path: kept.path }) },
  };
}

/** A creation that came to nothing is told to the central log, and to the equipment's where it has a folder. */
async function logRefusal(creation: Creation, error: ErrorShape): Promise<void> {
  const { environment, request } = creation;
  const { config, clock, host, log } = environment;
  const text = `creation ended: ${error.code}: ${error.message}`;
  const shortId = shortIdOf(request);
  log.write('WARN', text, { equip: request.equipment_id, proj: shortId });
  const equipment = config.equipment.find((entry) => entry.id === request.equipment_id);
  if (equipment === undefined) return;
  const folder = path.join(path.resolve(equipmentRoot(config, equipment)), equipment.id);
  if (!(await exists(folder))) return;
  const place = { equipment_id: equipment.id, short_id: shortId, run_kind: null, path: '' };
  const line = formatted(environment, place, { at: clock.now(), level: 'WARN', text });
  await appendFolderLogs([folder], host.name, line);
}
