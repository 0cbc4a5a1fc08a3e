import type { QuestionState, Severity, TemplatePreview } from '../../core/templates';

/** The sets of answers that a template is previewed with. */
export const SET_NAMES = ['A', 'B'] as const;
export type SetName = (typeof SET_NAMES)[number];

/** A place in a file of the template, counted from one. */
export interface PreviewPlace {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What keeps a preview from being made or current, or is worth a look. */
export interface PreviewProblem {
  readonly severity: Severity;
  readonly message: string;
  readonly place?: PreviewPlace;
  /** The line of the sheet of answers that it is about, counted from one. */
  readonly answersLine?: number;
}

/** What a template makes of one set of answers. */
export interface SetState {
  readonly name: SetName;
  /** The last that could be made; undefined as long as none could. */
  readonly preview: TemplatePreview | undefined;
  /** Whether that is of the template and the answers as they are now. */
  readonly isCurrent: boolean;
  /** As they were asked last. */
  readonly questions: readonly QuestionState[];
  readonly problems: readonly PreviewProblem[];
}

/** What is known of a template at a moment. */
export interface PreviewState {
  /** Absolute path of the template's folder. */
  readonly root: string;
  /** The name of that folder. */
  readonly name: string;
  /** As the template says; empty as long as it could not be read. */
  readonly version: string;
  /** In the order of their names; B only where somebody wants it. */
  readonly sets: readonly SetState[];
}

/** The set of a name; undefined where there is none. */
export function setOf({ sets }: PreviewState, name: SetName): SetState | undefined {
  return sets.find((set) => set.name === name);
}

/** Whether a text is the name of a set. */
export function isSetName(text: string | undefined): text is SetName {
  return SET_NAMES.some((name) => name === text);
}
