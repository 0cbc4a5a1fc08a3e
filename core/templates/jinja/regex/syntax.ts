/** Whether a character, as its code point, is meant. */
export type CharacterTest = (code: number) => boolean;

/** A regular expression of Python's `re`, parsed. */
export type Expression =
  | { readonly type: 'character'; readonly test: CharacterTest }
  | { readonly type: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly type: 'alternation'; readonly branches: readonly Expression[] }
  | { readonly type: 'group'; readonly index: number; readonly body: Expression }
  | { readonly type: 'atomic'; readonly body: Expression }
  | Repetition
  | { readonly type: 'assertion'; readonly holds: Assertion }
  | Look
  | Backreference
  | {
      readonly type: 'conditional';
      readonly index: number;
      readonly yes: Expression;
      readonly no: Expression;
    };

/** `*`, `+`, `?`, `{2,3}`. */
export interface Repetition {
  readonly type: 'repetition';
  readonly body: Expression;
  readonly least: number;
  /** `Infinity` where there is no limit. */
  readonly most: number;
  readonly isLazy: boolean;
}

/** `\1`, `(?P=name)`: what a group matched, once more. */
export interface Backreference {
  readonly type: 'backreference';
  readonly index: number;
  readonly fold: (code: number) => number;
  /** How many characters its group matches, where that is fixed. */
  readonly width: number | undefined;
}

/** `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`. */
export interface Look {
  readonly type: 'look';
  /** How many characters further back it begins; 0 for what looks ahead. */
  readonly back: number;
  readonly isNegative: boolean;
  readonly body: Expression;
}

/** Whether something holds at a place between the characters of a text. */
export type Assertion = (codes: readonly number[], at: number) => boolean;

/** What `(?ims)` sets. */
export interface Flags {
  readonly ascii: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
}

/** What holds where nothing is set. */
export const NO_FLAGS: Flags = {
  ascii: false,
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  verbose: false,
};

/** How many characters an expression matches; undefined where that is not fixed. */
export function widthOf(expression: Expression): number | undefined {
  switch (expression.type) {
    case 'character':
      return 1;
    case 'assertion':
    case 'look':
      return 0;
    case 'group':
    case 'atomic':
      return widthOf(expression.body);
    case 'sequence':
      return expression.parts.reduce<number | undefined>((sum, part) => {
        const width = widthOf(part);
        return sum === undefined || width === undefined ? undefined : sum + width;
      }, 0);
    case 'alternation':
      return sameWidth(expression.branches);
    case 'conditional':
      return sameWidth([expression.yes, expression.no]);
    case 'repetition': {
      const width = widthOf(expression.body);
      if (width === 0 || expression.most === 0) return 0;
      return width !== undefined && expression.least === expression.most
        ? width * expression.least
        : undefined;
    }
    case 'backreference':
      return expression.width;
  }
}

function sameWidth(branches: readonly Expression[]): number | undefined {
  const [first, ...others] = branches.map(widthOf);
  return others.every((width) => width === first) ? first : undefined;
}
