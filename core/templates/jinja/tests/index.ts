import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { calculate } from '../values/arithmetic';
import { keyOf } from '../values/dict';
import { CHARACTERS_PER_STEP } from '../values/effort';
import { isEqual } from '../values/equality';
import { Markup, type Value } from '../values/kinds';
import { textOf } from '../values/text';
import { COMPARING_TESTS } from './comparison';
import { KIND_TESTS } from './kind';
import type { Test, TestTable } from './test';

export type { Test, TestTable } from './test';

/** The tests of Jinja 3.1, by name. */
export const BUILTIN_TESTS: TestTable = new Map<string, Test>([
  ...KIND_TESTS,
  ...COMPARING_TESTS,
  ['odd', { signature: signature(''), run: (value, _given, run) => leaves(value, 2n, 1n, run) }],
  ['even', { signature: signature(''), run: (value, _given, run) => leaves(value, 2n, 0n, run) }],
  [
    'divisibleby',
    { signature: signature('num'), run: (value, [by = null], run) => leaves(value, by, 0n, run) },
  ],
  [
    'lower',
    {
      signature: signature(''),
      run: (value, _given, run) => isCased(value, /\p{Lowercase}/u, /\p{Uppercase}|\p{Lt}/u, run),
    },
  ],
  [
    'upper',
    {
      signature: signature(''),
      run: (value, _given, run) => isCased(value, /\p{Uppercase}/u, /\p{Lowercase}|\p{Lt}/u, run),
    },
  ],
  [
    'filter',
    {
      signature: signature(''),
      run: (value, _given, run) => isNamed(value, (name) => run.environment.hasFilter(name)),
    },
  ],
  [
    'test',
    {
      signature: signature(''),
      run: (value, _given, run) => isNamed(value, (name) => run.environment.hasTest(name)),
    },
  ],
]);

/** Whether dividing leaves this remainder. */
function leaves(value: Value, by: Value, remainder: bigint, run: Run): boolean {
  return isEqual(calculate('%', value, by, run), remainder, run);
}

/** At least one letter of the wanted case and none of the other. */
function isCased(value: Value, wanted: RegExp, other: RegExp, run: Run): boolean {
  const text = textOf(value);
  run.spend(text.length / CHARACTERS_PER_STEP);
  return wanted.test(text) && !other.test(text);
}

/** Names are texts; another value is no name, and one that cannot be a key is an error. */
function isNamed(value: Value, has: (name: string) => boolean): boolean {
  keyOf(value);
  if (value instanceof Markup) return has(value.text);
  return typeof value === 'string' && has(value);
}
