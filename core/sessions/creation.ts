import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { equipmentRoot } from '../config';
import { TEST_RUNS_FOLDER } from '../layout';
import { appendFolderLogs } from '../records';
import { ExlabError, errnoOf, isFolder, l10n, timestamp, toExlabError, type ErrorShape } from '../system';
import { formatted } from './after-move';
import { checkConfirmed, type Confirmation } from './confirmation';
import { isDestinationTaken } from './destination';
import type { SessionEnvironment } from './environment';
import { groundMark, groundMissing, isGroundThere } from './ground';
import type { CreatedFolder } from './journal-entries';
import type { LiveSession, SessionEnding } from './live-session';
import { momentOf, momentWanted, runDateMayMove, type RunDateWanted } from './moment';
import { createdFolderOf, runPipeline } from './pipeline';
import { prepareCreation, type Preparation, type PreparedCreation } from './prepare';
import type { CreationRequest } from './requests';
import { shortIdOf } from './resolve';
import { tagsOf } from './tags';
import { claimWorkFolder, removeWorkFolder, type WorkFolder } from './work-folder';

/** One creation from its request to its end. */
export interface Creation {
  readonly environment: SessionEnvironment;
  readonly session: LiveSession;
  readonly request: CreationRequest;
  /** What somebody has confirmed, where a plan was shown: that is made or nothing. */
  readonly confirmed: Confirmation | undefined;
  /** Told when the gate is behind, whichever way. */
  readonly leftGate: () => void;
}

/** The whole life of a session; never rejects: what goes wrong is the session's error. */
export async function runCreation(creation: Creation): Promise<void> {
  const { environment, session } = creation;
  let claimed: Claimed | undefined;
  try {
    session.enter('validating');
    claimed = await prepareAndClaim(creation);
    session.enter('rendering');
    creation.leftGate();
    const result = await runPipeline({ environment, session, ...claimed });
    await forget(creation);
    session.end({ state: 'done', result });
  } catch (caught) {
    session.end(await endEarly(creation, caught, claimed));
  } finally {
    creation.leftGate();
  }
}

/** A run that is there is done, though its journal stays behind: the next start tidies that up. */
async function forget({ environment, session }: Creation): Promise<void> {
  try {
    await session.journal.remove();
  } catch (caught) {
    environment.log.write('WARN', `journal of ${session.id} not removed: ${toExlabError(caught).message}`);
  }
}

/**
 * The plan of a request at this moment, or all that speaks against it. Writes nothing.
 * @param wanted where a run date falls that nobody gave
 */
export async function prepareAt(
  environment: SessionEnvironment,
  request: CreationRequest,
  wanted: RunDateWanted,
  signal?: AbortSignal,
): Promise<Preparation> {
  const moment = await momentOf(environment.config, request, environment.clock.now(), wanted);
  return prepareCreation(environment, request, moment, signal);
}

/** What was planned, and the folder that was claimed for it. */
interface Claimed {
  readonly creation: PreparedCreation;
  readonly work: WorkFolder;
  readonly folder: CreatedFolder;
  /** See `groundMark`. */
  readonly ground: string;
}

/** Gate and plan, then the claim of a work folder; a run date that may move goes on until one is free. */
async function prepareAndClaim(creation: Creation): Promise<Claimed> {
  const { environment, session, request, confirmed } = creation;
  const { signal } = session.cancellation;
  let wanted = firstWanted(creation);
  for (;;) {
    const preparation = await prepareAt(environment, request, wanted, signal);
    signal.throwIfAborted();
    if (preparation.outcome === 'refused') {
      const next = nextSecond(creation, preparation);
      if (next === undefined) throw gateError(preparation.problems, confirmed);
      wanted = { ...wanted, from: next };
      continue;
    }
    const { plan } = preparation.creation;
    if (confirmed !== undefined) checkConfirmed(plan, confirmed);
    const claimed = await claim(creation, preparation.creation);
    if (claimed !== undefined) return claimed;
    wanted = { ...wanted, from: secondAfter(plan.run?.date ?? timestamp(wanted.from)) };
  }
}

/** The moment that was confirmed, else the first from now on at which a run is free. */
function firstWanted({ environment, confirmed }: Creation): RunDateWanted {
  return momentWanted(confirmed, environment.clock.now());
}

/** Makes the work folder of a plan, told to the journal before; undefined where another session has it. */
async function claim(creation: Creation, prepared: PreparedCreation): Promise<Claimed | undefined> {
  const { environment, session, request, confirmed } = creation;
  const { plan, publicRequest, withheld } = prepared;
  const folder = createdFolderOf(plan);
  const ground = await groundMark(folder);
  const at = timestamp(environment.clock.now());
  await session.journal.append({ entry: 'planned', at, folder, ground, request: publicRequest, withheld });
  environment.onStep?.('planned');
  const work = await claimWorkFolder(folder, session.id, runDateMayMove(request, confirmed));
  if (work === undefined) return undefined;
  environment.onStep?.('claimed');
  session.journal.flushSoon();
  return { creation: prepared, work, folder, ground };
}

/** Where to go on when another session took the name between the look and the gate; undefined: nowhere. */
function nextSecond(
  { request, confirmed }: Creation,
  { problems, plan }: Extract<Preparation, { outcome: 'refused' }>,
): Date | undefined {
  // It is the last check: whatever else is wrong comes before it.
  const mayMove = runDateMayMove(request, confirmed);
  if (!isDestinationTaken(problems[0]) || !mayMove || plan?.run == null) return undefined;
  return secondAfter(plan.run.date);
}

function secondAfter(date: string): Date {
  return new Date(new Date(date).getTime() + 1000);
}

/**
 * The first problem is the session's error; forms find all of them in its details. Where a plan was confirmed there was
 * none then.
 */
