import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import {
  errnoOf,
  fileError,
  toExlabError,
  withFileLock,
  writeFileAtomic,
  type Clock,
  type Host,
} from '../../core/system';
import { draftText, isOfLaterVersion, readDraftText, type StoredDraft } from './draft-text';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A draft that nobody has touched for so long is removed. */
const KEPT_FOR_MS = 30 * DAY_MS;

const DRAFT_FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;

const claimant = z.object({
  host: z.string(),
  pid: z.number(),
  started: z.string(),
  /** Whoever had it open is gone, and its tab is still there. */
  left: z.boolean().default(false),
});

type Claimant = z.infer<typeof claimant>;

/** What drafts are kept with. */
export interface DraftSurroundings {
  readonly clock: Clock;
  readonly host: Pick<Host, 'self' | 'stateOf'>;
  warn(message: string): void;
}

/**
 * The drafts of this user, each a file. Whoever has one open claims it, so that no two windows write the same; the claim
 * of a process that is gone counts for nothing.
 */
export class DraftStore {
  /** The drafts that are open in this process. */
  private readonly open = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly surroundings: DraftSurroundings,
  ) {}

  /** Claims a draft; false where it is open elsewhere. */
  async claim(id: string): Promise<boolean> {
    if (this.open.has(id)) return false;
    // At once, so that a second wizard of this process comes second.
    this.open.add(id);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const isOurs = await withFileLock(this.claimFile(id), () => this.claimNow(id));
      if (!isOurs) this.open.delete(id);
      return isOurs;
    } catch (caught) {
      this.open.delete(id);
      throw caught;
    }
  }

  /** Whether there is a draft, whoever has it open. */
  async has(id: string): Promise<boolean> {
    return (await this.ids()).includes(id);
  }

  /** Whether there is a draft that somebody else has open. */
  async isOpenElsewhere(id: string): Promise<boolean> {
    return (await this.has(id)) && !this.open.has(id) && (await this.isClaimed(id));
  }

  /** Lets others have a draft, for good or because this process ends while its tab is open. */
  async release(id: string, tab: 'closed' | 'open' = 'closed'): Promise<void> {
    if (!this.open.delete(id)) return;
    if (tab === 'closed') await rm(this.claimFile(id), { force: true });
    else await this.writeClaim(id, true);
  }

  /** The drafts of which the tab was open when its process ended, the newest first. */
  async abandoned(): Promise<StoredDraft[]> {
    const drafts: StoredDraft[] = [];
    for (const draft of await this.list()) {
      if ((await this.claimantOf(draft.id)) !== undefined) drafts.push(draft);
    }
    return drafts;
  }

  /** Writes a draft that is claimed. */
  async save(draft: StoredDraft): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.fileOf(draft.id), draftText(draft), { mode: 0o600 });
  }

  /** The draft of an id; undefined where there is none for this version. One that cannot be read is kept aside, and told. */
  async read(id: string): Promise<StoredDraft | undefined> {
    const file = this.fileOf(id);
    let content: string;
    try {
      content = await readFile(file, 'utf8');
    } catch (caught) {
      if (errnoOf(caught) === 'ENOENT') return undefined;
      throw fileError(caught, file);
    }
    const draft = readDraftText(content);
    if (draft?.id === id) return draft;
    if (isOfLaterVersion(content)) return undefined;
    const aside = `${file}.unreadable`;
    await rename(file, aside);
    this.surroundings.warn(`the draft ${file} cannot be read, and is kept as ${aside}`);
    return undefined;
  }

  /** Removes a draft for good. */
  async remove(id: string): Promise<void> {
    await rm(this.fileOf(id), { force: true });
  }

  /** The drafts that nobody has open, the newest first; those that are too old are removed. */
  async list(): Promise<StoredDraft[]> {
    const drafts: StoredDraft[] = [];
    for (const id of await this.ids()) {
      if (this.open.has(id) || (await this.isClaimed(id))) continue;
      const draft = await this.readOrTell(id);
      if (draft === undefined) continue;
      const age = this.surroundings.clock.now().getTime() - draft.changed.getTime();
      if (age <= KEPT_FOR_MS) {
        drafts.push(draft);
        continue;
      }
      await this.remove(id);
      await rm(this.claimFile(id), { force: true });
    }
    return drafts.sort((one, other) => other.changed.getTime() - one.changed.getTime());
  }

  /** One that cannot be read must not keep the others from being found. */
  private async readOrTell(id: string): Promise<StoredDraft | undefined> {
    try {
      return await this.read(id);
    } catch (caught) {
      this.surroundings.warn(`a draft cannot be read: ${toExlabError(caught).message}`);
      return undefined;
    }
  }

  private async ids(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      return names.flatMap((name) => DRAFT_FILE.exec(name)?.[1] ?? []);
    } catch (caught) {
      if (errnoOf(caught) === 'ENOENT') return [];
      throw fileError(caught, this.folder);
    }
  }

  private async claimNow(id: string): Promise<boolean> {
    if (await this.isClaimed(id)) return false;
    await this.writeClaim(id, false);
    return true;
  }

  private async writeClaim(id: string, left: boolean): Promise<void> {
    const self = await this.surroundings.host.self();
    await writeFileAtomic(this.claimFile(id), JSON.stringify({ ...self, left }), { mode: 0o600 });
  }

  /** Whether a process that lives, or of which nobody can say, has it open. */
  private async isClaimed(id: string): Promise<boolean> {
    const by = await this.claimantOf(id);
    if (by === undefined || by.left) return false;
    const { host } = this.surroundings;
    const self = await host.self();
    // Of this process we know: what it has open is in `open`.
    if (self.host === by.host && self.pid === by.pid && self.started === by.started) return false;
    return (await host.stateOf(by)) !== 'dead';
  }

  private async claimantOf(id: string): Promise<Claimant | undefined> {
    try {
      return claimant.parse(JSON.parse(await readFile(this.claimFile(id), 'utf8')));
    } catch {
      // None, or one that was cut off: nobody's.
      return undefined;
    }
  }

  private fileOf(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }

  private claimFile(id: string): string {
    return path.join(this.folder, `${id}.claim`);
  }
}
