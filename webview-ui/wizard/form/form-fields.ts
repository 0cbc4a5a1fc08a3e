import type { Field, FieldValue } from '../../protocol';
import type { Edits } from '../edits';
import { changeOfField } from '../fields';
import type { Actions, Ui } from '../view';
import { missingText } from '../words';
import type { Editing, FieldOwner } from './field-owner';

/** What both kinds of owners do alike: everything that only the page knows of a field. */
export abstract class PageFields implements FieldOwner {
  constructor(
    protected readonly ui: () => Ui,
    protected readonly actions: Actions,
  ) {}

  abstract edit(field: Field, value: FieldValue, how: Editing): void;
  abstract takeBack(field: Field): void;
  abstract problem(field: Field): string;

  enter(field: Field): void {
    this.actions.enter(field.id);
  }

  leave(field: Field): void {
    this.actions.leave(field.id);
  }

  hint(field: Field): string {
    return this.ui().hints.get(field.id) ?? '';
  }

  setHint(field: Field, hint: string): void {
    if (hint === this.hint(field)) return;
    this.actions.update((ui) => ui.hints.set(field.id, hint));
  }

  isSecretShown(field: Field): boolean {
    return this.ui().shownSecrets.has(field.id);
  }

  toggleSecret(field: Field): void {
    this.actions.update((ui) => {
      if (!ui.shownSecrets.delete(field.id)) ui.shownSecrets.add(field.id);
    });
  }

  filter(field: Field): string {
    return this.ui().filters.get(field.id) ?? '';
  }

  setFilter(field: Field, text: string): void {
    this.actions.update((ui) => ui.filters.set(field.id, text));
  }
}

/** The fields of the form: the host hears of every change. */
export class FormFields extends PageFields {
  constructor(
    ui: () => Ui,
    actions: Actions,
    private readonly edits: Edits,
  ) {
    super(ui, actions);
  }

  edit(field: Field, value: FieldValue, how: Editing): void {
    const local = { kind: 'field', value } as const;
    const change = changeOfField(field, value);
    if (how === 'composing' || change === null) this.edits.show(field.id, local);
    else if (how === 'typed') this.edits.type(field.id, local, change);
    else this.edits.choose(field.id, local, change);
    this.actions.update((ui) => ui.announcement === '' || (ui.announcement = ''));
  }

  takeBack(field: Field): void {
    const change = changeOfField(field, null);
    if (change) this.edits.takeBack(field.id, change);
    this.actions.update((ui) => ui.hints.delete(field.id));
    this.actions.goTo(field.id);
  }

  problem(field: Field): string {
    const ui = this.ui();
    const isDue = ui.createPressed || ui.visited.has(field.id);
    // Somebody who has just begun to type is not told that it is wrong so far.
    if (field.error !== '') return isDue || ui.focused !== field.id ? field.error : '';
    return field.missing && isDue ? missingText(field) : '';
  }
}

/** The fields of a plugin: what stands in them goes to the host as a whole. */
export class InputFields extends PageFields {
  edit(field: Field, value: FieldValue): void {
    this.actions.update((ui) => ui.inputs.set(field.id, value));
    this.actions.keepInput();
  }

  takeBack(field: Field): void {
    this.actions.update((ui) => ui.inputs.delete(field.id));
    this.actions.keepInput();
  }

  problem(field: Field): string {
    if (field.error !== '') return field.error;
    return field.missing && this.ui().inputPressed ? missingText(field) : '';
  }
}
