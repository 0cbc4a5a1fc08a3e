import { l10n } from '../../../system';
import type { FilterCall, TestCall } from '../runtime/environment';
import { bind, openAll } from '../runtime/signature';
import type { Test } from '../tests/test';
import { costOf } from '../values/iterate';
import { open } from '../values/kinds';
import type { Filter, FreeFilter } from './filter';

/** Filters that give their value back as it came; a secret answer stays one behind them. */
const PASSING_SECRETS: ReadonlySet<string> = new Set(['default', 'd']);

/**
 * The filter as a template calls it: it costs what looking through its value costs, its arguments are bound to its
 * parameters, and no secret answer reaches it. The call throws a `Mistake`.
 */
export function callOf(name: string, filter: Filter | FreeFilter): FilterCall {
  const what = (): string => l10n.t("the filter '{0}'", name);
  const passesSecrets = PASSING_SECRETS.has(name);
  return (given, args, run) => {
    const value = passesSecrets ? given : open(given);
    run.begin(1 + costOf(value));
    if ('run' in filter) return run.made(filter.run(value, bind(filter.signature, args, what), run));
    openAll(args);
    return run.made(filter.take(value, args, run));
  };
}

/** The test as a template calls it; a secret answer reaches only tests that tell no more than a decision may. */
export function testCallOf(name: string, test: Test): TestCall {
  const what = (): string => l10n.t("the test '{0}'", name);
  return (given, args, run) => {
    const value = test.decides === true ? given : open(given);
    run.begin(1 + costOf(value));
    return test.run(value, bind(test.signature, args, what), run);
  };
}
