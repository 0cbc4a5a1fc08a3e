import type { Field, WizardForm } from '../protocol';
import { fieldsOf } from './fields';
import { l10n } from './l10n';
import type { Ui } from './view';

/** Says to whoever listens to the page what its eyes would have seen. */
export class Announcements {
  /** The field that was left last, and what was said to be wrong with it. */
  #told: { readonly key: string; readonly error: string } | null = null;

  constructor(
    private readonly ui: () => Ui,
    private readonly drawSoon: () => void,
  ) {}

  say(text: string): void {
    const ui = this.ui();
    // The same words twice are said twice only where the text differs.
    ui.announcement = ui.announcement === text ? `${text}\u00a0` : text;
    this.drawSoon();
  }

  /** A field was left: what the host finds wrong with it from here on is said. */
  left(key: string): void {
    this.#told = { key, error: '' };
  }

  /**
   * Says what is wrong with the field that was left last, once the host has found it.
   * @param problemOf what is wrong with a field, as it stands there
   */
  tellError(form: WizardForm, problemOf: (field: Field) => string): void {
    if (!this.#told) return;
    const { key, error } = this.#told;
    const field = fieldsOf(form).find((placed) => placed.field.id === key)?.field;
    const problem = field ? problemOf(field) : '';
    if (field && problem !== '' && problem !== error) this.say(l10n.t('{0}: {1}', field.label, problem));
    this.#told = { key, error: problem };
  }
}
