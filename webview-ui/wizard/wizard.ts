import { html, render, type TemplateResult } from 'lit';
import type { Action, HostMessage, PreviewFinding, WizardState } from '../protocol';
import { PROTOCOL_VERSION } from '../protocol';
import { sectionsOf } from './contents';
import { askedFor, viewOf } from './creation/at-work';
import { creationPage } from './creation/creation';
import type { CustomRow } from './custom-rows';
import { elementId } from './dom';
import { Edits } from './edits';
import { changeOfSingle, fieldsOf, type SectionId } from './fields';
import { focusField, focusRow, focusSection, focusTitle, scrollToLine } from './focus';
import type { Editing } from './form/field-owner';
import { FormFields, InputFields } from './form/form-fields';
import { inputFieldsOf, inputValuesOf } from './form/input-values';
import { formPage } from './frame';
import type { EditorApi } from './host';
import { l10n, useStrings } from './l10n';
import { CUSTOM, withLocal } from './overlay';
import { neighbour, problemsOf, problemsOfForm } from './problems';
import { freshUi, type Actions, type ChooserId, type RowFocus, type Ui, type View } from './view';
import { ShownFile } from './shown-file';
import { unfold } from './unfold';
import { countOfProblems } from './words';

/**
 * The page: shows the newest state of the host with what was done since, and tells the host what somebody does.
 * Nothing here decides what is right: that is the host's.
 */
export class Wizard implements Actions {
  #state: WizardState | null = null;
  #ui: Ui = freshUi();
  #draft: string | null = null;
  #begun = '';
  #settled = 0;
  #isDrawn = true;
  #view = '';
  /** The field whose error is announced when the host finds one. */
  #told: { readonly key: string; readonly error: string } | null = null;
  readonly #edits: Edits;
  readonly #formFields: FormFields;
  readonly #inputFields: InputFields;
  readonly #file: ShownFile;

