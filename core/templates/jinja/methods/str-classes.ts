import { signature } from '../runtime/signature';
import { FOREIGN_TO, FOREIGN_TO_NONE } from './character-classes';
import { capitalized, casefolded, caseSwapped, isLower, isTitled, isUpper, titled } from './letter-case';
import type { Member, Method } from './method';

type Entry = readonly [string, Member<string>];

function mapping(map: (text: string) => string): Method<string> {
  return {
    signature: signature(''),
    run: (text, _, run) => {
      run.hold(text.length);
      return map(text);
    },
  };
}

/** The methods that give a text in other letters. */
export const CASE_METHODS: readonly Entry[] = [
  ['upper', mapping((text) => text.toUpperCase())],
  ['lower', mapping((text) => text.toLowerCase())],
  ['title', mapping(titled)],
  ['capitalize', mapping(capitalized)],
  ['swapcase', mapping(caseSwapped)],
  ['casefold', mapping(casefolded)],
];

function asking(holds: (text: string) => boolean): Method<string> {
  return { signature: signature(''), run: holds };
}

/** The methods that ask what a text consists of. */
export const CLASS_METHODS: readonly Entry[] = [
  ...Object.entries(FOREIGN_TO).map(([name, foreign]): Entry => [
    name,
    asking((text) => text !== '' && !foreign.test(text)),
  ]),
  ...Object.entries(FOREIGN_TO_NONE).map(([name, foreign]): Entry => [
    name,
    asking((text) => !foreign.test(text)),
  ]),
  ['isupper', asking(isUpper)],
  ['islower', asking(isLower)],
  ['istitle', asking(isTitled)],
];
