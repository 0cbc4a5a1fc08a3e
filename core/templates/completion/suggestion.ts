export type SuggestionKind =
  | 'question'
  | 'variable'
  | 'macro'
  | 'module'
  | 'filter'
  | 'test'
  | 'function'
  | 'tag'
  | 'word'
  | 'file'
  | 'value'
  | 'member'
  | 'key'
  | 'snippet';

/** How near a suggestion is to where somebody writes; what is nearest comes first. */
export const NEARNESS = {
  choice: 0,
  endTag: 0,
  /** And more, by how far out it was set. */
  local: 10,
  loop: 20,
  question: 30,
  core: 40,
  copier: 50,
  language: 60,
  constant: 70,
} as const;

/** Something that could stand where somebody writes. */
export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  readonly near: number;
  /** A few words beside the label. */
  readonly detail?: string | undefined;
  /** What is written, where it is not the label. */
  readonly text?: string;
  /** The same with places to fill in, for clients that know such. */
  readonly snippet?: string;
  /** The column up to which it replaces, where that is further than for the others. */
  readonly replacesTo?: number | undefined;
  /** What is said of it, as Markdown; only made when it is asked for. */
  readonly documentation?: (() => string | undefined) | undefined;
}

/** A plugin that a template could name. */
export interface NameablePlugin {
  readonly name: string;
  /** What is said of it, as Markdown. */
  readonly documentation: string;
}

/** A text as a part of a snippet outside of its places, where some signs have a meaning. */
export function inSnippet(text: string): string {
  return text.replace(/[\\$]/g, '\\$&');
}
