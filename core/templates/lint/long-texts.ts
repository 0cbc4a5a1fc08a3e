import { l10n } from '../../system';
import { lintProblem, type LintProblem } from '../lint-problem';
import type { LintGround } from './ground';

/** Whether a text is longer than is parsed here. */
export function isTooLong(text: string, { longest = Infinity }: Pick<LintGround, 'longest'>): boolean {
  return text.length > longest;
}

/** Says of a file that nothing of it is looked at; nothing is wrong with it for that. */
export function tooLong(file: string): LintProblem {
  const message = l10n.t(
    'The file is too large to be looked at while it is edited: `exlab templates lint` checks it, too.',
  );
  return { ...lintProblem('source-unreadable', file, message), severity: 'information' };
}
