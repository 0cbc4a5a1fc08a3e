import { l10n, nearest } from '../../../system';
import { typeMistake } from '../place';
import { open, type Arguments, type Value } from '../values/kinds';

/** The parameters of a filter, test, function or method. */
export interface Signature {
  readonly parameters: readonly string[];
  /** How many of them, from the first, have to be given. */
  readonly required: number;
  /** Whether they may be given by name; most methods of texts and lists take them in order only. */
  readonly byName: boolean;
}

/** What a function is given, in the order of its parameters; undefined where one was left out. */
export type Given = readonly (Value | undefined)[];

/** Reads `'value width?'`-like shorthand: names, those that may be left out with a question mark. */
export function signature(text: string, byName = true): Signature {
  const names = text.split(' ').filter((name) => name !== '');
  const firstOptional = names.findIndex((name) => name.endsWith('?'));
  return {
    parameters: names.map((name) => name.replace('?', '')),
    required: firstOptional === -1 ? names.length : firstOptional,
    byName,
  };
}

/** Complains of secret answers among the arguments. */
export function openAll(given: Arguments): void {
  for (const value of given.positional) open(value);
  for (const value of given.named.values()) open(value);
}

/**
 * The arguments in the order of the parameters. Throws a `Mistake` for one too many, one missing, an unknown name,
 * and for secret answers. `what` is what is called, for the error.
 */
export function bind(expected: Signature, given: Arguments, what: () => string): Given {
  const { parameters, required, byName } = expected;
  openAll(given);
  if (given.named.size === 0 && given.positional.length === parameters.length) return given.positional;
  if (given.positional.length > parameters.length)
    throw typeMistake(
      l10n.t('{0} takes {1} arguments at most, not {2}', what(), parameters.length, given.positional.length),
    );
  const bound: (Value | undefined)[] = parameters.map((_, index) => given.positional[index]);
  for (const [name, value] of given.named) {
    const index = byName ? parameters.indexOf(name) : -1;
    if (index === -1 || bound[index] !== undefined)
      throw typeMistake(unknownArgument(what(), name, parameters));
    bound[index] = value;
  }
  for (let index = 0; index < required; index += 1)
    if (bound[index] === undefined)
      throw typeMistake(l10n.t("{0} needs the argument '{1}'", what(), parameters[index] ?? ''));
  return bound;
}

function unknownArgument(what: string, name: string, parameters: readonly string[]): string {
  const meant = nearest(name, parameters);
  return meant === undefined || meant === name
    ? l10n.t("{0} takes no argument '{1}' here", what, name)
    : l10n.t("{0} takes no argument '{1}'; did you mean '{2}'?", what, name, meant);
}
