import * as z from 'zod';
import { workFolderPath } from '../layout';
import { ERROR_CODES, type ErrorShape, type ProcessIdentity } from '../system';
import { readProjectRequest, readRunRequest, type CreationRequest } from './requests';
import type { SessionKind } from './session';
import { SESSION_STATES, isTerminal, type SessionState } from './states';

/** What a creation makes, as far as it must be known to tidy up after a crash. */
export interface CreatedFolder {
  readonly path: string;
  readonly root: string;
  readonly equipment_id: string;
  readonly short_id: string;
  readonly run_kind: 'experimental' | 'test' | null;
}

/** The lines of a journal. None ever holds a secret answer. */
export type JournalEntry =
  | {
      readonly entry: 'opened';
      readonly at: string;
      readonly session_id: string;
      readonly kind: SessionKind;
      readonly process: ProcessIdentity;
    }
  | {
      readonly entry: 'planned';
      readonly at: string;
      readonly folder: CreatedFolder;
      /** To know the ground again that it stands on: see `groundMark`. */
      readonly ground: string;
      /** Without secret answers; a restart asks for them again. */
      readonly request: CreationRequest;
      /** The ids of the secret answers that were given. */
      readonly withheld: readonly string[];
    }
  | { readonly entry: 'state'; readonly at: string; readonly state: SessionState }
  /** The next step is the move: from here on a missing work folder means that the destination is whole. */
  | { readonly entry: 'moving'; readonly at: string }
  /** The last line: whatever follows is not read. */
  | {
      readonly entry: 'ended';
      readonly at: string;
      readonly state: SessionState;
      readonly error: ErrorShape;
    };

/** What a session was about to make. */
export type PlannedCreation = Omit<Extract<JournalEntry, { entry: 'planned' }>, 'entry' | 'at'>;

/** A journal read back: what was in flight, and how far it came. */
export interface JournaledSession {
  readonly session_id: string;
  readonly kind: SessionKind;
  readonly process: ProcessIdentity;
  readonly opened_at: string;
  readonly state: SessionState;
  readonly planned?: PlannedCreation;
  /** Where its files are prepared, once that is planned. */
  readonly work_folder?: string;
  readonly moving: boolean;
  readonly error?: ErrorShape;
}

const at = z.string();
const state = z.enum(SESSION_STATES);
const request = z.unknown().transform((value, context): CreationRequest => {
  try {
    return isProjectRequest(value) ? readProjectRequest(value) : readRunRequest(value);
  } catch (caught) {
    context.addIssue({ code: 'custom', message: String(caught) });
    return z.NEVER;
  }
});

function isProjectRequest(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'project';
}

const entrySchema: z.ZodType<JournalEntry> = z.discriminatedUnion('entry', [
  z.object({
    entry: z.literal('opened'),
    at,
    // It becomes part of paths.
    session_id: z.string().regex(/^[\w-]+$/),
    kind: z.enum(['project', 'run']),
    process: z.object({ host: z.string(), pid: z.number(), started: z.string() }),
  }),
  z.object({
    entry: z.literal('planned'),
    at,
    folder: z.object({
      path: z.string(),
      root: z.string(),
      equipment_id: z.string(),
      short_id: z.string(),
      run_kind: z.enum(['experimental', 'test']).nullable(),
    }),
    ground: z.string(),
    request,
    withheld: z.array(z.string()).readonly(),
  }),
  z.object({ entry: z.literal('state'), at, state }),
  z.object({ entry: z.literal('moving'), at }),
  z.object({
    entry: z.literal('ended'),
    at,
    state,
    error: z.object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      field: z.string().exactOptional(),
      details: z.record(z.string(), z.unknown()).exactOptional(),
      trace_id: z.string().exactOptional(),
    }),
  }),
]);

/**
 * What a journal's text tells. A line that a crash cut off is left out; one that is whole and none of ours makes
 * the journal one that nobody may act on.
 * @returns undefined for a journal that tells nothing: its process died before the first line was whole
 * @throws ZodError for a line that is none of ours
 */
export function readJournal(text: string): JournaledSession | undefined {
  let session: JournaledSession | undefined;
  for (const line of text.split('\n')) {
    const entry = readLine(line);
    if (entry === undefined) continue;
    if (entry.entry === 'opened') session = opened(entry);
    else if (session !== undefined) session = advance(session, entry);
    if (session !== undefined && isTerminal(session.state)) break;
  }
  return session;
}

function readLine(line: string): JournalEntry | undefined {
  if (line === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The process died while it wrote this line: what came before it stands.
    return undefined;
  }
  return entrySchema.parse(value);
}

function opened(entry: Extract<JournalEntry, { entry: 'opened' }>): JournaledSession {
  const { session_id, kind, process } = entry;
  return {
    session_id,
    kind,
    process,
    opened_at: entry.at,
    state: 'validating',
    moving: false,
  };
}

function advance(
  session: JournaledSession,
  entry: Exclude<JournalEntry, { entry: 'opened' }>,
): JournaledSession {
  switch (entry.entry) {
    case 'planned': {
      const { folder, ground, withheld } = entry;
      const work_folder = workFolderPath(folder.path, session.session_id);
      return { ...session, planned: { folder, ground, request: entry.request, withheld }, work_folder };
    }
    case 'state':
      return { ...session, state: entry.state };
    case 'moving':
      return { ...session, moving: true };
    case 'ended':
      return { ...session, state: entry.state, error: entry.error };
  }
}
