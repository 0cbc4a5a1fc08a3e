import { l10n } from '../../../system';
import { typeMistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { openAll } from '../runtime/signature';
import { Dict } from '../values/dict';
import { ITEMS_PER_ENTRY } from '../values/effort';
import { itemsOf, nextOf } from '../values/iterate';
import { Markup, Namespace, present, type Arguments, type Value } from '../values/kinds';

/** `dict(…)`: the entries of a dict, or pairs, and after them the named arguments. */
export function dict(given: Arguments, run: Run): Value {
  return dictOf(given, 'dict', run);
}

/** `namespace(…)`: takes what `dict` takes; names that are no texts cannot be asked for, and are left out. */
export function namespace(given: Arguments, run: Run): Value {
  const attributes = new Map<string, Value>();
  for (const [name, value] of dictOf(given, 'namespace', run)) {
    if (typeof name === 'string') attributes.set(name, value);
    else if (name instanceof Markup) attributes.set(name.text, value);
  }
  return new Namespace(attributes);
}

function dictOf(given: Arguments, name: string, run: Run): Dict {
  openAll(given);
  const [base, ...more] = given.positional;
  if (more.length > 0) throw typeMistake(l10n.t("'{0}' takes one argument without a name at most", name));
  const made = new Dict();
  if (base !== undefined) addEntries(made, base, name, run);
  run.hold(given.named.size * ITEMS_PER_ENTRY);
  for (const [key, value] of given.named) made.set(key, value);
  return made;
}

function addEntries(made: Dict, given: Value, name: string, run: Run): void {
  const base = present(given);
  if (base instanceof Dict) {
    run.hold(base.size * ITEMS_PER_ENTRY);
    for (const [key, value] of base) made.set(key, value);
    return;
  }
  const next = nextOf(base);
  for (let pair = next(); pair !== undefined; pair = next()) {
    const [key, value, ...more] = itemsOf(pair, run);
    if (key === undefined || value === undefined || more.length > 0)
      throw valueMistake(l10n.t("'{0}' takes a dict, or pairs of a key and a value", name));
    run.hold(ITEMS_PER_ENTRY);
    made.set(key, value);
  }
}
