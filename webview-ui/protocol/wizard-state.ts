/**
 * What the page of the wizard shows (spec 11.2): plain data that the host computes and sends. The page holds no state of a
 * creation of its own; it shows the last of these, and tells the host what somebody does.
 */

export type WizardMode = 'project' | 'experimental' | 'test';

/** Something that can be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  /** Why it is listed though it cannot be taken. */
  readonly refusal?: string;
}

/** A template that can be chosen. */
export interface TemplateChoice extends Choice {
  readonly version: string;
  readonly origin: 'equipment' | 'global' | 'bundled';
  /** Where it comes from, in words: the equipment's id, "Lab", "Included". */
  readonly source: string;
  /** A word beside its name, such as "test only"; empty where there is none. */
  readonly tag: string;
}

/** A choice of one thing of which a creation has exactly one. */
export interface Chooser<Offer extends Choice = Choice> {
  readonly value: string | null;
  readonly offers: readonly Offer[];
  /** What is wrong with what is chosen; empty where nothing is. */
  readonly error: string;
  /** Why nothing can be offered, and what to do; empty where there is something, or it is still being looked for. */
  readonly empty: string;
  readonly isLoading: boolean;
}

export type FieldControl =
  | 'text'
  /** A text of several lines. */
  | 'multiline'
  /** Several lines in the font of the editor: YAML, JSON. */
  | 'code'
  | 'checkbox'
  /** One of `options`. */
  | 'choice'
  /** Several of `options`; the value is a list. */
  | 'choices'
  | 'secret'
  | 'date';

export type FieldValue = string | boolean | readonly string[];

/** Something that is asked for. */
export interface Field {
  /** Names it in messages: `label`, `question:z_step`, `readme:fixation`, `lims:short_id`. */
  readonly id: string;
  readonly label: string;
  readonly control: FieldControl;
  /** What stands in it: what was given, else its default; an empty text or list where there is neither. */
  readonly value: FieldValue;
  /** Whether `value` is the default and nobody has given anything. */
  readonly isDefault: boolean;
  readonly hasDefault: boolean;
  readonly required: boolean;
  /** Required, and neither given nor with a default. */
  readonly missing: boolean;
  /** What is wrong with what was given, in a sentence; empty where nothing is. */
  readonly error: string;
  readonly help: string;
  readonly placeholder: string;
  /** A word at the label's right: "YAML", "whole number", "secret", "lab"; empty where there is none. */
  readonly note: string;
  readonly options: readonly FieldOption[];
  /** Whether it is folded away with other advanced ones. */
  readonly advanced: boolean;
  /** The most characters that it takes; null where there is no limit that matters. */
  readonly maxLength: number | null;
}

export interface FieldOption {
  readonly value: string;
  readonly label: string;
  /** Why it cannot be taken now; empty where it can. */
  readonly refusal: string;
}

