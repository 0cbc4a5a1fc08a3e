import { l10n } from '../../../system';
import { valueMistake } from '../place';
import { digitValue } from './number-text';

export type Align = '<' | '>' | '=' | '^';

/** What the text behind the colon of a replacement field says: Python's format specification. */
export interface FormatSpec {
  readonly fill: string;
  /** Undefined where the kind of value decides. */
  readonly align: Align | undefined;
  readonly sign: '' | '+' | '-' | ' ';
  /** Whether a zero that was rounded to loses its minus. */
  readonly dropsNegativeZero: boolean;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly separator: '' | ',' | '_';
  readonly precision: number | undefined;
  /** The last letter, empty where there is none. */
  readonly type: string;
}

const SHAPE =
  /^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<z>z)?(?<alternate>#)?(?<zero>0)?(?<width>\p{Nd}+)?(?<separator>[,_]*)(?:\.(?<precision>\p{Nd}*))?(?<type>.?)$/su;

const SIGNS = { '+': '+', '-': '-', ' ': ' ' } as const;
const ALIGNS = { '<': '<', '>': '>', '=': '=', '^': '^' } as const;

function isKeyOf<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}

/** Reads a format specification. Throws a `Mistake` (`ValueError`). */
export function parseSpec(text: string): FormatSpec {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) throw valueMistake(l10n.t("'{0}' is no format; write one like '>10.2f'", text));
  const { fill, align = '', sign = '', separator = '', precision, type = '' } = parts;
  if (precision === '') throw valueMistake(l10n.t("the format '{0}' has no digits behind its '.'", text));
  if (separator.length > 1)
    throw valueMistake(l10n.t("the format '{0}' has two separators of thousands", text));
  const isZeroFilled = parts.zero !== undefined && fill === undefined;
  return {
    fill: fill ?? (isZeroFilled ? '0' : ' '),
    align: isKeyOf(ALIGNS, align) ? ALIGNS[align] : undefined,
    sign: isKeyOf(SIGNS, sign) ? SIGNS[sign] : '',
    dropsNegativeZero: parts.z !== undefined,
    isAlternate: parts.alternate !== undefined,
    width: sizeIn(parts.width, text),
    separator: separator === ',' || separator === '_' ? separator : '',
    precision: precision === undefined ? undefined : sizeIn(precision, text),
    type,
  };
}

/** Whether zeros stand between the sign and the digits because of a `0` before the width. */
export function isZeroPadded(spec: FormatSpec): boolean {
  return spec.align === undefined && spec.fill === '0';
}

function sizeIn(digits: string | undefined, spec: string): number {
  const size = Number(Array.from(digits ?? '', digitValue).join(''));
  if (size >= 2 ** 31) throw valueMistake(l10n.t("the format '{0}' has a width with too many digits", spec));
  return size;
}
