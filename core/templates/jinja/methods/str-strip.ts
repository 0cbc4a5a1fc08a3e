import { SPACE } from '../syntax/source';
import { textArgument } from '../runtime/arguments';
import { signature } from '../runtime/signature';
import { charactersOf } from '../values/text';
import type { Member, Method } from './method';

const IS_SPACE = new RegExp(`^[${SPACE}]$`);

/** Which ends of a text are stripped. */
export type Sides = 'both' | 'start' | 'end';

/** The text without white space, or without any of the given characters, at its ends. */
export function stripped(text: string, characters?: string, sides: Sides = 'both'): string {
  const set = characters === undefined ? undefined : new Set(charactersOf(characters));
  const goes = (character: string): boolean =>
    set === undefined ? IS_SPACE.test(character) : set.has(character);
  let start = 0;
  let end = text.length;
  while (sides !== 'end' && start < end) {
    const first = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (!goes(first)) break;
    start += first.length;
  }
  while (sides !== 'start' && end > start) {
    const last = lastCharacter(text, start, end);
    if (!goes(last)) break;
    end -= last.length;
  }
  return text.slice(start, end);
}

function lastCharacter(text: string, start: number, end: number): string {
  const isPair = end - start > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff;
  return text.slice(isPair ? end - 2 : end - 1, end);
}

function stripping(sides: Sides): Method<string> {
  return {
    signature: signature('chars?', false),
    run: (text, [chars = null]) =>
      chars === null ? stripped(text, undefined, sides) : stripped(text, textArgument(chars, 'chars'), sides),
  };
}

/** The methods that take something off the ends of a text. */
export const STRIP_METHODS: readonly (readonly [string, Member<string>])[] = [
  ['strip', stripping('both')],
  ['lstrip', stripping('start')],
  ['rstrip', stripping('end')],
  [
    'removeprefix',
    {
      signature: signature('prefix', false),
      run: (text, [given = null]) => {
        const prefix = textArgument(given, 'prefix');
        return text.startsWith(prefix) ? text.slice(prefix.length) : text;
      },
    },
  ],
  [
    'removesuffix',
    {
      signature: signature('suffix', false),
      run: (text, [given = null]) => {
        const suffix = textArgument(given, 'suffix');
        return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
      },
    },
  ],
];
