import { open, readFile, readdir, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import {
  ExlabError,
  errnoOf,
  fileError,
  flushFolder,
  flushParentsOf,
  l10n,
  makeFolders,
  removeFile,
  toExlabError,
  type Log,
} from '../system';
import { readJournal, type JournalEntry, type JournaledSession } from './journal-entries';

/**
 * The journal of one session: one JSON object a line, appended as things happen, so that it survives the death
 * of the process. Lines are written in the order in which they were given, none after the `ended` one.
 * It is removed when nothing is left to tell: the run is there, or nothing is.
 */
export class SessionJournal {
  private handle: FileHandle | undefined;
  private folderIsFlushed = false;
  private isClosed = false;
  /** The work that was given last; it never rejects. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly file: string,
    private readonly log: Log,
  ) {}

  /** Appends a line; with `durable` it and all before it are on disk before this resolves. */
  append(entry: JournalEntry, options: { durable?: boolean } = {}): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    this.isClosed = entry.entry === 'ended';
    return this.next(async () => {
      try {
        this.handle ??= await this.open();
        // The line break comes first: a line that a crash cut off spoils nothing but itself.
        await this.handle.appendFile(`\n${JSON.stringify(entry)}`);
        if (options.durable === true) await this.flush(this.handle);
      } catch (caught) {
        throw fileError(caught, this.file);
      } finally {
        if (this.isClosed) await this.release();
      }
    });
  }

  /** Has all that was appended so far on disk, some time soon: nobody waits for it. */
  flushSoon(): void {
    this.next(async () => {
      if (this.handle !== undefined) await this.flush(this.handle);
    }).catch((caught: unknown) => {
      this.log.write('WARN', `journal: ${toExlabError(caught).message}`);
    });
  }

  /** Appends a line that is worth having, and whose lack harms nobody: nobody waits for it. */
  note(entry: JournalEntry): void {
    this.append(entry).catch((caught: unknown) => {
      this.log.write('WARN', `journal: ${toExlabError(caught).message}`);
    });
  }

  /** Removes the journal; nothing is appended any more. */
  remove(): Promise<void> {
    this.isClosed = true;
    return this.next(async () => {
      await this.release();
      await removeFile(this.file);
    });
  }

  private next(work: () => Promise<void>): Promise<void> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async open(): Promise<FileHandle> {
    await flushParentsOf(await makeFolders(path.dirname(this.file)));
    // What somebody answered is nobody else's business.
    return open(this.file, 'a', 0o600);
  }

  private async flush(handle: FileHandle): Promise<void> {
    await handle.sync();
    if (!this.folderIsFlushed) await flushFolder(path.dirname(this.file));
    this.folderIsFlushed = true;
  }

  private async release(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }
}

const EXTENSION = '.jsonl';

/** The folder with the journals of all sessions, one file each. */
export class JournalFolder {
  constructor(
    private readonly folder: string,
    private readonly log: Log,
  ) {}

  fileOf(sessionId: string): string {
    return path.join(this.folder, sessionId + EXTENSION);
  }

  /** The journal of a session, to write to. */
  of(sessionId: string): SessionJournal {
    return new SessionJournal(this.fileOf(sessionId), this.log);
  }

  /** All journaled sessions, oldest first. Journals that cannot be read are told to the log and left alone. */
  async readAll(): Promise<JournaledSession[]> {
    const sessions: JournaledSession[] = [];
    for (const id of await this.ids()) {
      try {
        const session = await this.read(id);
        if (session) sessions.push(session);
      } catch (caught) {
        this.log.write('WARN', `journal left alone: ${toExlabError(caught).message}`);
      }
    }
    return sessions.sort(
      (left, right) => compare(left.opened_at, right.opened_at) || compare(left.session_id, right.session_id),
    );
  }

  /**
   * One session's journal, or undefined where there is none, or none that tells anything.
   * Throws where it is there and cannot be read.
   */
  async read(sessionId: string): Promise<JournaledSession | undefined> {
    const file = this.fileOf(sessionId);
    try {
      const session = readJournal(await readFile(file, 'utf8'));
      if (session === undefined || session.session_id === sessionId) return session;
    } catch (caught) {
      if (errnoOf(caught) === 'ENOENT') return undefined;
      if (!(caught instanceof z.ZodError)) throw fileError(caught, file);
    }
    throw new ExlabError({
      code: 'internal_error',
      message: l10n.t('{0} is no journal that this version can read: move it away.', file),
      details: { path: file },
    });
  }

  private async ids(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      return names
        .filter((name) => name.endsWith(EXTENSION))
        .map((name) => path.basename(name, EXTENSION))
        .sort();
    } catch (caught) {
      if (errnoOf(caught) === 'ENOENT') return [];
      throw fileError(caught, this.folder);
    }
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
