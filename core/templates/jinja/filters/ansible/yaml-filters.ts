import { l10n } from '../../../../system';
import { typeMistake } from '../../place';
import { signature } from '../../runtime/signature';
import { isTrue } from '../../values/iterate';
import { Markup, open, type Arguments, type Value } from '../../values/kinds';
import { textOf } from '../../values/text';
import { readAllYaml, readYaml } from '../../yaml/reader';
import { writeYaml, YAML_DEFAULTS } from '../../yaml/writer';
import type { Filter, FreeFilter } from '../filter';
import { NamedArguments } from './named-arguments';
import type { Run } from '../../runtime/run';

const DEFAULT_INDENT = 2;
const NICE_INDENT = 4n;

function dump(
  value: Value,
  flowStyle: boolean | null,
  indent: Value,
  named: NamedArguments,
  run: Run,
): string {
  const options = {
    defaultFlowStyle: flowStyle,
    indent: typeof indent === 'bigint' || typeof indent === 'number' ? Number(indent) : DEFAULT_INDENT,
    sortKeys: named.flag('sort_keys', true),
    width: named.number('width', YAML_DEFAULTS.width),
    explicitStart: named.flag('explicit_start', false),
    explicitEnd: named.flag('explicit_end', false),
  };
  named.end();
  return writeYaml(value, options, run);
}

const TO_YAML: FreeFilter = {
  take: (value, given, run) => {
    const named = new NamedArguments('to_yaml', given);
    const style = named.take('default_flow_style') ?? null;
    const indent = named.take('indent') ?? null;
    return dump(value, style === null ? null : isTrue(style), indent, named, run);
  },
};

const TO_NICE_YAML: FreeFilter = {
  take: (value, given, run) => {
    const named = new NamedArguments('to_nice_yaml', given);
    return dump(value, false, niceIndent(given, named), named, run);
  },
};

function niceIndent({ positional }: Arguments, named: NamedArguments): Value {
  const [first] = positional;
  const byName = named.take('indent');
  if (first !== undefined && byName !== undefined)
    throw typeMistake(l10n.t("the filter '{0}' is given '{1}' twice", 'to_nice_yaml', 'indent'));
  if (first !== undefined) return first;
  return byName === undefined ? NICE_INDENT : byName;
}

/** Texts are read; what is none stays as it is. */
function ofText(read: (text: string, run: Run) => Value): Filter {
  return {
    signature: signature(''),
    run: (given, _, run) => {
      const value = open(given);
      return typeof value === 'string' || value instanceof Markup ? read(textOf(value), run) : value;
    },
  };
}

/** Writes and reads YAML as PyYAML does. */
export const YAML_FILTERS: readonly (readonly [string, Filter | FreeFilter])[] = [
  ['to_yaml', TO_YAML],
  ['to_nice_yaml', TO_NICE_YAML],
  ['from_yaml', ofText(readYaml)],
  ['from_yaml_all', ofText(readAllYaml)],
];
