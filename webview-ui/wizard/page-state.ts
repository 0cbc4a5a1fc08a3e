import type { WizardState } from '../protocol';
import { askedFor } from './creation/at-work';
import type { Edits } from './edits';
import { withLocal } from './overlay';
import { freshUi, type Ui } from './view';

/** What the page holds: the newest state of the host, what was done since, and what only the page knows. */
export class PageState {
  /** What the host said last; null before it said anything. */
  told: WizardState | null = null;
  ui: Ui = freshUi();
  #draft: string | null = null;
  #settled = 0;

  constructor(readonly edits: Edits) {}

  /** What the host said last with what was done since. */
  shown(): WizardState | null {
    return this.told && { ...this.told, form: withLocal(this.told.form, this.edits.local) };
  }

  /** Begins with a draft: where it comes in place of another, nothing that was done to that one is about it. */
  begin(draft: string, isSameForm = false): void {
    if (this.#draft !== null && this.#draft !== draft && !isSameForm) {
      this.edits.clear();
      this.ui = freshUi();
    }
    this.#draft = draft;
  }

  /** Takes a state of the host, which includes the edits up to a revision. */
  take(revision: number, state: WizardState): void {
    const before = this.told;
    this.#settled = revision;
    this.edits.settle(revision, (key) => key === this.ui.focused);
    this.told = state;
    if (askedFor(before) !== askedFor(state)) {
      this.ui.inputs.clear();
      this.ui.inputPressed = false;
    }
  }

  /** Leaves a field: what stands in it is the host's to say from here on. */
  leave(key: string): void {
    const { ui } = this;
    ui.visited.add(key);
    if (ui.focused === key) ui.focused = null;
    ui.hints.delete(key);
    this.edits.settle(this.#settled, () => false);
  }
}
