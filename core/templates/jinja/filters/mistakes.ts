import { l10n } from '../../../system';
import { Mistake } from '../place';
import { kindOf, present, type Value } from '../values/kinds';

/** An argument that a filter itself refuses (`FilterArgumentError`). */
export function argumentMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'FilterArgumentError');
}

/** A length that a filter cannot keep (Python's `AssertionError`, a kind of its own there). */
export function assertionMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'AssertionError');
}

/** The error for a value of a kind that lacks what the filter needs of it (`AttributeError`). */
export function lackingMistake(filter: string, wanted: string, given: Value): Mistake {
  const value = present(given);
  return new Mistake(
    l10n.t("the filter '{0}' takes {1}, not a '{2}'", filter, wanted, kindOf(value)),
    'render',
    undefined,
    'AttributeError',
  );
}
