import type { FieldValue, WizardState } from './wizard-state';

/** Goes up with every change that an older page or host would not understand; a page of another version is loaded anew. */
export const PROTOCOL_VERSION = 1;

/** Fields of which a creation has exactly one. */
export const SINGLE_FIELDS = [
  'equipment',
  'project',
  'template',
  'label',
  'operator',
  'objective',
  'run_date',
  'lims:short_id',
  'lims:name',
  'lims:uid',
] as const;
export type SingleField = (typeof SINGLE_FIELDS)[number];

/** One thing that somebody gave or took back; null takes back. */
export type Change =
  | { readonly at: 'single'; readonly id: SingleField; readonly value: string | null }
  | { readonly at: 'question'; readonly id: string; readonly value: FieldValue | null }
  | { readonly at: 'readme'; readonly id: string; readonly value: string | boolean | null }
  | { readonly at: 'custom'; readonly fields: readonly { readonly label: string; readonly value: string }[] };

/** What can be done besides filling in the form. */
export const ACTIONS = [
  /** Create is pressed again after a failure, with the same answers. */
  'back-to-form',
  'create-another',
  'discard-draft',
  'open-folder',
  'open-readme',
  'reveal',
  'copy-path',
  'open-template',
  'new-project',
  'open-configuration',
  'show-log',
  'show-unfinished',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What the page tells the host. */
export type PageMessage =
  /** It can show something now. */
  | { readonly type: 'ready'; readonly version: number }
  /** `revision` counts up with every message of this type; states tell which of them they include. */
  | { readonly type: 'edit'; readonly revision: number; readonly change: Change }
  | { readonly type: 'show-file'; readonly request: number; readonly path: string }
  | { readonly type: 'create'; readonly revision: number }
  | { readonly type: 'stop'; readonly discard: boolean }
  | {
      /** `input-typed` keeps what is typed, `input` gives it to the plugin. */
      readonly type: 'input' | 'input-typed';
      readonly values: readonly { readonly id: string; readonly value: string | boolean }[];
    }
  | { readonly type: 'resume-draft'; readonly id: string }
  | { readonly type: 'act'; readonly action: Action };

/** Why the text of a file is not shown. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'none'; readonly reason: string };

/** What the host tells the page. */
export type HostMessage =
  | {
      readonly type: 'hello';
      readonly version: number;
      /** The strings of the page in the user's language, by the English ones. */
      readonly strings: Readonly<Record<string, string>>;
      /** Identifies the draft; the page keeps it where the editor finds it after a reload. */
      readonly draft: string;
      /** Whether only the draft's name is another: what was typed since stays. */
      readonly isSameForm: boolean;
      /** What stands in the form though nobody has typed anything; the page keeps it beside the draft. */
      readonly begun: string;
    }
  /** `revision` is the last edit that the state includes: a page that is further shows what was typed since. */
  | { readonly type: 'state'; readonly revision: number; readonly state: WizardState }
  | { readonly type: 'file'; readonly request: number; readonly path: string; readonly file: FileText }
  /** Create was refused: the first field with a problem gets the focus; empty where none has one. */
  | { readonly type: 'refused'; readonly field: string };
