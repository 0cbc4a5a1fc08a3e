import { l10n } from '../../../system';
import { characterClass, literal, span } from './character-classes';
import { foldCase } from './case-folding';
import { characterEscape, escapedItself, octalEscape } from './escapes';
import type { Source } from './source';
import type { CharacterTest, Flags } from './syntax';

/** A member of a set before it is known whether it begins a range. */
type Member = number | CharacterTest;

/** Reads a set after its opening bracket. */
export function parseSet(source: Source, flags: Flags): CharacterTest {
  const isNegated = source.take('^');
  const tests: CharacterTest[] = [];
  for (let isFirst = true; isFirst || source.peek() !== ']'; isFirst = false) {
    if (source.isAtEnd) throw source.wrong(l10n.t("a set is not closed: '{0}' is missing", ']'));
    tests.push(memberOrRange(source, flags));
  }
  source.next();
  const isIn: CharacterTest = (code) => tests.some((test) => test(code));
  return isNegated ? (code) => !isIn(code) : isIn;
}

function memberOrRange(source: Source, flags: Flags): CharacterTest {
  const first = member(source, flags);
  const isRange = source.peek() === '-' && source.peek(1) !== ']';
  if (!isRange) return typeof first === 'number' ? literal(first, flags) : lowered(first, flags);
  source.next();
  if (source.isAtEnd) throw source.wrong(l10n.t("a set is not closed: '{0}' is missing", ']'));
  const last = member(source, flags);
  if (typeof first !== 'number' || typeof last !== 'number' || last < first)
    throw source.wrong(l10n.t('a range in a set runs from a lower character to a higher one'));
  return span(first, last, flags);
}

/** Without regard to case, a class is asked about the folded character. */
function lowered(test: CharacterTest, flags: Flags): CharacterTest {
  return flags.ignoreCase && !flags.ascii ? (code) => test(code) || test(foldCase(code)) : test;
}

function member(source: Source, flags: Flags): Member {
  const character = source.next();
  if (character !== '\\') return character.codePointAt(0) ?? 0;
  const letter = source.next();
  if (letter === 'b') return 8;
  return (
    characterClass(letter, flags) ??
    octalEscape(letter, source, true) ??
    characterEscape(letter, source) ??
    escapedItself(letter, source)
  );
}
