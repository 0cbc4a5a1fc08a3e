import { Dict, DictView } from '../values/dict';
import { isList, Lazy, Markup, open, Range, Tuple, Undefined, type Next, type Value } from '../values/kinds';
import { charactersOf } from '../values/text';
import { markedLike, plainText, type SoftText } from './soft-text';

const DICT_ITERATORS = {
  keys: 'dict_reversekeyiterator',
  values: 'dict_reversevalueiterator',
  items: 'dict_reverseitemiterator',
} as const;

/** A text backwards, by whole characters. */
export function reversedText(text: SoftText): SoftText {
  return markedLike(text, charactersOf(plainText(text)).toReversed().join(''));
}

/** Goes through a value backwards (`reversed`); undefined where only forward is possible. */
export function reversedIterator(given: Value): Lazy | undefined {
  const value = open(given);
  if (isList(value)) return new Lazy(backwards(value), 'list_reverseiterator');
  if (value instanceof Tuple) return new Lazy(backwards(value.items), 'reversed');
  if (value instanceof Dict) return new Lazy(backwards(value.keys()), DICT_ITERATORS.keys);
  if (value instanceof DictView) return new Lazy(backwards(value.items), DICT_ITERATORS[value.part]);
  if (value instanceof Range) return new Lazy(backwardsIn(value), 'range_iterator');
  if (typeof value === 'string') return new Lazy(charactersBackwards(value), 'reversed');
  if (value instanceof Markup) {
    const next = charactersBackwards(value.text);
    return new Lazy(() => markedCharacter(next()), 'reversed');
  }
  if (!(value instanceof Undefined)) return undefined;
  value.bear();
  return new Lazy(() => undefined, 'reversed');
}

/** A list that gets shorter meanwhile is at its end. */
function backwards(items: readonly Value[]): Next {
  let index = items.length;
  return () => {
    index -= 1;
    return items[index];
  };
}

/** Takes a long text apart only as far as it is asked to. */
function charactersBackwards(text: string): () => string | undefined {
  let end = text.length;
  return () => {
    if (end === 0) return undefined;
    const isPair = end > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff;
    const start = end - (isPair ? 2 : 1);
    const character = text.slice(start, end);
    end = start;
    return character;
  };
}

function markedCharacter(character: string | undefined): Markup | undefined {
  return character === undefined ? undefined : new Markup(character);
}

function backwardsIn(range: Range): Next {
  let index = range.length;
  return () => {
    index -= 1;
    return index < 0 ? undefined : range.at(index);
  };
}
