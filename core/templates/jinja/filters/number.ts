import { l10n } from '../../../system';
import { parseFloat, parseInteger } from '../format/number-text';
import { Mistake, typeMistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { calculate, toFloat } from '../values/arithmetic';
import { isNumber, type Num } from '../values/equality';
import { nextOf } from '../values/iterate';
import { kindOf, present, Undefined, type Value } from '../values/kinds';
import { attributeGetter } from './attribute-getter';
import { filesizeformat } from './file-size';
import type { Filter } from './filter';
import { round } from './round';
import { isText, plainText } from './soft-text';

const BASES = { lowest: 2n, highest: 36n };

/** The filters that make or take numbers. */
export const NUMBER_FILTERS: readonly (readonly [string, Filter])[] = [
  ['abs', { signature: signature(''), run: absolute }],
  ['int', { signature: signature('default? base?'), run: toInteger }],
  [
    'float',
    { signature: signature('default?'), run: (value, [otherwise = 0]) => floatOf(value) ?? otherwise },
  ],
  ['round', { signature: signature('precision? method?'), run: round }],
  ['sum', { signature: signature('attribute? start?'), run: sum }],
  [
    'filesizeformat',
    {
      signature: signature('binary?'),
      run: (value, [binary = false]) => {
        const size = floatOf(value);
        if (size !== undefined) return filesizeformat(size, binary);
        if (isText(value)) throw valueMistake(l10n.t("'{0}' is no number", plainText(value)));
        throw typeMistake(l10n.t("the filter 'filesizeformat' takes a number, not a '{0}'", kindOf(value)));
      },
    },
  ],
];

function absolute(value: Value): Value {
  if (!isNumber(value)) throw typeMistake(l10n.t("'abs' takes a number, not a '{0}'", kindOf(value)));
  if (typeof value === 'number') return Math.abs(value);
  const integer = BigInt(value);
  return integer < 0n ? -integer : integer;
}

/** `float(value)`, undefined where a value is or spells no number. */
function floatOf(given: Value): number | undefined {
  const value = given instanceof Undefined ? present(given) : given;
  if (isNumber(value)) return toFloat(value);
  return isText(value) ? parseFloat(plainText(value)) : undefined;
}

/** `int(value)` or `int(value, base)`; a text with a fraction is cut, and what is no number is the default. */
function toInteger(given: Value, [otherwise = 0n, base = 10n]: Given): Value {
  const value = given instanceof Undefined ? present(given) : given;
  if (isNumber(value)) return truncated(value) ?? otherwise;
  if (!isText(value)) return otherwise;
  const based = typeof base === 'boolean' ? BigInt(base) : base;
  const isBase =
    typeof based === 'bigint' && (based === 0n || (based >= BASES.lowest && based <= BASES.highest));
  const integer = isBase ? parseInteger(plainText(value), Number(based)) : undefined;
  if (integer !== undefined) return integer;
  const float = parseFloat(plainText(value));
  return float === undefined ? otherwise : (truncated(float) ?? otherwise);
}

/** The integer of a number, undefined for what is not a number. An infinite one has none and is an error. */
function truncated(number: Num): bigint | undefined {
  if (typeof number !== 'number') return BigInt(number);
  if (Number.isNaN(number)) return undefined;
  if (!Number.isFinite(number))
    throw new Mistake(l10n.t('an infinite number has no integer'), 'render', undefined, 'OverflowError');
  return BigInt(Math.trunc(number));
}

function sum(value: Value, [attribute = null, start = 0n]: Given, run: Run): Value {
  if (isText(start)) throw typeMistake(l10n.t("'sum' does not add texts; use |join"));
  const read = attributeGetter(attribute, run);
  const next = nextOf(value);
  let total: Value = start;
  for (let item = next(); item !== undefined; item = next()) {
    run.spend(1);
    total = calculate('+', total, read(item), run);
  }
  return total;
}
