import { l10n, nearest } from '../../system';
import { calculate } from './arithmetic';
import { isContained, isEqual, isNumber, isOrdered, type Ordering } from './comparison';
import {
  Generator,
  isDict,
  isList,
  open,
  Range,
  SafeText,
  Secret,
  Tuple,
  Undefined,
  type Arguments,
  type Effort,
  type Value,
} from './kinds';
import { syntaxMistake } from './place';
import { isIterable } from './sequences';
import { bind, signature, type Signature } from './signature';
import { textOf } from './text';

interface Test {
  readonly signature: Signature;
  readonly run: (value: Value, other: Value, effort: Effort) => boolean;
}

/** Tests that look at no more of a value than a decision may; a secret answer may be put to them. */
const DECIDING: readonly (readonly [string, Test])[] = [
  ['defined', { signature: signature(''), run: (value) => !(value instanceof Undefined) }],
  ['undefined', { signature: signature(''), run: (value) => value instanceof Undefined }],
  [
    'none',
    { signature: signature(''), run: (value) => (value instanceof Secret ? value.value : value) === null },
  ],
  ...comparing(['eq', '==', 'equalto'], isEqual),
  ...comparing(['ne', '!='], (value, other) => !isEqual(value, other)),
  ...comparing(['lt', '<', 'lessthan'], ordered('<')),
  ...comparing(['le', '<='], ordered('<=')),
  ...comparing(['gt', '>', 'greaterthan'], ordered('>')),
  ...comparing(['ge', '>='], ordered('>=')),
  ...comparing(['in'], isContained),
];

const OPENING: readonly (readonly [string, Test])[] = [
  ['string', ofKind((value) => typeof value === 'string' || value instanceof SafeText)],
  ['number', ofKind(isNumber)],
  ['integer', ofKind((value) => typeof value === 'bigint')],
  ['float', ofKind((value) => typeof value === 'number')],
  ['boolean', ofKind((value) => typeof value === 'boolean')],
  ['true', ofKind((value) => value === true)],
  ['false', ofKind((value) => value === false)],
  ['mapping', ofKind(isDict)],
  ['sequence', ofKind(isSequence)],
  ['iterable', ofKind(isGoneThrough)],
  ['lower', ofKind((value) => hasCase(textOf(value), /\p{Lowercase}/u, /\p{Uppercase}|\p{Lt}/u))],
  ['upper', ofKind((value) => hasCase(textOf(value), /\p{Uppercase}/u, /\p{Lowercase}|\p{Lt}/u))],
  ['even', { signature: signature(''), run: (value, _, effort) => isRemainder(value, 2n, 0n, effort) }],
  ['odd', { signature: signature(''), run: (value, _, effort) => isRemainder(value, 2n, 1n, effort) }],
  [
    'divisibleby',
    { signature: signature('num'), run: (value, by, effort) => isRemainder(value, by, 0n, effort) },
  ],
];

const OPENING_TESTS = new Map(OPENING);
const TESTS: ReadonlyMap<string, Test> = new Map([...DECIDING, ...OPENING]);
const NOT_SERVED = ['callable', 'escaped', 'filter', 'sameas', 'test'];

function comparing(names: readonly string[], run: (value: Value, other: Value) => boolean): [string, Test][] {
  return names.map((name) => [name, { signature: signature('other'), run }]);
}

function ordered(operator: Ordering): (value: Value, other: Value) => boolean {
  return (value, other) => isOrdered(operator, value, other);
}

function ofKind(run: (value: Value) => boolean): Test {
  return { signature: signature(''), run };
}

function isSequence(value: Value): boolean {
  if (value instanceof Undefined) return !value.isStrict;
  if (typeof value === 'string' || isList(value) || isDict(value)) return true;
  return value instanceof Tuple || value instanceof Range || value instanceof SafeText;
}

function isGoneThrough(value: Value): boolean {
  if (value instanceof Undefined) value.bear();
  return value instanceof Generator || isIterable(value);
}

/** At least one letter of the wanted case and none of the other. */
function hasCase(text: string, wanted: RegExp, other: RegExp): boolean {
  return wanted.test(text) && !other.test(text);
}

function isRemainder(value: Value, by: Value, remainder: Value, effort: Effort): boolean {
  return isEqual(calculate('%', value, by, effort), remainder);
}

/** Complains of a test that is not there or not served. Throws a `Mistake` of kind `syntax`. */
export function checkTest(name: string): void {
  if (TESTS.has(name)) return;
  if (NOT_SERVED.includes(name)) throw syntaxMistake(l10n.t("the test '{0}' is not served", name));
  const meant = nearest(name, [...TESTS.keys(), ...NOT_SERVED]);
  throw syntaxMistake(
    meant === undefined
      ? l10n.t("no test named '{0}'", name)
      : l10n.t("no test named '{0}'; did you mean '{1}'?", name, meant),
  );
}

/** Whether a value passes a test. Throws a `Mistake`. */
export function passesTest(name: string, given: Value, args: Arguments, effort: Effort): boolean {
  effort.spend(1);
  checkTest(name);
  const value = OPENING_TESTS.has(name) ? open(given) : given;
  const test = TESTS.get(name);
  if (test === undefined) return false;
  const [other = null] = bind(test.signature, args, l10n.t("the test '{0}'", name));
  return test.run(value, other, effort);
}
