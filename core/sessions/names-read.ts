import { templatesIn, type Question, type TemplatedValue } from '../templates';

/** The names that a text or a value of a template reads, in their order; a plain one reads none. */
export function namesRead(templated: TemplatedValue | undefined): string[] {
  return templatesIn(templated).flatMap((template) => template.references.map(({ name }) => name));
}

/** The names that the choices of a question read; empty where it has none. */
export function namesReadByChoices({ choices = [] }: Question): string[] {
  if ('render' in choices) return namesRead(choices);
  return choices.flatMap(({ label, value, validator }) =>
    [label, value, validator ?? null].flatMap(namesRead),
  );
}
