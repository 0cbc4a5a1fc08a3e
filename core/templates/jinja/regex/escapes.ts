import { l10n } from '../../../system';
import type { Source } from './source';

const CONTROL = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
  ['\\', 0x5c],
]);
const HEX_DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
const LARGEST_OCTAL = 0o377;

/** The character that an escape stands for, after its backslash and letter; undefined where it is none of a character. */
export function characterEscape(letter: string, source: Source): number | undefined {
  const control = CONTROL.get(letter);
  if (control !== undefined) return control;
  const digits = HEX_DIGITS.get(letter);
  if (digits !== undefined) return hexadecimal(letter, digits, source);
  if (letter === 'N')
    throw source.wrong(l10n.t("characters by name, '\\N{…}', are not served; write '\\uXXXX'"));
  return undefined;
}

function hexadecimal(letter: string, digits: number, source: Source): number {
  const written = source.takeWhile(/^[0-9A-Fa-f]$/, digits);
  const code = Number.parseInt(written, 16);
  if (written.length !== digits || code > 0x10ffff)
    throw source.wrong(l10n.t("the escape '{0}' is incomplete", `\\${letter}${written}`));
  return code;
}

/**
 * An octal escape, or undefined; `first` is the character behind the backslash. Outside of a set, one digit or two
 * that do not begin with 0 name a group.
 */
export function octalEscape(first: string, source: Source, isInSet: boolean): number | undefined {
  const isOctal = /^[0-7]$/;
  if (!isOctal.test(first)) return undefined;
  const isLong = isOctal.test(source.peek()) && isOctal.test(source.peek(1));
  if (first !== '0' && !isLong && !isInSet) return undefined;
  const code = Number.parseInt(first + source.takeWhile(isOctal, 2), 8);
  if (code > LARGEST_OCTAL) throw source.wrong(l10n.t('an octal escape ends at 377'));
  return code;
}

/** Any other character behind a backslash is itself, unless it is a letter or digit of ASCII. */
export function escapedItself(character: string, source: Source): number {
  if (character === '') throw source.wrong(l10n.t('it ends with a backslash'));
  if (/^[A-Za-z0-9]$/.test(character))
    throw source.wrong(l10n.t("there is no escape '{0}'", `\\${character}`));
  return character.codePointAt(0) ?? 0;
}
