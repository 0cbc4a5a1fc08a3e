import { l10n } from '../../../system';
import { typeMistake, valueMistake } from '../place';
import { characterOf } from '../format/spec';
import { textArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { Dict } from '../values/dict';
import { type Effort, ITEMS_PER_ENTRY } from '../values/effort';
import { inParts } from '../values/in-parts';
import { isList, kindOf, Markup, present, Range, Tuple, type Value } from '../values/kinds';
import { Pieces } from '../values/pieces';
import { firstPlaceOf } from '../values/search-text';
import { charactersOf, lengthOf } from '../values/text';
import { countArgument } from './bounds';
import type { Member } from './method';
import { occurrences } from './str-search';

/** `text.replace(old, replacement, most)`; a negative `most` means all. */
export function replaced(
  text: string,
  old: string,
  replacement: string,
  most: number,
  effort: Effort,
): string {
  const all = occurrences(text, old);
  const count = most < 0 ? all : Math.min(most, all);
  effort.allow(Math.max(text.length + count * (replacement.length - old.length), 0));
  if (old === '') return interspersed(text, replacement, count, effort);
  effort.spend(count);
  const result = new Pieces();
  let done = 0;
  for (let left = count; left > 0; left -= 1) {
    const at = firstPlaceOf(text, old, done);
    result.add(text.slice(done, at));
    result.add(replacement);
    done = at + old.length;
  }
  result.add(text.slice(done));
  return result.text;
}

/** A text before each of the first characters, and behind the last one where it comes so far. */
function interspersed(text: string, between: string, count: number, effort: Effort): string {
  const characters = charactersOf(text);
  effort.hold(characters.length);
  const all = characters.map((character, index) => (index < count ? between + character : character));
  return all.join('') + (count > characters.length ? between : '');
}

/** `text.translate(table)`: each character as the table has it under its number. */
function translated(text: string, table: Value, run: Run): string {
  // As in Python, nobody looks at the table where there is nothing to look up.
  if (text === '') return text;
  const item = itemIn(present(table));
  run.spend(text.length);
  const changed = (character: string): string => {
    const given = item(character.codePointAt(0) ?? 0);
    if (given === undefined) return character;
    const piece = translation(given);
    run.allow(piece.length);
    return piece;
  };
  return inParts(text, (part) => part.replace(/./gsu, changed));
}

/** What gives the item under a number, undefined where there is none. */
function itemIn(table: Value): (code: number) => Value | undefined {
  if (table instanceof Dict) return (code) => table.get(BigInt(code));
  if (isList(table)) return (code) => table[code];
  if (table instanceof Tuple) return (code) => table.items[code];
  if (table instanceof Range) return (code) => (code < table.length ? table.at(code) : undefined);
  if (typeof table !== 'string' && !(table instanceof Markup))
    throw typeMistake(l10n.t("'translate' takes a dict, not a '{0}'", kindOf(table)));
  const characters = charactersOf(typeof table === 'string' ? table : table.text);
  return (code) => characters[code];
}

function translation(given: Value): string {
  const value = present(given);
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  if (typeof value !== 'bigint' && typeof value !== 'boolean')
    throw typeMistake(
      l10n.t("'translate' makes an integer, a text or none of a character, not a '{0}'", kindOf(value)),
    );
  const code = BigInt(value);
  if (code < 0n || code > 0x10ffffn)
    throw valueMistake(l10n.t('{0} is not the number of any character', code.toString()));
  return characterOf(code);
}

function codeOf(character: string): bigint {
  return BigInt(character.codePointAt(0) ?? 0);
}

/** `str.maketrans(from, to, dropped)` and `str.maketrans(dict)`: a table for `translate`. */
function translationTable(from: Value, to: Value | undefined, dropped: Value | undefined, run: Run): Dict {
  if (to === undefined) return tableOf(present(from), run);
  const [sources, targets] = [
    charactersOf(textArgument(from, l10n.t('the first argument'))),
    charactersOf(textArgument(to, l10n.t('the second argument'))),
  ];
  const removed =
    dropped === undefined ? [] : charactersOf(textArgument(dropped, l10n.t('the third argument')));
  if (sources.length !== targets.length)
    throw valueMistake(l10n.t('the first two arguments of a table have the same length'));
  run.hold((sources.length + removed.length) * ITEMS_PER_ENTRY);
  return new Dict([
    ...sources.map((source, index) => [codeOf(source), codeOf(targets[index] ?? '')] as const),
    ...removed.map((character) => [codeOf(character), null] as const),
  ]);
}

function tableOf(given: Value, run: Run): Dict {
  if (!(given instanceof Dict))
    throw typeMistake(l10n.t("a table is made of a dict, not of a '{0}'", kindOf(given)));
  run.hold(given.size * ITEMS_PER_ENTRY);
  return new Dict(Array.from(given, ([key, value]) => [tableKey(key), value] as const));
}

function tableKey(key: Value): Value {
  if (typeof key === 'bigint' || typeof key === 'boolean') return key;
  if (typeof key !== 'string')
    throw typeMistake(l10n.t("the keys of a table are characters or their numbers, not '{0}'", kindOf(key)));
  if (lengthOf(key) !== 1) throw valueMistake(l10n.t('the keys of a table are single characters'));
  return codeOf(key);
}

/** The methods that put something else in the place of parts of a text. */
export const REPLACE_METHODS: readonly (readonly [string, Member<string>])[] = [
  [
    'replace',
    {
      signature: signature('old new count?', false),
      run: (text, [old = null, replacement = null, count = -1n], run) =>
        replaced(
          text,
          textArgument(old, 'old'),
          textArgument(replacement, 'new'),
          countArgument(count, 'count'),
          run,
        ),
    },
  ],
  [
    'translate',
    {
      signature: signature('table', false),
      run: (text, [table = null], run) => translated(text, table, run),
    },
  ],
  [
    'maketrans',
    {
      signature: signature('x y? z?', false),
      run: (_, [x = null, y, z], run) => translationTable(x, y, z, run),
    },
  ],
];
