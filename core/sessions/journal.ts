import { appendFile, open, readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import {
  errnoOf,
  fileError,
  flushFolder,
  makeFolders,
  removeFile,
  type ErrorShape,
  type ProcessIdentity,
} from '../system';
import type { CreationRequest } from './requests';
import type { SessionKind } from './session';
import type { SessionState } from './states';

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
      /** Without secret answers; a restart asks for them again. */
      readonly request: CreationRequest;
    }
  | { readonly entry: 'claimed'; readonly at: string; readonly work_folder: string }
  | { readonly entry: 'state'; readonly at: string; readonly state: SessionState }
  /** The next step is the move: from here on a missing work folder means that the destination is whole. */
  | { readonly entry: 'moving'; readonly at: string }
  | {
      readonly entry: 'ended';
      readonly at: string;
      readonly state: SessionState;
      readonly error: ErrorShape;
    };

/** A journal read back: what was in flight, and how far it came. */
export interface JournaledSession {
  readonly session_id: string;
  readonly kind: SessionKind;
  readonly process: ProcessIdentity;
  readonly opened_at: string;
  readonly state: SessionState;
  readonly planned?: { readonly folder: CreatedFolder; readonly request: CreationRequest };
  readonly work_folder?: string;
  readonly moving: boolean;
  readonly error?: ErrorShape;
}

/**
 * One file a session, one JSON object a line, appended as things happen: it survives the death of the
 * process. It is removed when nothing is left to tell: the run is there, or nothing is.
 */
export class Journal {
  constructor(private readonly folder: string) {}

  fileOf(sessionId: string): string {
    return path.join(this.folder, `${sessionId}.jsonl`);
  }

  /** Appends a line; with `durable` it is on disk before this resolves. */
  async append(sessionId: string, entry: JournalEntry, options: { durable?: boolean } = {}): Promise<void> {
    const file = this.fileOf(sessionId);
    // The line break comes first: a line that a crash cut off spoils nothing but itself.
    const line = `\n${JSON.stringify(entry)}`;
    try {
      if (entry.entry === 'opened') await makeFolders(this.folder);
      if (options.durable !== true) {
        await appendFile(file, line, { mode: 0o600 });
        return;
      }
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.appendFile(line);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await flushFolder(this.folder);
    } catch (caught) {
      throw fileError(caught, file);
    }
  }

  remove(sessionId: string): Promise<void> {
    return removeFile(this.fileOf(sessionId));
  }

  /** All journaled sessions, oldest first. A last line that was cut off by a crash is left out. */
  async readAll(): Promise<JournaledSession[]> {
    const sessions: JournaledSession[] = [];
    for (const name of await this.names()) {
      const session = await this.read(path.basename(name, '.jsonl'));
      if (session) sessions.push(session);
    }
    return sessions.sort(
      (left, right) => compare(left.opened_at, right.opened_at) || compare(left.session_id, right.session_id),
    );
  }

  /** One session's journal, or undefined where there is none that can be read. */
  async read(sessionId: string): Promise<JournaledSession | undefined> {
    try {
      return fold(await readFile(this.fileOf(sessionId), 'utf8'));
    } catch (caught) {
      if (errnoOf(caught) === 'ENOENT') return undefined;
      throw fileError(caught, this.fileOf(sessionId));
    }
  }

  private async names(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.endsWith('.jsonl'));
    } catch (caught) {
      if (errnoOf(caught) === 'ENOENT') return [];
      throw fileError(caught, this.folder);
    }
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function fold(text: string): JournaledSession | undefined {
  let session: JournaledSession | undefined;
  for (const line of text.split('\n')) {
    const entry = parseLine(line);
    if (entry?.entry === 'opened') {
      const { session_id, kind, process, at } = entry;
      session = { session_id, kind, process, opened_at: at, state: 'validating', moving: false };
    } else if (entry !== undefined && session !== undefined) {
      session = advance(session, entry);
    }
  }
  return session;
}

function advance(
  session: JournaledSession,
  entry: Exclude<JournalEntry, { entry: 'opened' }>,
): JournaledSession {
  switch (entry.entry) {
    case 'planned': {
      const { folder, request } = entry;
      return { ...session, planned: { folder, request } };
    }
    case 'claimed':
      return { ...session, work_folder: entry.work_folder };
    case 'state':
      return { ...session, state: entry.state };
    case 'moving':
      return { ...session, moving: true };
    case 'ended':
      return { ...session, state: entry.state, error: entry.error };
  }
}

function parseLine(line: string): JournalEntry | undefined {
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as JournalEntry;
  } catch {
    // The process died while it wrote this line: what came before it stands.
    return undefined;
  }
}