export interface CustomField {
  readonly label: string;
  readonly value: string;
  /** What is wrong with it; empty where nothing is. */
  readonly error: string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** The form with all that was given so far. */
export interface WizardForm {
  readonly equipment: Chooser;
  /** The project of a run; null where a project is made. */
  readonly project: Chooser | null;
  /** What identifies a new project in the LIMS; empty for a run. */
  readonly lims: readonly Field[];
  readonly template: Chooser<TemplateChoice>;
  /** How many templates are for the other kind of run only. */
  readonly templatesOfOtherKind: number;
  /** The questions that apply now, in their order. */
  readonly questions: readonly Field[];
  /** How many questions do not apply to these answers. */
  readonly questionsNotAsked: number;
  /** Label, operator, objective: in every README. */
  readonly core: readonly Field[];
  /** The README's fields that the template, then the configuration declares. */
  readonly readme: readonly Field[];
  readonly custom: readonly CustomField[];
  /** What the system writes into the README. */
  readonly system: readonly Fact[];
  /** The run's date where it is not now; null for a project. */
  readonly runDate: Field | null;
}

/** A part of the destination's path, with what it is. */
export interface PathPart {
  readonly text: string;
  /** `mark` for `TestRuns/` and `TestRun_`, `leaf` for the folder's own name. */
  readonly as: 'plain' | 'mark' | 'leaf';
}

export interface PreviewFile {
  /** Below the destination, with slashes. */
  readonly path: string;
  readonly kind: 'folder' | 'rendered' | 'copied' | 'link' | 'record';
  /** In bytes; 0 for folders and links. */
  readonly size: number;
  /** How many findings it has. */
  readonly findings: number;
}

export interface PreviewFinding {
  readonly tier: 'hard' | 'soft';
  /** What is wrong and what to do. */
  readonly message: string;
  /** The file below the destination; empty where it is about none. */
  readonly path: string;
  /** The line in it, from 1; null where it is about no line. */
  readonly line: number | null;
}

/** A token that looks like a placeholder and is none. */
export interface PreviewExemption {
  readonly token: string;
  readonly path: string;
  /** Why, in words. */
  readonly reason: string;
}

/** The plan: what would be made of the answers that it was computed from. */
export interface Preview {
  readonly destination: readonly PathPart[];
  /** The same as one text, to be copied. */
  readonly destinationPath: string;
  /** Sorted as a tree is read: folders before files, each by name. */
  readonly files: readonly PreviewFile[];
  readonly bytes: number;
  readonly findings: readonly PreviewFinding[];
  readonly exemptions: readonly PreviewExemption[];
  /** What is worth a look though nothing is wrong. */
  readonly notes: readonly string[];
  /** What the template says before it is used; empty where it says nothing. */
  readonly message: string;
  readonly readmeTitle: string;
  readonly readmeFacts: readonly Fact[];
  /** The plugins that will run, in order. */
  readonly plugins: readonly string[];
}

/** The newest preview that there is, and whether it is of the answers as they are now. */
export interface PreviewState {
  readonly preview: Preview | null;
  /** Why it is not of the answers as they are, or why there is none; empty where all is well. */
  readonly reason: string;
  /** What speaks against the creation and belongs to no field: an existing folder, a full disk. */
  readonly obstacles: readonly string[];
  /** Whether all that was given is looked at; what is shown may be of earlier answers where it is not. */
  readonly isCurrent: boolean;
}

export interface PhaseView {
  readonly title: string;
  readonly status: 'todo' | 'current' | 'done' | 'failed';
  /** How long it took, in seconds; null where it has not ended. */
  readonly seconds: number | null;
  /** What it is at: "2 of 5", the file or plugin; empty where there is nothing to say. */
  readonly detail: string;
  /** How far it is; null where nobody has said. */
  readonly step: StepView | null;
}

/** How much of what there is to do is done, both counted from 0. */
export interface StepView {
  readonly current: number;
  readonly total: number;
}

/** What a plugin asks for. */
export interface InputView {
  readonly plugin: string;
  readonly reason: string;
  readonly fields: readonly Field[];
}

/** The end of a creation that was made. */
export interface CreatedView {
  readonly destination: readonly PathPart[];
  readonly destinationPath: string;
  /** The state of its sync in words, and whether findings keep it from that. */
  readonly sync: string;
  readonly blocked: boolean;
  readonly findings: readonly PreviewFinding[];
  readonly exemptions: readonly PreviewExemption[];
  readonly plugins: readonly { readonly name: string; readonly detail: string }[];
  /** What the template says when all is made; empty where it says nothing. */
  readonly message: string;
  readonly readmeTitle: string;
  readonly readmeFacts: readonly Fact[];
  readonly files: number;
  readonly bytes: number;
  /** Whether a file manager can show it. */
  readonly canReveal: boolean;
}

/** A creation at work, and its end. */
export type CreationView = {
  /** Where it will be, or is. */
  readonly destination: readonly PathPart[];
  readonly phases: readonly PhaseView[];
  readonly warnings: readonly string[];
} & (
  | { readonly state: 'running' | 'stopping' }
  | { readonly state: 'waiting'; readonly input: InputView }
  | { readonly state: 'done'; readonly created: CreatedView }
  /** It was not made. `kept` is where its files are; empty where none were kept. */
  | { readonly state: 'failed' | 'stopped'; readonly message: string; readonly kept: string }
);

/** A draft of an earlier wizard that could be gone on with. */
export interface KeptDraft {
  readonly id: string;
  readonly title: string;
  /** When it was last changed, as a local time in words. */
  readonly changed: string;
}

export interface WizardState {
  readonly mode: WizardMode;
  readonly form: WizardForm;
  readonly preview: PreviewState;
  /** Null while the form is filled in. */
  readonly creation: CreationView | null;
  /** What keeps the whole form from working, and what to do; empty where nothing does. */
  readonly trouble: string;
  readonly kept: readonly KeptDraft[];
  /** When the draft was last saved, as a local time in words; empty where it is not yet. */
  readonly saved: string;
  /** Why what was typed last is not saved; empty where it is, or will be in a moment. */
  readonly saveProblem: string;
}
