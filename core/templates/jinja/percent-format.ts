import { l10n } from '../../system';
import { isNumber, lookUp } from './comparison';
import { fixedDecimals } from './float';
import { isDict, kindOf, open, Secret, Tuple, Undefined, type Effort, type Value } from './kinds';
import { Mistake } from './place';
import { charactersOf, lengthOf, representationOf, textOf } from './text';

const DIRECTIVE = /%(?:\(([^()]*)\))?([-+ 0#]*)(\d*|\*)(?:\.(\d*|\*))?([\s\S]|$)/g;
const WIDEST = 10_000;

interface Shape {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

/** `pattern % given`: `%s %r %d %i %f %F %x %X %o %%`, positional or from a dict. Others are refused. */
export function formatPercent(pattern: string, given: Value, effort: Effort): string {
  const value = open(given);
  const isPositional = value instanceof Tuple;
  const positional = isPositional ? value.items : [value];
  const taken = { inOrder: 0, byKey: 0 };
  const next = (key: string | undefined): Value => {
    if (key !== undefined) {
      taken.byKey += 1;
      if (!isDict(value)) throw new Mistake(l10n.t("'%({0})' takes its value from a dict", key));
      const item = lookUp(value, key);
      if (item === undefined) throw new Mistake(l10n.t("the dict has no key '{0}'", key));
      return item;
    }
    const item = positional[taken.inOrder];
    if (item === undefined) throw new Mistake(l10n.t("'{0}' has more places than values", pattern));
    taken.inOrder += 1;
    return item;
  };
  const text = pattern.replace(
    DIRECTIVE,
    (
      whole,
      key: string | undefined,
      flags: string,
      width: string,
      precision: string | undefined,
      type: string,
    ) => {
      if (whole === '%%') return '%';
      if (
        width === '*' ||
        precision === '*' ||
        flags.includes('#') ||
        !'srdifFxXo'.includes(type) ||
        type === ''
      )
        throw new Mistake(l10n.t("'{0}' is no format that is served", whole));
      const shape = {
        flags,
        width: sized(width),
        precision: precision === undefined ? undefined : sized(precision),
      };
      const piece = formatted(next(key), type, shape);
      effort.allow(piece.length);
      return piece;
    },
  );
  if (taken.byKey === 0 && taken.inOrder < positional.length && !isDict(value))
    throw new Mistake(l10n.t("'{0}' has fewer places than values", pattern));
  return text;
}

function sized(digits: string): number {
  const size = Number(digits);
  if (size > WIDEST) throw new Mistake(l10n.t('a width of {0} is too much', digits), 'budget');
  return size;
}

function formatted(given: Value, type: string, shape: Shape): string {
  if (type === 's' || type === 'r') {
    const text = type === 's' ? textOf(given) : representationOf(given);
    const cut = shape.precision === undefined ? text : charactersOf(text).slice(0, shape.precision).join('');
    return padded('', cut, { ...shape, flags: shape.flags.replaceAll('0', '') });
  }
  const value = given instanceof Secret ? given.fail() : given;
  if (value instanceof Undefined) value.fail();
  if (!isNumber(value)) throw new Mistake(l10n.t("'%{0}' writes a number, not a '{1}'", type, kindOf(value)));
  if (type === 'f' || type === 'F') return formattedFloat(Number(value), shape);
  if (typeof value === 'number' && (type === 'x' || type === 'X' || type === 'o'))
    throw new Mistake(l10n.t("'%{0}' writes an integer, not a float", type));
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Mistake(l10n.t("'%{0}' cannot write a float that is not finite", type));
  const integer = BigInt(typeof value === 'number' ? Math.trunc(value) : value);
  const digits = (integer < 0n ? -integer : integer).toString(
    type === 'o' ? 8 : type.toLowerCase() === 'x' ? 16 : 10,
  );
  const filled = digits.padStart(shape.precision ?? 0, '0');
  return padded(signOf(integer < 0n, shape), type === 'X' ? filled.toUpperCase() : filled, shape);
}

function formattedFloat(value: number, shape: Shape): string {
  if (!Number.isFinite(value)) throw new Mistake(l10n.t("'%f' writes a finite number"));
  const isNegative = value < 0 || Object.is(value, -0);
  return padded(signOf(isNegative, shape), fixedDecimals(Math.abs(value), shape.precision ?? 6), shape);
}

function signOf(isNegative: boolean, { flags }: Shape): string {
  if (isNegative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function padded(sign: string, body: string, { flags, width }: Shape): string {
  const missing = Math.max(width - lengthOf(body) - sign.length, 0);
  if (flags.includes('-')) return sign + body + ' '.repeat(missing);
  return flags.includes('0') ? sign + '0'.repeat(missing) + body : ' '.repeat(missing) + sign + body;
}
