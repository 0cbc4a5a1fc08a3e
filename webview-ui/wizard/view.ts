import type { Action, Field, FieldValue, FileText, PreviewFinding, WizardState } from '../protocol';
import type { Section } from './contents';
import type { CustomRow } from './custom-rows';
import type { Editing, FieldOwner } from './form/field-owner';
import type { SectionId } from './fields';
import type { Problem } from './problems';

/** A chooser of the form, named as the host names it. */
export type ChooserId = 'project' | 'equipment' | 'template';

/** The tabs of the preview. */
export type Tab = 'files' | 'readme' | 'plugins';

/** What only the page knows: where somebody is and what they have opened. Nothing of it belongs to a draft. */
export interface Ui {
  /** The fields that had the focus and lost it. */
  readonly visited: Set<string>;
  createPressed: boolean;
  /** The field that has the focus. */
  focused: string | null;
  /** The part of the page that is in sight. */
  current: SectionId;
  /** What is typed into the filters of lists, by the field that they belong to. */
  readonly filters: Map<string, string>;
  /** The choosers that are open though something is chosen. */
  readonly changing: Set<ChooserId>;
  /** What a field says about what was just done in it. */
  readonly hints: Map<string, string>;
  readonly shownSecrets: Set<string>;
  readonly openFolds: Set<string>;
  tab: Tab;
  /** The folders of the preview that are folded. */
  readonly folded: Set<string>;
  /** The row of the tree that is in the tab order. */
  treeAt: string;
  /** The file whose text is shown; null where none was chosen. */
  file: string | null;
  shown: { readonly path: string; readonly file: FileText } | null;
  /** The line to bring into sight once the file's text is there. */
  line: number | null;
  /** What a screen reader says next. */
  announcement: string;
  /** What was typed into the fields of a plugin. */
  readonly inputs: Map<string, FieldValue>;
  inputPressed: boolean;
}

/** A page on which nothing was done yet. */
export function freshUi(): Ui {
  return {
    visited: new Set(),
    createPressed: false,
    focused: null,
    current: 'project',
    filters: new Map(),
    changing: new Set(),
    hints: new Map(),
    shownSecrets: new Set(),
    openFolds: new Set(),
    tab: 'files',
    folded: new Set(),
    treeAt: '',
    file: null,
    shown: null,
    line: null,
    announcement: '',
    inputs: new Map(),
    inputPressed: false,
  };
}

/** What the parts of the page do when somebody does something. */
export interface Actions {
  /** Changes what only the page knows and shows it. */
  update(change: (ui: Ui) => void): void;
  choose(chooser: ChooserId, value: string): void;
  /** `focus` is the row that has the focus then, at the button or text of that class. */
  setRows(rows: readonly CustomRow[], how: Editing, focus?: RowFocus): void;
  enter(key: string): void;
  leave(key: string): void;
  goTo(target: string): void;
  goToSection(section: SectionId): void;
  create(): void;
  act(action: Action): void;
  stop(discard: boolean): void;
  resume(draft: string): void;
  showFile(path: string, line?: number | null): void;
  showFinding(finding: PreviewFinding): void;
  sendInput(): void;
  /** Has the host keep what is typed for a plugin. */
  keepInput(): void;
}

/** Where the focus goes after the rows of the custom fields changed. */
export interface RowFocus {
  /** Null for the button that adds a row. */
  readonly row: number | null;
  readonly part: 'label' | 'up' | 'down' | 'delete';
}

/** All that a part of the page is drawn from. */
export interface View {
  readonly state: WizardState;
  readonly ui: Ui;
  readonly problems: readonly Problem[];
  readonly sections: readonly Section[];
  readonly actions: Actions;
  readonly fields: FieldOwner;
  /** What a plugin asks for, with what was typed; empty where none asks. */
  readonly inputFields: readonly Field[];
}
