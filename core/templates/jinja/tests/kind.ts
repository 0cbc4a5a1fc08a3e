import { signature } from '../runtime/signature';
import { Dict } from '../values/dict';
import { isNumber } from '../values/equality';
import { isIterable } from '../values/iterate';
import {
  Callable,
  isList,
  Markup,
  Range,
  Secret,
  Tuple,
  Undefined,
  WithAttributes,
  type Value,
} from '../values/kinds';
import type { Test } from './test';

/** The tests of what kind a value is of. */
export const KIND_TESTS: readonly (readonly [string, Test])[] = [
  // These tell of a secret answer no more than whether there is one.
  ['defined', deciding((value) => !(value instanceof Undefined))],
  ['undefined', deciding((value) => value instanceof Undefined)],
  ['none', deciding((value) => (value instanceof Secret ? value.value : value) === null)],
  ['boolean', ofKind((value) => typeof value === 'boolean')],
  ['true', ofKind((value) => value === true)],
  ['false', ofKind((value) => value === false)],
  ['integer', ofKind((value) => typeof value === 'bigint')],
  ['float', ofKind((value) => typeof value === 'number')],
  ['number', ofKind(isNumber)],
  ['string', ofKind((value) => typeof value === 'string' || value instanceof Markup)],
  ['mapping', ofKind((value) => value instanceof Dict)],
  ['sequence', ofKind(isSequence)],
  ['iterable', ofKind(isGoneThrough)],
  ['callable', ofKind(isCallable)],
  ['escaped', ofKind(isEscaped)],
];

function ofKind(run: (value: Value) => boolean): Test {
  return { signature: signature(''), run };
}

function deciding(run: (value: Value) => boolean): Test {
  return { signature: signature(''), decides: true, run };
}

/** Whether it has a length, and items by place or key. */
function isSequence(value: Value): boolean {
  if (value instanceof Undefined) return value.mode !== 'strict';
  if (typeof value === 'string' || isList(value)) return true;
  return [Dict, Tuple, Range, Markup].some((kind) => value instanceof kind);
}

function isGoneThrough(value: Value): boolean {
  if (value instanceof Undefined) value.bear();
  return isIterable(value);
}

/** To call an undefined value is an error of its own, so Python takes it for something that can be called. */
function isCallable(value: Value): boolean {
  if (value instanceof WithAttributes) return value.call !== undefined;
  return value instanceof Callable || value instanceof Undefined;
}

function isEscaped(value: Value): boolean {
  return value instanceof Markup || (value instanceof Undefined && value.mode === 'chainable');
}
