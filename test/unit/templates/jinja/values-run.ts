import {
  COPIER_DEFAULTS,
  DEFAULT_BUDGET,
  type RenderBudget,
  type Surroundings,
} from '../../../../core/templates/jinja/language';
import { Mistake } from '../../../../core/templates/jinja/place';
import type { Environment } from '../../../../core/templates/jinja/runtime/environment';
import { Run } from '../../../../core/templates/jinja/runtime/run';
import { bind } from '../../../../core/templates/jinja/runtime/signature';
import type { FilterTable } from '../../../../core/templates/jinja/filters/filter';
import { Dict } from '../../../../core/templates/jinja/values/dict';
import { NO_NAMED, Tuple, type Value } from '../../../../core/templates/jinja/values/kinds';

const NOTHING_NAMED: Environment = {
  options: COPIER_DEFAULTS,
  filter: () => {
    throw new Error('no filter is looked up here');
  },
  test: () => {
    throw new Error('no test is looked up here');
  },
  hasFilter: () => false,
  hasTest: () => false,
};

/** A run outside of any template. */
export function aRun(
  surroundings: Partial<Surroundings> = {},
  budget: Partial<RenderBudget> = {},
  environment: Partial<Environment> = {},
): Run {
  return new Run(
    { ...NOTHING_NAMED, ...environment },
    { ...DEFAULT_BUDGET, maxTime: Infinity, ...budget },
    { now: () => Date.UTC(2024, 0, 31, 12, 30, 15), random: () => 0.5, ...surroundings },
  );
}

/** Calls a filter of a table with arguments in order and by name. */
export function applyFilter(
  table: FilterTable,
  name: string,
  value: Value,
  positional: readonly Value[] = [],
  named: Readonly<Record<string, Value>> = {},
  run = aRun(),
): Value {
  const filter = table.get(name);
  if (filter === undefined) throw new Error(`there is no filter ${name}`);
  const given = {
    positional,
    named: Object.keys(named).length === 0 ? NO_NAMED : new Map(Object.entries(named)),
  };
  return 'take' in filter
    ? filter.take(value, given, run)
    : filter.run(
        value,
        bind(filter.signature, given, () => name),
        run,
      );
}

/** What Python calls the mistake that is made; undefined where none is. */
export function mistakeIn(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (caught) {
    if (caught instanceof Mistake) return caught.python;
    throw caught;
  }
}

/** The value that a fixture describes: `{"$int": "1"}`, `{"$float": "1.5"}`, `{"$tuple": […]}`, `{"$dict": [[k, v]]}`. */
export function fixtureValue(json: unknown): Value {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return BigInt(json);
  if (Array.isArray(json)) return json.map(fixtureValue);
  const [[kind, content] = ['', null]] = Object.entries(json as Record<string, unknown>);
  if (kind === '$int') return BigInt(String(content));
  if (kind === '$float') return Number(String(content).replace('inf', 'Infinity'));
  const items = content as unknown[];
  if (kind === '$tuple') return new Tuple(items.map(fixtureValue));
  return new Dict(
    (items as [unknown, unknown][]).map(([key, item]) => [fixtureValue(key), fixtureValue(item)]),
  );
}