  constructor(
    private readonly root: HTMLElement,
    private readonly editor: EditorApi,
  ) {
    this.#edits = new Edits(
      (message) => {
        editor.postMessage(message);
      },
      (run, delay) => {
        const timer = setTimeout(run, delay);
        return () => {
          clearTimeout(timer);
        };
      },
    );
    this.#formFields = new FormFields(() => this.#ui, this, this.#edits);
    this.#inputFields = new InputFields(() => this.#ui, this);
    this.#file = new ShownFile(
      () => this.#ui,
      (message) => {
        editor.postMessage(message);
      },
    );
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
        this.#showLine();
        return;
      case 'refused':
        this.#refuse(message.field);
    }
  }

  /** Tells the host everything that was typed: the page may be gone in a moment. */
  flush(): void {
    this.#edits.flush();
  }

  update(change: (ui: Ui) => void): void {
    change(this.#ui);
    this.#drawSoon();
  }

  choose(chooser: ChooserId, value: string): void {
    this.#edits.choose(chooser, { kind: 'choice', value }, changeOfSingle(chooser, value));
    this.#drawSoon();
  }

  setRows(rows: readonly CustomRow[], how: Editing, focus?: RowFocus): void {
    const fields = rows.map(({ label, value }) => ({ label, value }));
    const local = { kind: 'rows', rows: fields } as const;
    if (how === 'composing') this.#edits.show(CUSTOM, local);
    else if (how === 'typed') this.#edits.type(CUSTOM, local, { at: 'custom', fields });
    else this.#edits.choose(CUSTOM, local, { at: 'custom', fields });
    this.#draw();
    if (focus) focusRow(focus.row, focus.part);
  }

  enter(key: string): void {
    this.update((ui) => (ui.focused = key));
  }

  leave(key: string): void {
    this.#edits.flush();
    this.update((ui) => {
      ui.visited.add(key);
      if (ui.focused === key) ui.focused = null;
      ui.hints.delete(key);
    });
    this.#edits.settle(this.#settled, () => false);
    this.#told = { key, error: '' };
    // What is wrong may be known already.
    this.#tellError();
  }

  goTo(target: string): void {
    const [kind, index] = target.split(':');
    const preview = this.#state?.preview.preview;
    const finding = kind === 'finding' ? preview?.findings[Number(index)] : undefined;
    if (this.#state) unfold(this.#ui, this.#state.form, target);
    this.#draw();
    if (finding) this.showFinding(finding, target);
    else if (!focusField(target)) focusField(kind ?? '');
  }

  goToSection(section: SectionId): void {
    this.#ui.current = section;
    this.#draw();
    focusSection(section);
  }

  create(): void {
    const state = this.#shownState();
    if (!state || state.creation) return;
    this.#edits.flush();
    const problems = problemsOfForm(state.form);
    const [first] = problems;
    if (!first) {
      this.editor.postMessage({ type: 'create', revision: this.#edits.revision });
      return;
    }
    this.#ui.createPressed = true;
    this.#announce(l10n.t('{0} before anything is created.', countOfProblems(problems.length)));
    this.goTo(first.target);
  }

  act(action: Action): void {
    this.#edits.flush();
    this.editor.postMessage({ type: 'act', action });
    if (action === 'copy-path') this.#announce(l10n.t('Path copied'));
  }

  stop(discard: boolean): void {
    this.editor.postMessage({ type: 'stop', discard });
  }

  resume(draft: string): void {
    this.#edits.flush();
    this.editor.postMessage({ type: 'resume-draft', id: draft });
  }

  showFile(path: string, line: number | null = null): void {
    this.#file.open(path, line);
    this.#drawSoon();
  }

  showFinding(finding: PreviewFinding, target?: string): void {
    if (finding.path !== '') {
      this.#ui.tab = 'files';
      for (let at = finding.path.lastIndexOf('/'); at > 0; at = finding.path.lastIndexOf('/', at - 1))
        this.#ui.folded.delete(finding.path.slice(0, at));
      this.showFile(finding.path, finding.line);
    }
    this.#draw();
    if (target !== undefined) focusField(target);
    this.#showLine();
  }

  sendInput(): void {
    const { creation } = this.#state ?? {};
    if (creation?.state !== 'waiting') return;
    const fields = inputFieldsOf(creation.input, this.#ui.inputs);
    this.#ui.inputPressed = true;
    const missing = fields.find((field) => field.missing);
    this.#draw();
    if (missing) focusField(missing.id);
    else this.editor.postMessage({ type: 'input', values: inputValuesOf(fields) });
  }

  keepInput(): void {
    const { creation } = this.#state ?? {};
    if (creation?.state !== 'waiting') return;
    const values = inputValuesOf(inputFieldsOf(creation.input, this.#ui.inputs));
    this.editor.postMessage({ type: 'input-typed', values });
  }

  /** Goes to the next problem, or the one before. */
  goToProblem(step: 1 | -1): void {
    const state = this.#shownState();
    if (!state || state.creation) return;
    const active = document.activeElement?.id ?? '';
    const problems = problemsOf(state);
    const at =
      this.#ui.focused ?? problems.find((problem) => active === elementId(problem.target))?.target ?? null;
    const next = neighbour(problems, at, step);
    if (next) this.goTo(next.target);
    else this.#announce(l10n.t('No problem'));
  }

  /** Does what the primary action of the page does now. */
  primary(): void {
    if (this.#state?.creation) this.sendInput();
    else this.create();
  }

  /** The part of the form that is in sight has changed. */
  scrolledTo(section: SectionId): void {
    if (this.#ui.current !== section) this.update((ui) => (ui.current = section));
  }

  #greet({ strings, draft, begun }: Extract<HostMessage, { type: 'hello' }>): void {
    useStrings(strings);
    if (this.#draft !== null && this.#draft !== draft) {
      // Another draft has come in place of this one: nothing that was done to this one is about it.
      this.#edits.clear();
      this.#ui = freshUi();
    }
    this.#draft = draft;
    this.#begun = begun;
    this.#remember();
    this.#drawSoon();
  }

  #take(revision: number, state: WizardState): void {
    const before = this.#state;
    this.#settled = revision;
    this.#edits.settle(revision, (key) => key === this.#ui.focused);
    this.#state = state;
    document.body.dataset.mode = state.mode;
    if ((before?.creation === null) !== (state.creation === null)) this.#remember();
    if (askedFor(before) !== askedFor(state)) {
      this.#ui.inputs.clear();
      this.#ui.inputPressed = false;
    }
    this.#file.follow(state);
    this.#tellError();
    this.#draw();
    this.#followView(state);
  }

  #remember(): void {
    if (this.#draft === null) return;
    const isAtWork = (this.#state?.creation ?? null) !== null;
    this.editor.setState({ draft: this.#draft, begun: this.#begun, isAtWork });
  }

  /** Moves the focus to the title when another view has come: what had it is gone. */
  #followView(state: WizardState): void {
    const view = viewOf(state);
    if (this.#view !== '' && this.#view !== view) {
      this.#ui.focused = null;
      focusTitle();
    }
    this.#view = view;
  }

  /** Says what is wrong with the field that was left last, once the host has found it. */
  #tellError(): void {
    const state = this.#shownState();
    if (!state || !this.#told) return;
    const { key, error } = this.#told;
    const field = fieldsOf(state.form).find((placed) => placed.field.id === key)?.field;
    const problem = field ? this.#formFields.problem(field) : '';
    if (field && problem !== '' && problem !== error)
      this.#announce(l10n.t('{0}: {1}', field.label, problem));
    this.#told = { key, error: problem };
  }

  #refuse(field: string): void {
    this.#ui.createPressed = true;
    const state = this.#shownState();
    const problems = state ? problemsOf(state).filter((problem) => problem.kind !== 'finding') : [];
    this.#announce(l10n.t('Not created: {0}.', countOfProblems(Math.max(1, problems.length))));
    const target = field === '' ? problems[0]?.target : field;
    if (target === undefined) this.#draw();
    else this.goTo(target);
  }

  #showLine(): void {
    const { line, shown, file } = this.#ui;
    if (line !== null && shown?.path === file && scrollToLine(line)) this.#ui.line = null;
  }

  #announce(text: string): void {
    // The same words twice are said twice only where the text differs.
    this.#ui.announcement = this.#ui.announcement === text ? `${text}\u00a0` : text;
    this.#drawSoon();
  }

  #shownState(): WizardState | null {
    const state = this.#state;
    return state && { ...state, form: withLocal(state.form, this.#edits.local) };
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
    const state = this.#shownState();
    render(
      html`${state ? this.#page(state) : html`<p class="opening">${l10n.t('Opening…')}</p>`}
        <div class="sr-only" role="status" aria-live="polite">${this.#ui.announcement}</div>`,
      this.root,
    );
  }

  #page(state: WizardState): TemplateResult {
    const { creation } = state;
    const view: View = {
      state,
      ui: this.#ui,
      problems: creation ? [] : problemsOf(state),
      sections: creation ? [] : sectionsOf(state),
      actions: this,
      fields: creation ? this.#inputFields : this.#formFields,
      inputFields: creation?.state === 'waiting' ? inputFieldsOf(creation.input, this.#ui.inputs) : [],
    };
    return creation ? creationPage(view, creation) : formPage(view);
  }
}
