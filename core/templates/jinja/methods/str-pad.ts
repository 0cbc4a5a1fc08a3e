import { l10n } from '../../../system';
import { typeMistake } from '../place';
import { textArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { inParts } from '../values/in-parts';
import type { Value } from '../values/kinds';
import { lengthOf } from '../values/text';
import { countArgument } from './bounds';
import type { Member, Method } from './method';

/** How many characters are missing to a width; what is about to be made is allowed for. */
function missingTo(width: Value, text: string, run: Run): { missing: number; width: number } {
  const wanted = countArgument(width, 'width');
  const missing = Math.max(wanted - lengthOf(text), 0);
  run.allow(text.length + missing);
  return { missing, width: wanted };
}

/** `leftOf` says how much of what is missing stands before the text. */
function padding(leftOf: (missing: number, width: number) => number): Method<string> {
  return {
    signature: signature('width fillchar?', false),
    run: (text, [given = null, fillGiven = ' '], run) => {
      const fill = textArgument(fillGiven, 'fillchar');
      if (lengthOf(fill) !== 1) throw typeMistake(l10n.t('a text is filled with exactly one character'));
      const { missing, width } = missingTo(given, text, run);
      const left = leftOf(missing, width);
      return fill.repeat(left) + text + fill.repeat(missing - left);
    },
  };
}

/** `text.expandtabs(size)`. */
function expanded(text: string, size: number, run: Run): string {
  let column = 0;
  let length = 0;
  const changed = (piece: string): string => {
    const isTab = piece === '\t';
    const columns = !isTab ? lengthOf(piece) : size > 0 ? size - (column % size) : 0;
    column = piece === '\n' || piece === '\r' ? 0 : column + columns;
    length += isTab ? columns : piece.length;
    run.limitLength(length);
    run.allow(isTab ? columns : piece.length);
    return isTab ? ' '.repeat(columns) : piece;
  };
  return inParts(text, (part) => part.replace(/[^\t\n\r]+|./gs, changed));
}

/** The methods that widen a text. */
export const PAD_METHODS: readonly (readonly [string, Member<string>])[] = [
  ['ljust', padding(() => 0)],
  ['rjust', padding((missing) => missing)],
  // Where it does not come out even, the column more stands left in an odd width and right in an even one.
  [
    'center',
    padding((missing, width) => Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0)),
  ],
  [
    'zfill',
    {
      signature: signature('width', false),
      run: (text, [given = null], run) => {
        const { missing } = missingTo(given, text, run);
        const sign = /^[-+]/.exec(text)?.[0] ?? '';
        return sign + '0'.repeat(missing) + text.slice(sign.length);
      },
    },
  ],
  [
    'expandtabs',
    {
      signature: signature('tabsize?'),
      run: (text, [size = 8n], run) => expanded(text, countArgument(size, 'tabsize'), run),
    },
  ],
];
