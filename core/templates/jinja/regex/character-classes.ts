import { caseVariants, foldAscii, foldCase } from './case-folding';
import type { Assertion, CharacterTest, Flags } from './syntax';

/** The one character that ends a line for `re`. */
export const LINE_FEED = 10;

const WORD = /[\p{L}\p{N}_]/u;
const DIGIT = /\p{Nd}/u;
/** What `str.isspace` takes for space. */
const SPACE: readonly (readonly [first: number, last: number])[] = [
  [9, 13],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const ASCII_WORD = /[A-Za-z0-9_]/;
const ASCII_SPACE = /[\t-\r ]/;

const testOf =
  (pattern: RegExp, isAscii = false): CharacterTest =>
  (code) =>
    (!isAscii || code < 0x80) && pattern.test(String.fromCodePoint(code));

const isSpace: CharacterTest = (code) => SPACE.some(([first, last]) => code >= first && code <= last);

const CLASSES: ReadonlyMap<string, readonly [unicode: CharacterTest, ascii: CharacterTest]> = new Map([
  ['d', [testOf(DIGIT), testOf(/[0-9]/, true)]],
  ['w', [testOf(WORD), testOf(ASCII_WORD, true)]],
  ['s', [isSpace, testOf(ASCII_SPACE, true)]],
]);

/** What `\d`, `\W`, … mean; undefined for any other letter. */
export function characterClass(letter: string, flags: Flags): CharacterTest | undefined {
  const pair = CLASSES.get(letter.toLowerCase());
  if (pair === undefined) return undefined;
  const test = pair[flags.ascii ? 1 : 0];
  return letter === letter.toLowerCase() ? test : (code) => !test(code);
}

/** How characters are compared under these flags. */
export function foldingOf(flags: Flags): (code: number) => number {
  if (!flags.ignoreCase) return (code) => code;
  return flags.ascii ? foldAscii : foldCase;
}

/** One character as it is written. */
export function literal(code: number, flags: Flags): CharacterTest {
  const fold = foldingOf(flags);
  const wanted = fold(code);
  return flags.ignoreCase ? (given) => fold(given) === wanted : (given) => given === wanted;
}

/** The characters from one to another. */
export function span(first: number, last: number, flags: Flags): CharacterTest {
  const isIn: CharacterTest = (code) => code >= first && code <= last;
  if (!flags.ignoreCase) return isIn;
  if (!flags.ascii) return (code) => isIn(code) || caseVariants(code).some(isIn);
  return (code) => isIn(code) || (testOf(/[A-Za-z]/, true)(code) && isIn(code ^ 0x20));
}

const isWordAt = (codes: readonly number[], at: number, test: CharacterTest): boolean => {
  const code = codes[at];
  return code !== undefined && test(code);
};

/** `\b` and `\B`; neither holds in an empty text. */
export function boundary(isBoundary: boolean, flags: Flags): Assertion {
  const word = characterClass('w', flags) ?? (() => false);
  return (codes, at) =>
    codes.length > 0 && (isWordAt(codes, at - 1, word) !== isWordAt(codes, at, word)) === isBoundary;
}

/** `\A`. */
export const atStart: Assertion = (_, at) => at === 0;
/** `\Z`. */
export const atEnd: Assertion = (codes, at) => at === codes.length;

/** `^`. */
export function lineStart(flags: Flags): Assertion {
  return flags.multiline ? (codes, at) => at === 0 || codes[at - 1] === LINE_FEED : atStart;
}

/** `$`: also before a line feed that ends the text. */
export function lineEnd(flags: Flags): Assertion {
  return flags.multiline
    ? (codes, at) => at === codes.length || codes[at] === LINE_FEED
    : (codes, at) => at === codes.length || (at === codes.length - 1 && codes[at] === LINE_FEED);
}
