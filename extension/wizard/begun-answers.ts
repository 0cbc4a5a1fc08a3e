import type { WizardMode } from '../../webview-ui/protocol';
import { readDraftText } from './draft-text';
import { answersOf, beginAnswers, type GivenAnswers } from './given-answers';

/**
 * The answers of a wizard that nobody has typed in, from the text that its page kept; those of an empty one where that is
 * no text of a wizard of this kind.
 */
export function answersBegun(kept: string, mode: WizardMode): GivenAnswers {
  const begun = readDraftText(kept);
  return begun?.mode === mode ? answersOf(begun.draft, begun.aside) : beginAnswers(mode);
}
