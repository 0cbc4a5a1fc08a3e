import { l10n } from '../../../system';
import { valueMistake } from '../place';
import { digitValue } from './number-text';

/** A part of a pattern of `str.format`: text, and the field behind it if there is one. */
export interface PatternPart {
  readonly text: string;
  readonly field: ReplacementField | undefined;
}

/** What stands between two braces: `name!conversion:spec`. */
export interface ReplacementField {
  readonly name: string;
  readonly conversion: string | undefined;
  /** May hold fields of its own. */
  readonly spec: string;
}

/** The parts of a pattern one after the other. Throws a `Mistake` (`ValueError`) at a brace that stands alone. */
export function* partsOf(pattern: string): Generator<PatternPart> {
  const brace = /[{}]/g;
  let start = 0;
  while (start < pattern.length) {
    brace.lastIndex = start;
    const at = brace.exec(pattern)?.index;
    if (at === undefined) {
      yield { text: pattern.slice(start), field: undefined };
      return;
    }
    if (pattern[at + 1] === pattern[at]) {
      yield { text: pattern.slice(start, at + 1), field: undefined };
      start = at + 2;
      continue;
    }
    if (pattern[at] === '}' || at + 1 === pattern.length)
      throw valueMistake(
        l10n.t("a single '{0}' stands in the pattern; write it twice to mean itself", pattern[at] ?? ''),
      );
    const { field, end } = readField(pattern, at + 1);
    yield { text: pattern.slice(start, at), field };
    start = end;
  }
}

/** The field behind the brace before `start`, and where the pattern goes on. */
function readField(pattern: string, start: number): { field: ReplacementField; end: number } {
  const nameEnd = endOfName(pattern, start);
  const name = pattern.slice(start, nameEnd);
  if (pattern[nameEnd] === '}') return { field: { name, conversion: undefined, spec: '' }, end: nameEnd + 1 };
  let at = nameEnd;
  let conversion: string | undefined;
  if (pattern[at] === '!') {
    const code = pattern.codePointAt(at + 1);
    if (code === undefined)
      throw valueMistake(l10n.t("the pattern ends behind '!'; write 's', 'r' or 'a' there"));
    conversion = String.fromCodePoint(code);
    at += 1 + conversion.length;
    if (pattern[at] === '}') return { field: { name, conversion, spec: '' }, end: at + 1 };
    if (at < pattern.length && pattern[at] !== ':')
      throw valueMistake(l10n.t("behind '!{0}' comes ':' or the end of the field", conversion));
  }
  const end = endOfSpec(pattern, at + 1);
  return { field: { name, conversion, spec: pattern.slice(at + 1, end) }, end: end + 1 };
}

/** Where a field's name ends: at `}`, `:` or `!` outside of brackets. */
function endOfName(pattern: string, start: number): number {
  for (let at = start; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if ('}:!'.includes(character)) return at;
    if (character === '{') throw valueMistake(l10n.t("a field's name holds no '{'"));
    if (character !== '[') continue;
    const close = pattern.indexOf(']', at);
    if (close === -1) break;
    at = close;
  }
  throw valueMistake(l10n.t("a field of the pattern is not closed with '}'"));
}

/** Where the brace stands that closes the field around a specification. */
function endOfSpec(pattern: string, start: number): number {
  let depth = 1;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern[at] === '{') depth += 1;
    else if (pattern[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw valueMistake(l10n.t("a field of the pattern is not closed with '}'"));
}

/** One step of a field's name: `.name` or `[key]`. */
export interface FieldStep {
  readonly isAttribute: boolean;
  readonly key: string | bigint;
}

/** A field's name: what it begins with, and the steps from there. */
export interface FieldName {
  readonly first: string | bigint;
  readonly steps: Iterable<FieldStep>;
}

/** Takes a field's name apart. Its steps throw a `Mistake` (`ValueError`) where they are ill-formed. */
export function fieldName(name: string): FieldName {
  const end = name.search(/[.[]/);
  const first = end === -1 ? name : name.slice(0, end);
  return { first: numberOrName(first), steps: stepsOf(name, first.length) };
}

function* stepsOf(name: string, start: number): Generator<FieldStep> {
  let at = start;
  while (at < name.length) {
    const isAttribute = name[at] === '.';
    if (!isAttribute && name[at] !== '[')
      throw valueMistake(l10n.t("behind ']' in a field's name comes '.' or '['"));
    const rest = name.slice(at + 1);
    const length = rest.search(isAttribute ? /[.[]/ : /\]/);
    if (length === -1 && !isAttribute) throw valueMistake(l10n.t("a ']' is missing in a field's name"));
    const key = length === -1 ? rest : rest.slice(0, length);
    if (key === '') throw valueMistake(l10n.t("a step of a field's name is empty"));
    yield { isAttribute, key: isAttribute ? key : numberOrName(key) };
    at += 1 + key.length + (isAttribute ? 0 : 1);
  }
}

/** A name of digits alone is a number. Throws a `Mistake` for one with too many. */
function numberOrName(name: string): string | bigint {
  if (!/^\p{Nd}+$/u.test(name)) return name;
  const number = BigInt(Array.from(name, digitValue).join(''));
  if (number >= 2n ** 63n) throw valueMistake(l10n.t("'{0}' has too many digits for a place", name));
  return number;
}
