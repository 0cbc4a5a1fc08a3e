import { l10n } from '../../../system';
import { valueMistake } from '../place';
import { textArgument } from '../runtime/arguments';
import { signature, type Given } from '../runtime/signature';
import { Tuple } from '../values/kinds';
import { firstPlaceOf, lastPlaceOf } from '../values/search-text';
import { lengthOf } from '../values/text';
import { partOf } from './bounds';
import type { Member, Method } from './method';

const PLACE = signature('sub start? end?', false);
const AFFIX = signature('affix start? end?', false);

/** The place of a text in another one in characters, -1 where it is not. */
function found(text: string, given: Given, side: 'first' | 'last'): number {
  const [sub = null, start, end] = given;
  const wanted = textArgument(sub, 'sub');
  const part = partOf(text, start, end);
  const offset = part === undefined ? -1 : offsetOf(part.text, wanted, side);
  return part === undefined || offset === -1 ? -1 : part.start + lengthOf(part.text.slice(0, offset));
}

function offsetOf(text: string, wanted: string, side: 'first' | 'last'): number {
  return side === 'first' ? firstPlaceOf(text, wanted) : lastPlaceOf(text, wanted);
}

function finding(side: 'first' | 'last'): Method<string> {
  return { signature: PLACE, run: (text, given) => BigInt(found(text, given, side)) };
}

function indexing(side: 'first' | 'last'): Method<string> {
  return {
    signature: PLACE,
    run: (text, given) => {
      const index = found(text, given, side);
      if (index === -1) throw valueMistake(l10n.t('the text that is looked for is not there'));
      return BigInt(index);
    },
  };
}

/** How often a text stands in another one, one behind the other; an empty one stands around each character. */
export function occurrences(text: string, wanted: string): number {
  if (wanted === '') return lengthOf(text) + 1;
  let count = 0;
  for (let at = firstPlaceOf(text, wanted); at !== -1; at = firstPlaceOf(text, wanted, at + wanted.length))
    count += 1;
  return count;
}

function affixing(fits: (text: string, affix: string) => boolean): Method<string> {
  return {
    signature: AFFIX,
    run: (text, [affix = null, start, end]) => {
      const part = partOf(text, start, end);
      const affixes = affix instanceof Tuple ? affix.items : [affix];
      return affixes.some((one) => {
        const wanted = textArgument(one, 'affix');
        return part !== undefined && fits(part.text, wanted);
      });
    },
  };
}

/** The methods that look for a text in another one. */
export const SEARCH_METHODS: readonly (readonly [string, Member<string>])[] = [
  ['find', finding('first')],
  ['rfind', finding('last')],
  ['index', indexing('first')],
  ['rindex', indexing('last')],
  [
    'count',
    {
      signature: PLACE,
      run: (text, [sub = null, start, end]) => {
        const wanted = textArgument(sub, 'sub');
        const part = partOf(text, start, end);
        return part === undefined ? 0n : BigInt(occurrences(part.text, wanted));
      },
    },
  ],
  ['startswith', affixing((text, affix) => text.startsWith(affix))],
  ['endswith', affixing((text, affix) => text.endsWith(affix))],
];
