import { l10n } from '../../../../system';
import { readJson } from '../../json/read';
import { JSON_DEFAULTS, writeJson, type JsonOptions } from '../../json/write';
import { Mistake, typeMistake } from '../../place';
import { textArgument } from '../../runtime/arguments';
import type { Run } from '../../runtime/run';
import { signature } from '../../runtime/signature';
import { isTrue } from '../../values/iterate';
import { isList, kindOf, Tuple, type Arguments, type Value } from '../../values/kinds';
import type { Filter, FreeFilter } from '../filter';
import { NamedArguments } from './named-arguments';

const WIDEST_MARGIN = 1000;

/** What one level is indented by, as `indent` of `json.dumps` says. */
function marginOf(indent: Value): string | undefined {
  if (indent === null) return undefined;
  if (typeof indent === 'string') return indent;
  if (typeof indent !== 'bigint' && typeof indent !== 'boolean')
    throw typeMistake(l10n.t("{0} is an integer, not a '{1}'", 'indent', kindOf(indent)));
  return ' '.repeat(Math.min(Math.max(Number(indent), 0), WIDEST_MARGIN));
}

function separatorsOf(given: Value): readonly [string, string] | undefined {
  if (given === null) return undefined;
  const items = isList(given) ? given : given instanceof Tuple ? given.items : [];
  const [item, key, more] = items;
  if (item === undefined || key === undefined || more !== undefined)
    throw typeMistake(l10n.t("'separators' are two texts: between items, and behind a key"));
  return [textArgument(item, 'separators'), textArgument(key, 'separators')];
}

/** What `json.dumps` gives for these arguments by name. */
function dump(value: Value, filter: string, given: Arguments, run: Run): string {
  if (given.positional.length > 0)
    throw typeMistake(l10n.t("the filter '{0}' takes its arguments by name", filter));
  const named = new NamedArguments(filter, given);
  const margin = marginOf(named.take('indent') ?? null);
  const separators = separatorsOf(named.take('separators') ?? null);
  const options: JsonOptions = {
    margin,
    itemSeparator: separators?.[0] ?? (margin === undefined ? JSON_DEFAULTS.itemSeparator : ','),
    keySeparator: separators?.[1] ?? JSON_DEFAULTS.keySeparator,
    sortKeys: named.flag('sort_keys', false),
    ensureAscii: named.flag('ensure_ascii', true),
    allowNan: named.flag('allow_nan', true),
    skipKeys: named.flag('skipkeys', false),
  };
  // Circles are an error in any case.
  named.take('check_circular');
  named.end();
  return writeJson(value, options, run);
}

const TO_JSON: FreeFilter = { take: (value, given, run) => dump(value, 'to_json', given, run) };

/** With an indent and sorted keys; where that fails, without both, as the original does. */
const TO_NICE_JSON: FreeFilter = {
  take: (value, given, run) => {
    const { named } = given;
    const [firstIndent = named.get('indent'), firstSorting = named.get('sort_keys'), ...more] =
      given.positional;
    const [indent = 4n, sortKeys = true] = [firstIndent, firstSorting];
    const rest = new Map([...named].filter(([name]) => name !== 'indent' && name !== 'sort_keys'));
    const plain = { positional: more, named: rest };
    const nice = new Map<string, Value>([
      ...rest,
      ['indent', indent],
      ['sort_keys', isTrue(sortKeys)],
      ['separators', new Tuple([',', ': '])],
    ]);
    if (rest.has('separators')) return dump(value, 'to_nice_json', plain, run);
    try {
      return dump(value, 'to_nice_json', { positional: more, named: nice }, run);
    } catch (caught) {
      if (caught instanceof Mistake && caught.kind === 'render' && caught.python !== 'SecurityError')
        return dump(value, 'to_nice_json', plain, run);
      throw caught;
    }
  },
};

const FROM_JSON: Filter = {
  signature: signature(''),
  run: (value, _, run) => readJson(textArgument(value, l10n.t('what is read as JSON')), run),
};

/** Writes and reads JSON as Python does. */
export const JSON_FILTERS: readonly (readonly [string, Filter | FreeFilter])[] = [
  ['to_json', TO_JSON],
  ['to_nice_json', TO_NICE_JSON],
  ['from_json', FROM_JSON],
];
