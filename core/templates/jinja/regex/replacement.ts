import { l10n } from '../../../system';
import { Mistake } from '../place';
import { Source, expressionMistake } from './source';

/** Makes the text that stands for a match. */
export type Expand = (groups: readonly (string | undefined)[]) => string;

/** The groups to which a replacement may refer. */
export interface ReplacementGroups {
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

const CONTROL = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

/**
 * Reads the replacement of `re.sub`: `\1`, `\g<1>`, `\g<name>`, octal and control escapes. Throws a `Mistake`
 * (`re.error`, or `IndexError` for a name that no group has).
 */
export function parseReplacement(text: string, groups: ReplacementGroups): Expand {
  const source = new Source(text);
  const parts: (string | number)[] = [];
  while (!source.isAtEnd) {
    const character = source.next();
    const part = character === '\\' ? escape(source, groups) : character;
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return (matched) => parts.map((part) => (typeof part === 'string' ? part : (matched[part] ?? ''))).join('');
}

/** What follows a backslash: a text, or the number of a group. */
function escape(source: Source, groups: ReplacementGroups): string | number {
  const letter = source.next();
  if (letter === '') throw wrong(source, l10n.t('it ends with a backslash'));
  if (letter === 'g') return namedGroup(source, groups);
  if (letter === '0') return octal('0' + source.takeWhile(/^[0-7]$/, 2), source);
  if (/^[0-9]$/.test(letter)) return numbered(letter, source, groups);
  const control = CONTROL.get(letter);
  if (control !== undefined) return control;
  if (/^[A-Za-z]$/.test(letter)) throw wrong(source, l10n.t("there is no escape '{0}'", `\\${letter}`));
  return `\\${letter}`;
}

function wrong(source: Source, message: string): Mistake {
  return expressionMistake(l10n.t("the replacement '{0}' is wrong: {1}", source.text, message));
}

function octal(digits: string, source: Source): string {
  const code = Number.parseInt(digits, 8);
  if (code > 0o377) throw wrong(source, l10n.t('an octal escape ends at 377'));
  return String.fromCodePoint(code);
}

function numbered(first: string, source: Source, groups: ReplacementGroups): string | number {
  const digits = first + source.takeWhile(/^[0-9]$/, 1);
  if (/^[0-7]{2}$/.test(digits) && /^[0-7]$/.test(source.peek()))
    return octal(digits + source.next(), source);
  return existing(Number(digits), source, groups);
}

function existing(index: number, source: Source, { groupCount }: ReplacementGroups): number {
  if (index > groupCount) throw wrong(source, l10n.t('there is no group {0}', index));
  return index;
}

function namedGroup(source: Source, groups: ReplacementGroups): number {
  if (!source.take('<')) throw wrong(source, l10n.t("'{0}' is missing after {1}", '<', '\\g'));
  let name = '';
  while (source.peek() !== '>') {
    if (source.isAtEnd) throw wrong(source, l10n.t("'{0}' is missing after {1}", '>', '\\g<'));
    name += source.next();
  }
  source.next();
  if (/^[0-9]+$/.test(name)) return existing(Number(name), source, groups);
  if (!/^[\p{XIDS}_][\p{XIDC}]*$/u.test(name))
    throw wrong(source, l10n.t("'{0}' is no name for a group", name));
  const index = groups.names.get(name);
  if (index === undefined)
    throw new Mistake(l10n.t("there is no group '{0}'", name), 'render', undefined, 'IndexError');
  return index;
}
