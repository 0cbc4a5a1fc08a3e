import { html, render, type TemplateResult } from 'lit';
import type { Action, HostMessage, PageMessage, PreviewFinding, WizardState } from '../protocol';
import { PROTOCOL_VERSION } from '../protocol';
import { Announcements } from './announcements';
import { sectionsOf } from './contents';
import { viewOf } from './creation/at-work';
import { creationPage } from './creation/creation';
import type { CustomRow } from './custom-rows';
import { Edits } from './edits';
import { changeOfSingle, type SectionId } from './fields';
import { focusField, focusRow, focusTitle } from './focus';
import type { Editing } from './form/field-owner';
import { FormFields, InputFields } from './form/form-fields';
import { inputFieldsOf, inputValuesOf } from './form/input-values';
import { formPage } from './frame';
import type { EditorApi, KeptState } from './host';
import { l10n, useStrings } from './l10n';
import { Navigation } from './navigation';
import { CUSTOM } from './overlay';
import { PageState } from './page-state';
import { problemsOf } from './problems';
import { ShownFile } from './shown-file';
import type { Actions, ChooserId, RowFocus, Ui, View } from './view';

/**
 * The page: shows the newest state of the host with what was done since, and tells the host what somebody does.
 * Nothing here decides what is right: that is the host's.
 */
export class Wizard implements Actions {
  #isDrawn = true;
  #viewed = '';
  /** What the editor keeps of the page over a reload; null before the host has said it. */
  #kept: Omit<KeptState, 'isAtWork'> | null = null;
  readonly #page: PageState;
  readonly #formFields: FormFields;
  readonly #inputFields: InputFields;
  readonly #file: ShownFile;
  readonly #announcements: Announcements;
  readonly #navigation: Navigation;

