import { toExlabError, type Clock, type Timer } from '../../core/system';
import type { DraftStore } from './draft-store';
import type { StoredDraft } from './draft-text';

/** How long after the last edit a draft is written (ms). */
const SAVE_AFTER_MS = 300;

/** Keeps the draft of one wizard on disk: soon after each edit, and at its end. */
export class DraftKeeper {
  private timer: Timer | undefined;
  private pending: (() => StoredDraft) | undefined;
  private isClaimed = false;
  private writing: Promise<void> = Promise.resolve();
  /** When it was last saved; undefined where it is not yet. */
  saved: Date | undefined;

  constructor(
    private readonly store: DraftStore,
    private readonly clock: Clock,
    private readonly warn: (message: string) => void,
    /** Told when it was saved. */
    private readonly onSaved: () => void,
  ) {}

  /** Goes on with a draft that is claimed already. */
  adopt({ changed }: StoredDraft): void {
    this.isClaimed = true;
    this.saved = changed;
  }

  /** Has the draft written soon, as it is then. */
  touch(draft: () => StoredDraft): void {
    this.pending = draft;
    this.timer?.cancel();
    this.timer = this.clock.schedule(SAVE_AFTER_MS, () => void this.flush());
  }

  /** Writes what is not written yet. Never throws: what keeps it from that is logged. */
  flush(): Promise<void> {
    this.timer?.cancel();
    const { pending } = this;
    this.pending = undefined;
    if (pending !== undefined) this.writing = this.writing.then(() => this.write(pending()));
    return this.writing;
  }

  /** Removes the draft, and lets go of it. */
  async discard(id: string): Promise<void> {
    this.timer?.cancel();
    this.pending = undefined;
    await this.writing;
    await this.store.remove(id).catch(this.told);
    await this.release(id);
    this.saved = undefined;
  }

  /** Writes what is not written yet, and lets others have the draft. */
  async leave(id: string, tab: 'closed' | 'open' = 'closed'): Promise<void> {
    await this.flush();
    await this.release(id, tab);
  }

  private async release(id: string, tab: 'closed' | 'open' = 'closed'): Promise<void> {
    this.isClaimed = false;
    await this.store.release(id, tab).catch(this.told);
  }

  private async write(draft: StoredDraft): Promise<void> {
    try {
      // Before anything is typed there is nothing to claim.
      this.isClaimed ||= await this.store.claim(draft.id);
      if (!this.isClaimed) {
        this.warn(`the draft ${draft.id} is open elsewhere, and is not saved here`);
        return;
      }
      await this.store.save(draft);
      this.saved = draft.changed;
      this.onSaved();
    } catch (caught) {
      this.told(caught);
    }
  }

  private readonly told = (caught: unknown): void => {
    this.warn(`a draft cannot be kept: ${toExlabError(caught).message}`);
  };
}
