import { l10n } from '../../../system';
import { budgetMistake, valueMistake } from '../place';

/** One place of a pattern of `%`-formatting, as it is written. */
export interface Directive {
  /** The name in parentheses, undefined where the place takes the next value. */
  readonly key: string | undefined;
  readonly flags: string;
  /** `*` stands for a value that says how many. */
  readonly width: number | '*';
  readonly precision: number | '*' | undefined;
  /** The letter that says how to write the value; empty where the pattern ends before it. */
  readonly type: string;
  /** Where the pattern goes on behind it. */
  readonly end: number;
}

const SHAPE = /([-+ 0#]*)(\*|[0-9]*)(?:\.(\*|[0-9]*))?[hlL]?/y;
const WIDEST = 2 ** 31;

/** Reads the directive behind the `%` before `start`. Throws a `Mistake` (`ValueError`). */
export function readDirective(pattern: string, start: number): Directive {
  const keyEnd = pattern[start] === '(' ? endOfKey(pattern, start) : undefined;
  const shapeStart = keyEnd ?? start;
  SHAPE.lastIndex = shapeStart;
  const [all = '', flags = '', width = '', precision] = SHAPE.exec(pattern) ?? [];
  const at = shapeStart + all.length;
  const type = at < pattern.length ? String.fromCodePoint(pattern.codePointAt(at) ?? 0) : '';
  return {
    key: keyEnd === undefined ? undefined : pattern.slice(start + 1, keyEnd - 1),
    flags,
    width: width === '*' ? width : sizeOf(width),
    precision: precision === undefined || precision === '*' ? precision : sizeOf(precision),
    type,
    end: at + type.length,
  };
}

/** Behind the parenthesis that closes the one at `start`; they may be nested. */
function endOfKey(pattern: string, start: number): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern[at] === '(') depth += 1;
    else if (pattern[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw valueMistake(l10n.t("the name behind '%(' is not closed with ')'"));
}

function sizeOf(digits: string): number {
  const size = Number(digits);
  if (size >= 2 ** 63) throw valueMistake(l10n.t('a width or precision of {0} is too large', digits));
  if (size >= WIDEST) throw budgetMistake(l10n.t('a width or precision of {0} is too large', digits));
  return size;
}
