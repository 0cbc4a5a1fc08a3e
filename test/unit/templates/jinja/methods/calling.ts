import { expect } from 'vitest';
import {
  COPIER_DEFAULTS,
  DEFAULT_BUDGET,
  type RenderBudget,
} from '../../../../../core/templates/jinja/language';
import { memberOf } from '../../../../../core/templates/jinja/methods';
import { Mistake } from '../../../../../core/templates/jinja/place';
import { Run } from '../../../../../core/templates/jinja/runtime/run';
import { NO_NAMED, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf, textOf } from '../../../../../core/templates/jinja/values/text';

/** A run without filters and tests, for what needs none. */
export function newRun(budget: Partial<RenderBudget> = {}): Run {
  const none = (): never => {
    throw new Error('there are no filters and tests here');
  };
  return new Run(
    { options: COPIER_DEFAULTS, filter: none, test: none, hasFilter: () => false, hasTest: () => false },
    { ...DEFAULT_BUDGET, ...budget },
    { now: () => 0, random: () => 0.5 },
  );
}

/** Calls a method, or takes an attribute, of a value. */
export function call(
  owner: Value,
  name: string,
  args: readonly Value[] = [],
  named: ReadonlyMap<string, Value> = NO_NAMED,
  run = newRun(),
): Value {
  const member = memberOf(owner, name);
  if (member === undefined) throw new Error(`there is no '${name}'`);
  return 'get' in member ? member.get() : member.call({ positional: args, named }, run);
}

/** What a step gives as `repr` shows it, or the name of Python's exception. */
export function outcome(step: () => Value): string {
  try {
    return representationOf(step());
  } catch (caught) {
    if (caught instanceof Mistake) return caught.python;
    throw caught;
  }
}

/** One call of a method: the owner, the name, what it is given, and the `repr` or exception that Python gives. */
export type Row = readonly [owner: Value, name: string, args: readonly Value[], expected: string];

export function expectRow([owner, name, args, expected]: Row): void {
  expect(outcome(() => call(owner, name, args))).toBe(expected);
}

/** The text of what a step gives, or the name of Python's exception behind `!`. */
export function written(step: () => Value): string {
  try {
    return textOf(step());
  } catch (caught) {
    if (caught instanceof Mistake) return `! ${caught.python}`;
    throw caught;
  }
}
