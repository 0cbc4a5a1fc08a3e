import type { AskedWord, SourceFolder, TemplatePurpose } from '../../core/templates';

/** What is known of a template that somebody wants; each answer is asked for as long as it is not there. */
export interface Answers {
  readonly kind?: 'starter' | 'folder';
  /** The folder of the starter. */
  readonly starter?: string;
  /** The folder that it is made from, read. */
  readonly source?: SourceFolder;
  readonly purpose?: TemplatePurpose;
  /** The folder of templates that it comes into. */
  readonly place?: string;
  readonly name?: string;
  /** Words that were ticked. */
  readonly ticked?: readonly string[];
  /** Those, and words that were typed. */
  readonly words?: readonly string[];
  /** The words whose question has an id by now, in the order of `words`. */
  readonly asked?: readonly AskedWord[];
}
