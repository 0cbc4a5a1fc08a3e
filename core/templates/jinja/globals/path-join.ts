import * as path from 'node:path';
import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import type { Run } from '../runtime/run';
import { openAll } from '../runtime/signature';
import { Markup, present, type Arguments, type Value } from '../values/kinds';

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['posix', '/'],
  ['windows', '\\'],
  ['native', path.sep],
]);

/**
 * Copier's `pathjoin('includes', 'header.txt', mode='posix')`: the parts with the separator of `mode` (`posix`, `windows`
 * or `native`) between them. Names of files can hold no slash, and an `include` in them needs one.
 */
export function pathJoin(given: Arguments, run: Run): Value {
  openAll(given);
  const unknown = [...given.named.keys()].find((name) => name !== 'mode');
  if (unknown !== undefined) throw typeMistake(l10n.t("'pathjoin' has no argument '{0}'", unknown));
  const mode = textOf(given.named.get('mode') ?? 'posix');
  const separator = SEPARATORS.get(mode);
  if (separator === undefined) throw noMode(mode);
  const joined = given.positional.map(textOf).join(separator);
  run.allow(joined.length);
  return joined;
}

function textOf(value: Value): string {
  const text = present(value);
  if (text instanceof Markup) return text.text;
  if (typeof text === 'string') return text;
  throw typeMistake(l10n.t("'pathjoin' takes texts"));
}

function noMode(mode: string): Mistake {
  const known = [...SEPARATORS.keys()].join(', ');
  return new Mistake(
    l10n.t("'pathjoin' has no mode '{0}'; known are {1}", mode, known),
    'render',
    undefined,
    'KeyError',
  );
}
