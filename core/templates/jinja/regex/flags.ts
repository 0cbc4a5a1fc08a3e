import { l10n } from '../../../system';
import type { Source } from './source';
import type { Flags } from './syntax';

const NAMES: ReadonlyMap<string, keyof Flags> = new Map([
  ['a', 'ascii'],
  ['i', 'ignoreCase'],
  ['m', 'multiline'],
  ['s', 'dotAll'],
  ['x', 'verbose'],
]);
/** What chooses between texts and ASCII; `u` is the default of texts. */
const KINDS = /[au]/g;

/** Reads `(?im)` at the beginning, as often as it comes. */
export function globalFlags(source: Source, given: Flags): Flags {
  let flags = given;
  for (;;) {
    const mark = source.mark();
    // A verbose expression may begin with blanks.
    source.takeWhile(/^[ \t\n\r\v\f]$/);
    if (!flags.verbose && source.mark() !== mark) source.back(mark);
    const letters = source.take('(?') ? source.takeWhile(/^[aimsxu]$/) : '';
    if (letters === '' || !source.take(')')) {
      source.back(mark);
      return flags;
    }
    refuseTwoKinds(letters, source);
    flags = withFlags(flags, letters, true);
  }
}

function withFlags(flags: Flags, letters: string, value: boolean): Flags {
  const changed: Partial<Record<keyof Flags, boolean>> = {};
  for (const letter of letters) {
    const name = NAMES.get(letter);
    if (name !== undefined) changed[name] = value;
    else changed.ascii = false;
  }
  return { ...flags, ...changed };
}

function refuseTwoKinds(letters: string, source: Source): void {
  if (new Set(letters.match(KINDS)).size > 1)
    throw source.wrong(l10n.t("the flags '{0}' and '{1}' exclude each other", 'a', 'u'));
}

/** Reads `i-s:` after `(?`. */
export function scopedFlags(source: Source, flags: Flags): Flags {
  const added = source.takeWhile(/^[A-Za-z]$/);
  const hasMinus = source.take('-');
  const removed = hasMinus ? source.takeWhile(/^[A-Za-z]$/) : '';
  const unknown = /[^aimsxu]/.exec(added) ?? /[^imsx]/.exec(removed);
  if (unknown !== null) throw source.wrong(l10n.t("there is no flag '{0}' for a part of it", unknown[0]));
  if (added === '' && removed === '')
    throw source.wrong(l10n.t("'({0}' begins nothing that is known", `?${source.peek()}`));
  refuseTwoKinds(added, source);
  for (const letter of removed)
    if (added.includes(letter))
      throw source.wrong(l10n.t("the flag '{0}' is set and taken away at once", letter));
  if (!source.take(':')) {
    if (source.peek() === ')' && !hasMinus)
      throw source.wrong(l10n.t('flags for all of it stand at its beginning'));
    throw source.wrong(l10n.t("'{0}' is missing after flags", ':'));
  }
  return withFlags(withFlags(flags, added, true), removed, false);
}
