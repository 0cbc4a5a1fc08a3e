import type { Change, PageMessage } from '../protocol';
import type { LocalValue } from './overlay';

/** How long typing is gathered before the host hears of it, in milliseconds. */
export const TYPING_DELAY = 30;

/** Runs something later; the answer takes that back. */
export type Schedule = (run: () => void, delay: number) => () => void;

interface LocalEdit {
  readonly local: LocalValue;
  /** The last message about it; null while none was sent. */
  readonly revision: number | null;
}

/**
 * What was done on the page and how much of it the host knows:
 *
 *   typed ──(delay, blur, create, page hides)──> sent ──(a state that includes it)──> settled
 *
 * Until it is settled, states that were computed earlier do not show in its place.
 */
export class Edits {
  #revision = 0;
  readonly #waiting = new Map<string, Change>();
  readonly #edits = new Map<string, LocalEdit>();
  #cancel: (() => void) | null = null;

  constructor(
    private readonly post: (message: PageMessage) => void,
    private readonly schedule: Schedule,
  ) {}

  /** The revision of the last edit that was sent. */
  get revision(): number {
    return this.#revision;
  }

  /** What the host does not know of, or has not answered. */
  get local(): ReadonlyMap<string, LocalValue> {
    return new Map([...this.#edits].map(([key, edit]) => [key, edit.local]));
  }

  /** Shows a value and says nothing of it yet: a word is still being composed. */
  show(key: string, local: LocalValue): void {
    this.#edits.set(key, { local, revision: null });
  }

  /** Shows what was typed and tells the host after a moment. */
  type(key: string, local: LocalValue, change: Change): void {
    this.show(key, local);
    this.#waiting.delete(key);
    this.#waiting.set(key, change);
    this.#cancel ??= this.schedule(() => {
      this.flush();
    }, TYPING_DELAY);
  }

  /** Shows what was chosen and tells the host at once, after all that was typed before. */
  choose(key: string, local: LocalValue, change: Change): void {
    this.flush();
    this.#edits.set(key, { local, revision: this.#send(change) });
    this.#waiting.delete(key);
  }

  /** Takes back what was given; what comes in its place, the host says. */
  takeBack(key: string, change: Change): void {
    this.#waiting.delete(key);
    this.flush();
    this.#edits.delete(key);
    this.#send(change);
  }

  /** Tells the host all that it does not know. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    for (const [key, change] of this.#waiting) {
      const revision = this.#send(change);
      const edit = this.#edits.get(key);
      if (edit) this.#edits.set(key, { local: edit.local, revision });
    }
    this.#waiting.clear();
  }

  /**
   * Leaves to a state what it includes.
   * @param revision the last edit that the state includes
   * @param isHeld whether somebody is at a field: what was typed there stays until they leave it
   */
  settle(revision: number, isHeld: (key: string) => boolean): void {
    this.#revision = Math.max(this.#revision, revision);
    for (const [key, edit] of this.#edits)
      if (edit.revision !== null && edit.revision <= revision && !isHeld(key)) this.#edits.delete(key);
  }

  /** Forgets everything: the form is another one. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting.clear();
    this.#edits.clear();
  }

  #send(change: Change): number {
    this.#revision += 1;
    this.post({ type: 'edit', revision: this.#revision, change });
    return this.#revision;
  }
}
