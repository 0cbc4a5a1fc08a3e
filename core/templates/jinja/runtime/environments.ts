import { l10n, nearest } from '../../../system';
import { ANSIBLE_FILTERS } from '../filters/ansible';
import { BUILTIN_FILTERS, callOf, testCallOf, type FilterTable } from '../filters';
import type { LanguageOptions } from '../language';
import { Mistake } from '../place';
import { BUILTIN_TESTS } from '../tests';
import type { Environment, FilterCall, TestCall } from './environment';

/** The filters that each extension adds, the built-in ones where none is named. */
const FILTERS_OF_EXTENSIONS: readonly (readonly [LanguageOptions['extensions'][number], FilterTable])[] = [
  ['ansible', ANSIBLE_FILTERS],
];

const TESTS: ReadonlyMap<string, TestCall> = new Map(
  Array.from(BUILTIN_TESTS, ([name, test]) => [name, testCallOf(name, test)]),
);
const BUILTIN_CALLS = callsOf(BUILTIN_FILTERS);
const CALLS_OF_EXTENSIONS = FILTERS_OF_EXTENSIONS.map(([name, table]) => ({ name, calls: callsOf(table) }));

function callsOf(table: FilterTable): ReadonlyMap<string, FilterCall> {
  return new Map(Array.from(table, ([name, filter]) => [name, callOf(name, filter)]));
}

/** The filters with some extensions, put together once. */
const joined = new Map<string, ReadonlyMap<string, FilterCall>>();

function filtersWith(extensions: LanguageOptions['extensions']): ReadonlyMap<string, FilterCall> {
  const adding = CALLS_OF_EXTENSIONS.filter(({ name }) => extensions.includes(name));
  const key = adding.map(({ name }) => name).join();
  const known = joined.get(key);
  if (known !== undefined) return known;
  const filters = new Map([...BUILTIN_CALLS, ...adding.flatMap(({ calls }) => [...calls])]);
  joined.set(key, filters);
  return filters;
}

/** The filters and tests of the language with these options; a filter of an extension hides a built-in one. */
export function environmentOf(options: LanguageOptions): Environment {
  const filters = filtersWith(options.extensions);
  return {
    options,
    filter: (name) => filters.get(name) ?? missingFilter(name, nearest(name, filters.keys())),
    test: (name) => TESTS.get(name) ?? missingTest(name, nearest(name, TESTS.keys())),
    hasFilter: (name) => filters.has(name),
    hasTest: (name) => TESTS.has(name),
  };
}

function missingFilter(name: string, meant: string | undefined): never {
  const message =
    meant === undefined
      ? l10n.t("no filter named '{0}'", name)
      : l10n.t("no filter named '{0}'; did you mean '{1}'?", name, meant);
  unknown(message, name, meant);
}

function missingTest(name: string, meant: string | undefined): never {
  const message =
    meant === undefined
      ? l10n.t("no test named '{0}'", name)
      : l10n.t("no test named '{0}'; did you mean '{1}'?", name, meant);
  unknown(message, name, meant);
}

function unknown(message: string, name: string, meant: string | undefined): never {
  throw new Mistake(message, 'syntax', undefined, 'TemplateAssertionError', { name, meant });
}