function gateError(
  problems: readonly [ErrorShape, ...ErrorShape[]],
  confirmed: Confirmation | undefined,
): ExlabError {
  const [first] = problems;
  const more = {
    ...(problems.length === 1 ? {} : { problems }),
    ...(confirmed === undefined ? {} : { changed: true }),
  };
  return new ExlabError(
    Object.keys(more).length === 0 ? first : { ...first, details: { ...first.details, ...more } },
  );
}

/**
 * Failed or cancelled: decides about the files and tells journal and logs. A work folder is kept, and
 * listed as an unfinished creation, unless nothing is in it, the destination exists, or the user discards it.
 */
async function endEarly(
  creation: Creation,
  caught: unknown,
  claimed: Claimed | undefined,
): Promise<Exclude<SessionEnding, { state: 'done' }>> {
  const { environment, session } = creation;
  const error = toExlabError(caught);
  // Whether the folder was moved cannot be seen now: hand-off and journal stay as they are for the next start.
  const ending = session.isUnclear ? unclearEnding(error) : await endWithFiles(creation, error, claimed);
  await tidy(environment, () => logEnding(creation, ending.error, claimed?.work));
  return ending;
}

function unclearEnding(error: ExlabError): Extract<SessionEnding, { state: 'failed' }> {
  const shape = error.toShape();
  const message = l10n.t(
    '{0} Whether the folder is in its place cannot be seen now: it is looked for at the next start.',
    shape.message,
  );
  // It may be in its place after all: nobody may take it for a sign that somebody else came first.
  const { taken: _, ...details } = shape.details ?? {};
  return { state: 'failed', error: { ...shape, message, details } };
}

async function endWithFiles(
  creation: Creation,
  error: ExlabError,
  claimed: Claimed | undefined,
): Promise<Exclude<SessionEnding, { state: 'done' }>> {
  const { environment, session } = creation;
  const cancelled = session.cancellation.signal.aborted;
  const discard = cancelled ? session.discardFiles : isDestinationTaken(error);
  const isKept = claimed !== undefined && !discard && (await holdsAnything(claimed.work.path));
  const endingWith = (kept: boolean): Exclude<SessionEnding, { state: 'done' }> =>
    cancelled
      ? abortedEnding(session, kept ? claimed?.work : undefined)
      : { state: 'failed', error: error.toShape() };
  const first = endingWith(isKept);
  const entry = { state: first.state, error: first.error, at: timestamp(environment.clock.now()) };
  // Said before anything goes: a process that dies now leaves nothing that could be taken for a finished run.
  const isSaid =
    claimed === undefined ||
    (await tidy(environment, () => session.journal.append({ entry: 'ended', ...entry }, { durable: true })));
  const isTakenBack = await tidy(environment, () => takeBack(creation));
  const isGone =
    claimed === undefined || (!isKept && isSaid && (await tidy(environment, () => removeFiles(claimed))));
  if (isGone && isTakenBack) await tidy(environment, () => session.journal.remove());
  return endingWith(!isGone);
}

/** What goes wrong while a session is tidied up is told to the log: the session's own error is the one to show. */
async function tidy(environment: SessionEnvironment, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (caught) {
    environment.log.write('ERROR', `tidying up: ${toExlabError(caught).message}`);
    return false;
  }
}

/** Takes the hand-off back. Where that fails the journal stays: recovery does it then. */
async function takeBack({ environment, session }: Creation): Promise<void> {
  if (session.handOff !== undefined) await environment.queue.withdraw(session.handOff);
}

/** Removes the work folder. Throws where that cannot be seen to have happened. */
async function removeFiles({ work, folder, ground }: Claimed): Promise<void> {
  if (!(await isGroundThere(folder, ground))) throw groundMissing(folder, undefined);
  await removeWorkFolder(work);
}

/** What cannot be looked into holds something; of what is missing the removal finds out whether it is gone. */
async function holdsAnything(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch (caught) {
    return errnoOf(caught) !== 'ENOENT';
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

/**
 * A creation that came to nothing is told to the central log and to the equipment's; one that had passed the gate
 * to the project's and `TestRuns`' as well (spec 1.2, Log lines). Logs of folders that are not there are not made.
 */
async function logEnding(
  { environment, request }: Creation,
  error: ErrorShape,
  work: WorkFolder | undefined,
): Promise<void> {
  const { config, clock, host, log } = environment;
  const text = `creation ended: ${error.code}: ${error.message}`;
  const equipment = config.equipment.find((entry) => entry.id === request.equipment_id);
  const root = equipment === undefined ? '' : path.resolve(equipmentRoot(config, equipment));
  const folder: CreatedFolder = {
    path: work?.destination ?? '',
    root,
    equipment_id: request.equipment_id,
    short_id: shortIdOf(request),
    run_kind: request.kind === 'run' ? request.run_kind : null,
  };
  log.write('WARN', text, tagsOf(folder));
  if (equipment === undefined) return;
  const logged = loggedFolders(folder, work !== undefined);
  const there = await Promise.all(logged.map(async (place) => ((await isFolder(place)) ? [place] : [])));
  const line = formatted(environment, folder, { at: clock.now(), level: 'WARN', text });
  await appendFolderLogs(there.flat(), host.name, line);
}

/** The folders around a creation that keep a log, outermost first; of a refused one the equipment's alone. */
function loggedFolders(folder: CreatedFolder, hasPassed: boolean): string[] {
  const equipment = path.join(folder.root, folder.equipment_id);
  if (!hasPassed) return [equipment];
  const project = path.join(equipment, folder.short_id);
  return [equipment, project, ...(folder.run_kind === 'test' ? [path.join(project, TEST_RUNS_FOLDER)] : [])];
}
