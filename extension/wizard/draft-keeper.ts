import { ExlabError, l10n, toExlabError, type Clock, type Timer } from '../../core/system';
import type { DraftStore } from './draft-store';
import type { StoredDraft } from './draft-text';

/** How long after an edit a draft is written (ms), however much is typed on. */
const SAVE_AFTER_MS = 300;
/** How long after a failure it is tried again (ms). */
const TRY_AGAIN_AFTER_MS = 5000;

/** Keeps the draft of one wizard on disk: soon after each edit, and at its end. */
export class DraftKeeper {
  private timer: Timer | undefined;
  private pending: StoredDraft | undefined;
  private claimed: string | undefined;
  private writing: Promise<void> = Promise.resolve();
  /** When it was last saved; undefined where it is not yet. */
  saved: Date | undefined;
  /** Why what was typed last is not saved, in a sentence; empty where it is, or will be in a moment. */
  problem = '';

  constructor(
    private readonly store: DraftStore,
    private readonly clock: Clock,
    private readonly warn: (message: string) => void,
    /** Told when it was saved, or could not be. */
    private readonly onChange: () => void,
  ) {}

  /** Goes on with a draft that is claimed already. */
  adopt({ id, changed }: StoredDraft): void {
    this.forget();
    this.claimed = id;
    this.saved = changed;
  }

  /** Has the draft written soon. */
  touch(draft: StoredDraft): void {
    this.pending = draft;
    this.timer ??= this.clock.schedule(SAVE_AFTER_MS, () => void this.flush());
  }

  /** Writes what is not written yet. Never throws: what keeps it from that is told, and it is tried again. */
  flush(): Promise<void> {
    this.stopTimer();
    this.writing = this.writing.then(() => this.writePending());
    return this.writing;
  }

  /** Removes the draft, and lets go of it. */
  async discard(id: string): Promise<void> {
    this.forget();
    await this.writing;
    await this.store.remove(id).catch(this.told);
    await this.release(id);
    this.saved = undefined;
  }

  /** Writes what is not written yet, and lets others have the draft. */
  async leave(id: string, tab: 'closed' | 'open' = 'closed'): Promise<void> {
    await this.flush();
    await this.release(id, tab);
    this.forget();
  }

  private forget(): void {
    this.stopTimer();
    this.pending = undefined;
    this.problem = '';
  }

  private stopTimer(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private async release(id: string, tab: 'closed' | 'open' = 'closed'): Promise<void> {
    if (this.claimed === id) this.claimed = undefined;
    await this.store.release(id, tab).catch(this.told);
  }

  private async writePending(): Promise<void> {
    const draft = this.pending;
    if (draft === undefined) return;
    try {
      await this.write(draft);
      // Only what is on disk is no longer to be written.
      if (this.pending === draft) this.pending = undefined;
      this.problem = '';
      this.saved = draft.changed;
    } catch (caught) {
      this.told(caught);
      this.problem = toExlabError(caught).message;
      this.timer ??= this.clock.schedule(TRY_AGAIN_AFTER_MS, () => void this.flush());
    }
    try {
      this.onChange();
    } catch (caught) {
      // What cannot be shown is saved all the same, now and later.
      this.told(caught);
    }
  }

  private async write(draft: StoredDraft): Promise<void> {
    // Before anything is typed there is nothing to claim.
    if (this.claimed !== draft.id && !(await this.store.claim(draft.id))) {
      throw new ExlabError({
        code: 'validation_failed',
        message: l10n.t('This draft is open in another window.'),
      });
    }
    this.claimed = draft.id;
    await this.store.save(draft);
  }

  private readonly told = (caught: unknown): void => {
    this.warn(`a draft cannot be kept: ${toExlabError(caught).message}`);
  };
}
