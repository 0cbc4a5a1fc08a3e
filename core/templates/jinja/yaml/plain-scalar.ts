import { l10n } from '../../../system';
import { valueMistake } from '../place';

/**
 * What an unquoted scalar means to PyYAML, which knows YAML 1.1 in its own way: `y` and `1e3` are text, `010` is
 * eight, `12:30` is a number to the base of sixty.
 */
export type PlainScalar =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str'; readonly value: string }
  /** Of a moment or day the text is kept. */
  | { readonly type: 'timestamp'; readonly value: string }
  /** `<<`, `=`, and what would begin something else: no values, save as keys or in quotes. */
  | { readonly type: 'merge' | 'value' | 'yaml'; readonly value: string };

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const INT =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP =
  /^(?:\d{4}-\d{2}-\d{2}|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d{2})?))?)$/;
const LONGEST_INTEGER = 4300;
const INDICATOR = /^[!&*]$/;

/** What kind of value an unquoted scalar is to PyYAML. */
export function plainTypeOf(text: string): PlainScalar['type'] {
  if (NULL.test(text)) return 'null';
  if (TRUE.test(text) || FALSE.test(text)) return 'bool';
  if (INT.test(text)) return 'int';
  if (FLOAT.test(text)) return 'float';
  if (TIMESTAMP.test(text)) return 'timestamp';
  if (text === '<<') return 'merge';
  if (text === '=') return 'value';
  return INDICATOR.test(text) ? 'yaml' : 'str';
}

/** Reads an unquoted scalar as PyYAML does. Throws a `Mistake` for an integer without a digit (`0x_`) or with too many. */
export function readPlainScalar(text: string): PlainScalar {
  const type = plainTypeOf(text);
  switch (type) {
    case 'null':
      return { type, value: null };
    case 'bool':
      return { type, value: TRUE.test(text) };
    case 'int':
      return { type, value: readInt(text) };
    case 'float':
      return { type, value: readFloat(text) };
    default:
      return { type, value: text };
  }
}

/** Reads a scalar that carries a tag such as `!!int`; undefined where the text is none of that type. */
export function readTaggedScalar(type: PlainScalar['type'], text: string): PlainScalar | undefined {
  if (type === 'str') return { type, value: text };
  const plain = readPlainScalar(text);
  if (type === 'float' && plain.type === 'int') return { type, value: Number(plain.value) };
  return plain.type === type ? plain : undefined;
}

function signAndDigits(text: string): { negative: boolean; digits: string } {
  const plain = text.replaceAll('_', '');
  return { negative: plain.startsWith('-'), digits: plain.replace(/^[-+]/, '') };
}

function readInt(text: string): bigint {
  if (text.length > LONGEST_INTEGER || /^[-+]?0[xb]_+$/.test(text))
    throw valueMistake(l10n.t("'{0}' is no integer", text.slice(0, 40)));
  const { negative, digits } = signAndDigits(text);
  const magnitude = readMagnitude(digits);
  return negative ? -magnitude : magnitude;
}

function readMagnitude(digits: string): bigint {
  if (digits.includes(':')) return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  // What only looks like octal or binary because of its underscores (`0_`) is zero.
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits}`);
  return BigInt(digits);
}

function readFloat(text: string): number {
  const { negative, digits } = signAndDigits(text.toLowerCase());
  const magnitude = readFloatMagnitude(digits);
  return negative ? -magnitude : magnitude;
}

function readFloatMagnitude(digits: string): number {
  if (digits === '.inf') return Infinity;
  if (digits === '.nan') return NaN;
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
