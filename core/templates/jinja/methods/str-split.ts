import { l10n } from '../../../system';
import { valueMistake } from '../place';
import { integerArgument, textArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { Tuple, type Value } from '../values/kinds';
import { ITEMS_PER_LIST } from '../values/effort';
import { itemsOf } from '../values/iterate';
import { firstPlaceOf, lastPlaceOf } from '../values/search-text';
import { countArgument } from './bounds';
import type { Member, Method } from './method';
import { linesOf, splitAt, splitAtFromEnd, splitAtSpace, splitAtSpaceFromEnd } from './split-text';

type Splitting = (text: string, separator: string, most: number, run: Run) => string[];

function splitting(
  atSpace: (text: string, most: number, run: Run) => string[],
  at: Splitting,
): Method<string> {
  return {
    signature: signature('sep? maxsplit?'),
    run: (text, [separator = null, maxsplit = -1n], run) => {
      const most = countArgument(maxsplit, 'maxsplit');
      run.allow(text.length);
      run.hold(ITEMS_PER_LIST);
      return separator === null
        ? atSpace(text, most, run)
        : at(text, separatorArgument(separator), most, run);
    },
  };
}

function separatorArgument(given: Value): string {
  const separator = textArgument(given, 'sep');
  if (separator === '')
    throw valueMistake(l10n.t('the separator is empty; leave it out to split at white space'));
  return separator;
}

function partitioning(side: 'first' | 'last'): Method<string> {
  return {
    signature: signature('sep', false),
    run: (text, [given = null], run) => {
      const separator = separatorArgument(given);
      const at = side === 'first' ? firstPlaceOf(text, separator) : lastPlaceOf(text, separator);
      run.allow(text.length);
      if (at === -1) return new Tuple(side === 'first' ? [text, '', ''] : ['', '', text]);
      return new Tuple([text.slice(0, at), given, text.slice(at + separator.length)]);
    },
  };
}

/** The methods that take a text apart, and the one that joins it. */
export const SPLIT_METHODS: readonly (readonly [string, Member<string>])[] = [
  ['split', splitting(splitAtSpace, splitAt)],
  ['rsplit', splitting(splitAtSpaceFromEnd, splitAtFromEnd)],
  [
    'splitlines',
    {
      signature: signature('keepends?'),
      run: (text, [keepsEnds = false], run) => {
        run.allow(text.length);
        run.hold(ITEMS_PER_LIST);
        return linesOf(text, integerArgument(keepsEnds, 'keepends') !== 0n, run);
      },
    },
  ],
  ['partition', partitioning('first')],
  ['rpartition', partitioning('last')],
  [
    'join',
    {
      signature: signature('items', false),
      run: (text, [items = null], run) => {
        const parts = itemsOf(items, run).map((item) => textArgument(item, l10n.t('each item')));
        run.allow(parts.reduce((length, part) => length + part.length + text.length, 0));
        return parts.join(text);
      },
    },
  ],
];
