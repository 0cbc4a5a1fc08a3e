import { l10n } from '../../../system';
import { memberOf } from '../methods';
import { textArgument } from '../runtime/arguments';
import { attributeOf } from '../runtime/lookup';
import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { Dict } from '../values/dict';
import { isTrue } from '../values/iterate';
import { kindOf, present, Undefined, type Value } from '../values/kinds';
import type { Filter } from './filter';
import { softText } from './soft-text';

const DEFAULT: Filter = {
  signature: signature('default_value? boolean?'),
  run: (value, [otherwise = '', evenIfFalse = false]) =>
    value instanceof Undefined || (isTrue(evenIfFalse) && !isTrue(value)) ? otherwise : value,
};

/** The filters that take any value. */
export const VALUE_FILTERS: readonly (readonly [string, Filter])[] = [
  ['default', DEFAULT],
  ['d', DEFAULT],
  ['attr', { signature: signature('name'), run: attr }],
  ['string', { signature: signature(''), run: (value) => softText(value) }],
];

/** An attribute, never an item: of a dict, that is what every dict has. */
function attr(value: Value, [given = null]: Given, run: Run): Value {
  const name = textArgument(given, 'name');
  const target = present(value);
  if (target instanceof Dict && memberOf(target, name) === undefined)
    return run.undefined(l10n.t("a '{0}' has no attribute '{1}'", kindOf(target), name.slice(0, 200)));
  return attributeOf(target, name, run);
}
