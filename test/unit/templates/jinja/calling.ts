import {
  COPIER_DEFAULTS,
  DEFAULT_BUDGET,
  type LanguageOptions,
  type RenderBudget,
} from '../../../../core/templates/jinja/language';
import { GLOBALS } from '../../../../core/templates/jinja/globals';
import { Mistake } from '../../../../core/templates/jinja/place';
import { environmentOf } from '../../../../core/templates/jinja/runtime/environments';
import { Run } from '../../../../core/templates/jinja/runtime/run';
import { itemsOf } from '../../../../core/templates/jinja/values/iterate';
import { Callable, Lazy, Undefined, type Value } from '../../../../core/templates/jinja/values/kinds';
import { representationOf } from '../../../../core/templates/jinja/values/text';

/** What a call is made with; all of it may be left out. */
export interface Call {
  readonly positional?: readonly Value[];
  readonly named?: Readonly<Record<string, Value>>;
  readonly run?: Run;
}

/** A run of no template, with the numbers that chance gives in it. */
export function aRun(
  options: Partial<LanguageOptions> = {},
  budget: Partial<RenderBudget> = {},
  random: () => number = () => 0,
): Run {
  const environment = environmentOf({ ...COPIER_DEFAULTS, extensions: [], ...options });
  return new Run(environment, { ...DEFAULT_BUDGET, clock: () => 0, ...budget }, { now: () => 0, random });
}

/** An undefined variable. */
export function undefinedName(mode: LanguageOptions['undefinedNames'] = 'lenient'): Undefined {
  return new Undefined(() => "'nope' is undefined", mode);
}

function argumentsOf({ positional = [], named = {} }: Call) {
  return { positional, named: new Map(Object.entries(named)) };
}

/** What a filter gives. */
export function filtered(name: string, value: Value, call: Call = {}): Value {
  const { run = aRun() } = call;
  return run.filter(name, value, argumentsOf(call));
}

/** Whether a value passes a test. */
export function passes(name: string, value: Value, call: Call = {}): boolean {
  const { run = aRun() } = call;
  return run.test(name, value, argumentsOf(call));
}

/** What a function of the language gives. */
export function called(name: string, call: Call = {}): Value {
  const { run = aRun() } = call;
  const global = GLOBALS.get(name);
  if (!(global instanceof Callable)) throw new Error(`${name} is no function`);
  return global.call(argumentsOf(call), run);
}

/** `repr`, with the items of what is gone through once behind the name of its kind. */
export function shown(value: Value): string {
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Lazy) return value.kind + representationOf(itemsOf(value, aRun()).slice());
  return representationOf(value);
}

/** What a call gives as `shown` writes it, or the name of Python's exception. */
export function outcome(call: () => Value): string {
  try {
    return shown(call());
  } catch (caught) {
    if (caught instanceof Mistake) return caught.python;
    throw caught;
  }
}
