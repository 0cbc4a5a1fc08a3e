import type { Config } from '../../core/config';
import type { CreationPreview, Draft } from '../../core/sessions';
import type { WizardMode } from '../../webview-ui/protocol';
import type { Presets } from './filled-draft';
import type { GivenAnswers } from './given-answers';
import type { Offers } from './offers';

/** All that the page's state is made from. */
export interface Sight {
  readonly mode: WizardMode;
  /** Null where there is none that loads. */
  readonly config: Config | null;
  readonly given: GivenAnswers;
  readonly presets: Presets;
  /** The answers with their presets. */
  readonly filled: Draft;
  /** The newest form and plan; null before the first. */
  readonly preview: CreationPreview | null;
  readonly offers: Offers;
}
