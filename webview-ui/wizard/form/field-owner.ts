import type { Field, FieldValue } from '../../protocol';

/** How far a text is: a word that is still composed is not sent. */
export type Editing = 'composing' | 'typed' | 'done';

/** Who keeps the values of fields: the form, or what a plugin asks for. */
export interface FieldOwner {
  edit(field: Field, value: FieldValue, how: Editing): void;
  /** Takes back what was given, so that the default stands there. */
  takeBack(field: Field): void;
  enter(field: Field): void;
  leave(field: Field): void;
  /** What is to be said about it now, in the place of its help; empty where nothing is. */
  problem(field: Field): string;
  hint(field: Field): string;
  setHint(field: Field, hint: string): void;
  isSecretShown(field: Field): boolean;
  toggleSecret(field: Field): void;
  filter(field: Field): string;
  setFilter(field: Field, text: string): void;
}
