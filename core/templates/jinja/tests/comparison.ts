import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { isContained, isEqual } from '../values/equality';
import type { Value } from '../values/kinds';
import { isOrdered, type Ordering } from '../values/order';
import type { Test } from './test';

/** The tests that compare with another value, under the names and the signs that they have. */
export const COMPARING_TESTS: readonly (readonly [string, Test])[] = [
  ...comparing(['eq', '==', 'equalto'], isEqual),
  ...comparing(['ne', '!='], (value, other, run) => !isEqual(value, other, run)),
  ...ordering(['lt', '<', 'lessthan'], '<'),
  ...ordering(['le', '<='], '<='),
  ...ordering(['gt', '>', 'greaterthan'], '>'),
  ...ordering(['ge', '>='], '>='),
  [
    'in',
    {
      signature: signature('seq'),
      decides: true,
      run: (value, [whole = null], run) => {
        run.spend(1);
        return isContained(value, whole, run);
      },
    },
  ],
  ['sameas', { signature: signature('other'), run: (value, [other = null]) => value === other }],
];

function comparing(
  names: readonly string[],
  compare: (value: Value, other: Value, run: Run) => boolean,
): (readonly [string, Test])[] {
  const test: Test = {
    signature: signature('other', false),
    decides: true,
    run: (value, [other = null], run) => compare(value, other, run),
  };
  return names.map((name) => [name, test]);
}

/** What comes before what: more than a secret answer may tell. */
function ordering(names: readonly string[], operator: Ordering): (readonly [string, Test])[] {
  const test: Test = {
    signature: signature('other', false),
    run: (value, [other = null], run) => isOrdered(operator, value, other, run),
  };
  return names.map((name) => [name, test]);
}
