import { readTimestamp } from './timestamp';

/**
 * What an unquoted scalar means. Copier reads its manifests with PyYAML, which knows YAML 1.1 in its own
 * way: `y` and `1e3` are text, `010` is eight, `12:30` is a number to the base of sixty.
 */
export type PlainScalar =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str'; readonly value: string }
  /** Dates are no values of the template language: the text that Python prints for it. */
  | { readonly type: 'date'; readonly value: string };

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const INT =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** Reads an unquoted scalar as PyYAML does. */
export function readPlainScalar(text: string): PlainScalar {
  if (NULL.test(text)) return { type: 'null', value: null };
  if (TRUE.test(text)) return { type: 'bool', value: true };
  if (FALSE.test(text)) return { type: 'bool', value: false };
  if (INT.test(text)) return { type: 'int', value: readInt(text) };
  if (FLOAT.test(text)) return { type: 'float', value: readFloat(text) };
  const date = readTimestamp(text);
  if (date !== undefined) return { type: 'date', value: date };
  return { type: 'str', value: text };
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
  const { negative, digits } = signAndDigits(text);
  const magnitude = readMagnitude(digits);
  return negative ? -magnitude : magnitude;
}

function readMagnitude(digits: string): bigint {
  if (digits.includes(':')) return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  // What only looks like octal or binary because of its underscores (`0_`) is zero.
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits}`);
  if (/^0[bx]$/.test(digits)) return 0n;
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
