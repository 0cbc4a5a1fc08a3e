import { l10n, nearest } from '../../system';
import { CHOOSING_FILTERS } from './choosing-filters';
import { toJson } from './json-text';
import { open, Undefined, type Arguments, type Effort, type Value } from './kinds';
import type { MakeUndefined } from './lookup';
import { NUMBER_FILTERS } from './number-filters';
import { syntaxMistake } from './place';
import { SEQUENCE_FILTERS } from './sequence-filters';
import { costOf, isTrue } from './sequences';
import { bind, openAll, signature, type Signature } from './signature';
import { TEXT_FILTERS } from './text-filters';

/** What a filter may use beside its arguments. */
export interface Surroundings {
  readonly effort: Effort;
  readonly makeUndefined: MakeUndefined;
  readonly filter: (name: string, value: Value, given: Arguments) => Value;
  readonly test: (name: string, value: Value, given: Arguments) => boolean;
}

/** A filter: the parameters behind its name, and what it makes of the value before the bar. */
export interface Filter {
  readonly signature: Signature;
  readonly run: (value: Value, given: readonly (Value | undefined)[], surroundings: Surroundings) => Value;
}

/** A filter that reads its arguments itself. */
export type FreeFilter = (value: Value, given: Arguments, surroundings: Surroundings) => Value;

const DEFAULT: Filter = {
  signature: signature('default_value? boolean?'),
  run: (value, [otherwise = '', evenIfFalse = false]) =>
    value instanceof Undefined || (isTrue(evenIfFalse) && !isTrue(value)) ? otherwise : value,
};

const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['default', DEFAULT],
  ['d', DEFAULT],
  ['tojson', { signature: signature('indent?'), run: (value, [indent = null]) => toJson(value, indent) }],
  ...TEXT_FILTERS,
  ...NUMBER_FILTERS,
  ...SEQUENCE_FILTERS,
]);

/** Filters of Jinja and Copier that are not served. */
const NOT_SERVED =
  `ans_groupby ans_random attr b64decode b64encode basename bool checksum combinations combine comment dict2items
  dirname expanduser expandvars extract fileglob filesizeformat flatten forceescape from_json from_yaml from_yaml_all
  groupby hash human_readable human_to_bytes items2dict mandatory md5 password_hash path_join permutations pprint
  product quote random realpath regex_escape regex_findall regex_replace regex_search rekey_on_member relpath sha1
  shuffle slice split splitext strftime striptags subelements ternary to_datetime to_json to_nice_json to_nice_yaml
  to_uuid to_yaml type_debug urlencode urlize urlsplit win_basename win_dirname win_splitdrive xmlattr zip
  zip_longest`.split(/\s+/);

/** Complains of a filter that is not there or not served. Throws a `Mistake` of kind `syntax`. */
export function checkFilter(name: string): void {
  if (FILTERS.has(name) || CHOOSING_FILTERS.has(name)) return;
  if (NOT_SERVED.includes(name)) throw syntaxMistake(l10n.t("the filter '{0}' is not served", name));
  const meant = nearest(name, [...FILTERS.keys(), ...CHOOSING_FILTERS.keys(), ...NOT_SERVED]);
  throw syntaxMistake(
    meant === undefined
      ? l10n.t("no filter named '{0}'", name)
      : l10n.t("no filter named '{0}'; did you mean '{1}'?", name, meant),
  );
}

/** Runs a filter. No filter takes in a secret answer. Throws a `Mistake`. */
export function applyFilter(name: string, given: Value, args: Arguments, surroundings: Surroundings): Value {
  const value = open(given);
  surroundings.effort.spend(1 + costOf(value));
  checkFilter(name);
  const filter = FILTERS.get(name);
  if (filter !== undefined)
    return filter.run(value, bind(filter.signature, args, l10n.t("the filter '{0}'", name)), surroundings);
  openAll(args);
  return CHOOSING_FILTERS.get(name)?.(value, args, surroundings) ?? null;
}
