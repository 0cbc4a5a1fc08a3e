import { REASON_LENGTH } from '../../core/records';
import { l10n } from '../../core/system';

/** What is wrong with the length of a reason; undefined where it may stay. Counted are code points after trim (spec 1.2). */
export function reasonLengthProblem(text: string): string | undefined {
  const { min, max } = REASON_LENGTH;
  const length = Array.from(text.trim()).length;
  if (length < min) return l10n.t('Say more: {0} of at least {1} characters.', length, min);
  if (length > max) return l10n.t('Say less: {0} of at most {1} characters.', length, max);
  return undefined;
}