  constructor(
    private readonly root: HTMLElement,
    private readonly editor: EditorApi,
  ) {
    const post = (message: PageMessage): void => {
      editor.postMessage(message);
    };
    const edits = new Edits(post, (run, delay) => {
      const timer = setTimeout(run, delay);
      return () => {
        clearTimeout(timer);
      };
    });
    this.#page = new PageState(edits);
    const ui = (): Ui => this.#page.ui;
    this.#formFields = new FormFields(ui, this, edits);
    this.#inputFields = new InputFields(ui, this);
    this.#file = new ShownFile(ui, post);
    this.#announcements = new Announcements(ui, () => {
      this.#drawSoon();
    });
    const draw = (): void => {
      this.#draw();
    };
    this.#navigation = new Navigation(this.#page, draw, this.#file, this.#announcements);
  }

  /** Asks the host for the first state. */
  start(): void {
    this.editor.postMessage({ type: 'ready', version: PROTOCOL_VERSION });
  }

  /** Takes a message of the host. */
  receive(message: HostMessage): void {
    switch (message.type) {
      case 'hello':
        this.#greet(message);
        return;
      case 'state':
        this.#take(message.revision, message.state);
        return;
      case 'file':
        if (!this.#file.take(message.request, message.path, message.file)) return;
        this.#draw();
        this.#navigation.showLine();
        return;
      case 'refused':
        this.#navigation.goToRefused(message.field);
    }
  }

  /** Tells the host everything that was typed: the page may be gone in a moment. */
  flush(): void {
    this.#page.edits.flush();
  }

  update(change: (ui: Ui) => void): void {
    change(this.#page.ui);
    this.#drawSoon();
  }

  choose(chooser: ChooserId, value: string): void {
    this.#page.edits.choose(chooser, { kind: 'choice', value }, changeOfSingle(chooser, value));
    this.#drawSoon();
  }

  setRows(rows: readonly CustomRow[], how: Editing, focus?: RowFocus): void {
    const fields = rows.map(({ label, value }) => ({ label, value }));
    const local = { kind: 'rows', rows: fields } as const;
    if (how === 'composing') this.#page.edits.show(CUSTOM, local);
    else if (how === 'typed') this.#page.edits.type(CUSTOM, local, { at: 'custom', fields });
    else this.#page.edits.choose(CUSTOM, local, { at: 'custom', fields });
    this.#draw();
    if (focus) focusRow(focus.row, focus.part);
  }

  enter(key: string): void {
    this.update((ui) => (ui.focused = key));
  }

  leave(key: string): void {
    this.#page.edits.flush();
    this.#page.leave(key);
    this.#drawSoon();
    this.#announcements.left(key);
    // What is wrong may be known already.
    this.#tellError();
  }

  goTo(target: string): void {
    this.#navigation.goTo(target);
  }

  goToSection(section: SectionId): void {
    this.#navigation.goToSection(section);
  }

  create(): void {
    const state = this.#page.shown();
    if (!state || state.creation) return;
    this.#page.edits.flush();
    if (this.#navigation.goToFirstProblem(state)) return;
    this.editor.postMessage({ type: 'create', revision: this.#page.edits.revision });
  }

  act(action: Action): void {
    this.#page.edits.flush();
    this.editor.postMessage({ type: 'act', action });
    if (action === 'copy-path') this.#announcements.say(l10n.t('Path copied'));
  }

  stop(discard: boolean): void {
    this.editor.postMessage({ type: 'stop', discard });
  }

  resume(draft: string): void {
    this.#page.edits.flush();
    this.editor.postMessage({ type: 'resume-draft', id: draft });
  }

  showFile(path: string, line: number | null = null): void {
    this.#file.open(path, line);
    this.#drawSoon();
  }

  showFinding(finding: PreviewFinding): void {
    this.#navigation.showFinding(finding);
  }

  sendInput(): void {
    const { creation } = this.#page.told ?? {};
    if (creation?.state !== 'waiting') return;
    const fields = inputFieldsOf(creation.input, this.#page.ui.inputs);
    this.#page.ui.inputPressed = true;
    const missing = fields.find((field) => field.missing);
    this.#draw();
    if (missing) focusField(missing.id);
    else this.editor.postMessage({ type: 'input', values: inputValuesOf(fields) });
  }

  keepInput(): void {
    const { creation } = this.#page.told ?? {};
    if (creation?.state !== 'waiting') return;
    const values = inputValuesOf(inputFieldsOf(creation.input, this.#page.ui.inputs));
    this.editor.postMessage({ type: 'input-typed', values });
  }

  /** Goes to the next problem, or the one before. */
  goToProblem(step: 1 | -1): void {
    this.#navigation.goToProblem(step);
  }

  /** Does what the primary action of the page does now. */
  primary(): void {
    if (this.#page.told?.creation) this.sendInput();
    else this.create();
  }

  /** The part of the form that is in sight has changed. */
  scrolledTo(section: SectionId): void {
    if (this.#page.ui.current !== section) this.update((ui) => (ui.current = section));
  }

  #greet({ strings, draft, begun, isSameForm }: Extract<HostMessage, { type: 'hello' }>): void {
    useStrings(strings);
    this.#page.begin(draft, isSameForm);
    this.#kept = { draft, begun };
    this.#remember();
    this.#drawSoon();
  }

  #take(revision: number, state: WizardState): void {
    const wasAtWork = this.#isAtWork();
    this.#page.take(revision, state);
    if (this.#isAtWork() !== wasAtWork) this.#remember();
    document.body.dataset.mode = state.mode;
    this.#file.follow(state);
    this.#tellError();
    this.#draw();
    this.#followView(state);
  }

  #isAtWork(): boolean {
    return (this.#page.told?.creation ?? null) !== null;
  }

  #remember(): void {
    if (this.#kept) this.editor.setState({ ...this.#kept, isAtWork: this.#isAtWork() });
  }

  #tellError(): void {
    const shown = this.#page.shown();
    if (shown) this.#announcements.tellError(shown.form, (field) => this.#formFields.problem(field));
  }

  /** Moves the focus to the title when another view has come: what had it is gone. */
  #followView(state: WizardState): void {
    const view = viewOf(state);
    if (this.#viewed !== '' && this.#viewed !== view) {
      this.#page.ui.focused = null;
      focusTitle();
    }
    this.#viewed = view;
  }

  #drawSoon(): void {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    queueMicrotask(() => {
      if (!this.#isDrawn) this.#draw();
    });
  }

  #draw(): void {
    this.#isDrawn = true;
    const state = this.#page.shown();
    render(
      html`${state ? this.#view(state) : html`<p class="opening">${l10n.t('Opening…')}</p>`}
        <div class="sr-only" role="status" aria-live="polite">${this.#page.ui.announcement}</div>`,
      this.root,
    );
  }

  #view(state: WizardState): TemplateResult {
    const { creation } = state;
    const view: View = {
      state,
      ui: this.#page.ui,
      problems: creation ? [] : problemsOf(state),
      sections: creation ? [] : sectionsOf(state),
      actions: this,
      fields: creation ? this.#inputFields : this.#formFields,
      inputFields: creation?.state === 'waiting' ? inputFieldsOf(creation.input, this.#page.ui.inputs) : [],
    };
    return creation ? creationPage(view, creation) : formPage(view);
  }
}
