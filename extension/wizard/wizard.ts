import {
  confirmationOf,
  isChangedSinceConfirmed,
  isDestinationTaken,
  requestOf,
  type CreationPlan,
  type SessionHandle,
} from '../../core/sessions';
import { l10n, toExlabError, type ErrorShape } from '../../core/system';
import {
  PROTOCOL_VERSION,
  type Action,
  type Change,
  type KeptDraft,
  type PageMessage,
} from '../../webview-ui/protocol';
import { DraftKeeper } from './draft-keeper';
import { draftText, type StoredDraft } from './draft-text';
import { fileText } from './file-text';
import { appliedDraft } from './filled-draft';
import { answersForAnother, answersOf, beginAnswers, type GivenAnswers } from './given-answers';
import { LiveForm, type Looked } from './live-form';
import { timeInWords } from './local-words';
import type { InputValues } from './plugin-fields';
import { isDone, RunningCreation } from './running-creation';
import { keyText, type WizardKey } from './wizard-mode';
import type { WizardPorts } from './wizard-ports';
import { folderIn, keptDraft, refusedField, stateOf } from './wizard-view';

/** How often, and after how long a pause (ms), a draft is asked for that another window has open. */
const RESTORE_ATTEMPTS = 20;
const RESTORE_EVERY_MS = 500;

/**
 * One wizard: takes what somebody does on its page, and tells the page what to show.
 *
 * ```
 * form ── create ──→ running ⇄ waiting ──→ done ── create another ──→ form
 *  ↑                    └──→ failed, stopped ──→ back to the form
 *  └── what was shown can no longer be made
 * ```
 */
export class Wizard {
  private readonly form: LiveForm;
  private readonly keeper: DraftKeeper;
  private notice = '';
  private kept: readonly KeptDraft[] = [];
  private creation: RunningCreation | undefined;
  private isOpening = false;
  private isTouched = false;
  private isRestoring = false;
  private isDisposed = false;
  /** The answers of which it was said that something else would be made than was shown: asked again, it is made. */
  private warned: GivenAnswers | undefined;
  /** What was last given to be kept of it. */
  private keptText = '';
  private making: Promise<void> = Promise.resolve();
  private readonly openedAt: Date;
  /** What the page keeps of it as long as nobody has typed anything. */
  private begun = '';

  /** @param given what stands in it before anybody types */
  constructor(
    private readonly ports: WizardPorts,
    private key: WizardKey,
    given: GivenAnswers = beginAnswers(key.mode),
  ) {
    this.openedAt = ports.clock.now();
    const post = (): void => {
      this.post();
    };
    const warn = (message: string): void => {
      ports.warn(message);
    };
    this.form = new LiveForm(ports, key.mode, given, post);
    this.keeper = new DraftKeeper(ports.drafts, ports.clock, warn, post);
  }

  /** Names its draft; another one where it went on with a kept one. */
  get draftKey(): WizardKey {
    return this.key;
  }

  /** Whether something is being made, or waits for what a plugin asks for. */
  get isMaking(): boolean {
    return this.isOpening || (this.creation !== undefined && !this.creation.isOver);
  }

  /** What is being made; undefined where nothing is. */
  get atWork(): Pick<RunningCreation, 'id' | 'waitsFor'> | undefined {
    return this.creation?.isOver === false ? this.creation : undefined;
  }

  /** Resolves when what is being made has come to its end. */
  get made(): Promise<void> {
    return this.making;
  }

  /** Takes a message of the page. Resolves when all is done that it asks for. */
  async receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.hello();
        await this.form.begin();
        return this.lookForKept();
      case 'edit':
        this.edit(message.revision, message.change);
        return;
      case 'show-file': {
        const { request, path } = message;
        const file = await fileText(this.form.plan, path);
        this.ports.post({ type: 'file', request, path, file });
        return;
      }
      case 'create':
        return this.create(message.revision);
      case 'stop':
        return this.creation?.stop(message.discard);
      case 'input-typed':
        this.creation?.type(valuesOf(message));
        return;
      case 'input':
        return this.creation?.give(valuesOf(message));
      case 'resume-draft':
        if (this.isMaking || this.creation !== undefined || (await this.resume(message.id))) return;
        this.notice = l10n.t('This draft is open elsewhere, or is gone.');
        this.post();
        return;
      case 'act':
        return this.act(message.action);
    }
  }

  /**
   * Goes on with the draft of its key, after a reload; where there is none, or another window has it, with what stood in
   * it before anybody typed.
   */
  async restore(): Promise<'resumed' | 'elsewhere' | 'gone'> {
    this.isRestoring = true;
    try {
      return await this.restoreNow();
    } finally {
      this.isRestoring = false;
      // What was typed meanwhile was kept nowhere: nobody could say yet whose it is.
      this.keep();
    }
  }

  private async restoreNow(): Promise<'resumed' | 'elsewhere' | 'gone'> {
    const { draft } = this.key;
    let isElsewhere = false;
    for (let left = RESTORE_ATTEMPTS; left > 0 && !this.isDisposed && !this.isTouched; left -= 1) {
      if (await this.resume(draft)) return 'resumed';
      // What the window was before the reload may still be about to end.
      isElsewhere = await this.ports.drafts.isOpenElsewhere(draft);
      if (!isElsewhere) break;
      await new Promise<void>((resolve) => this.ports.clock.schedule(RESTORE_EVERY_MS, resolve));
    }
    // Meanwhile somebody went on with another one, or had it made.
    if (this.key.draft !== draft || this.isMaking || this.creation !== undefined) return 'resumed';
    const isThere = await this.ports.drafts.has(draft).catch(() => true);
    this.key = { mode: this.key.mode, draft: this.ports.random.uuid() };
    this.hello(true);
    await this.lookForKept();
    return isElsewhere || isThere || this.isTouched ? 'elsewhere' : 'gone';
  }

  /** Looks at everything again: the configuration, templates or the disk may have changed. */
  async refresh(): Promise<void> {
    // While something is made, nobody looks at what else could be.
    if (!this.isMaking) await this.form.refresh();
  }

  /** Resolves when what was asked for so far is shown. */
  settled(): Promise<void> {
    return this.form.settled();
  }

  /** Keeps the draft and looks at nothing any more. A creation goes on to its end. */
  async dispose(tab: 'closed' | 'open' = 'closed'): Promise<void> {
    this.isDisposed = true;
    this.form.dispose();
    await this.keeper.flush();
    // Who else has the draft could make once more what is being made.
    await this.making;
    await this.keeper.leave(this.key.draft, tab);
  }

  /** @param isSameForm whether only the name of the draft is another, and what stands on the page is still of it */
  private hello(isSameForm = false): void {
    const { begun, ports } = this;
    const { strings } = ports;
    const draft = keyText(this.key);
    ports.post({ type: 'hello', version: PROTOCOL_VERSION, strings, draft, begun, isSameForm });
  }

  /** What nobody typed is no draft that somebody could be asked to go on with: the page alone keeps it. */
  private keepBegun(): void {
    if (this.isTouched || this.creation !== undefined) return;
    const { mode, draft: id } = this.key;
    const begun = draftText({ id, mode, changed: this.openedAt, ...this.form.open });
    if (begun === this.begun) return;
    this.begun = begun;
    this.hello(true);
  }

  private post(): void {
    this.keepBegun();
    this.keep();
    const { saved } = this.keeper;
    const state = stateOf(this.form.sight(), {
      plan: this.form.plan,
      problem: this.form.problem,
      creation: this.creation?.view() ?? null,
      trouble: this.form.trouble || this.notice,
      kept: this.kept,
      saved: saved === undefined ? '' : timeInWords(saved),
      saveProblem: this.keeper.problem,
      isCurrent: this.form.isShown,
    });
    this.ports.post({ type: 'state', revision: this.form.shownRevision, state });
  }

  /** Has what was typed written soon, also where a look at its template took a secret out of it. */
  private keep(): void {
    if (!this.isTouched || this.isRestoring || this.isDisposed || this.creation !== undefined) return;
    const { mode, draft: id } = this.key;
    const draft = { id, mode, ...this.form.open };
    const text = draftText({ ...draft, changed: this.openedAt });
    if (text === this.keptText) return;
    this.keptText = text;
    this.keeper.touch({ ...draft, changed: this.ports.clock.now() });
  }

  private async lookForKept(): Promise<void> {
    try {
      const isWanted = !this.isTouched || this.isRestoring;
      const drafts = isWanted ? await this.ports.drafts.list() : [];
      this.kept = drafts.filter(({ mode }) => mode === this.key.mode).map(keptDraft);
    } catch (caught) {
      this.ports.warn(`drafts cannot be listed: ${toExlabError(caught).message}`);
    }
    this.post();
  }

  private edit(revision: number, change: Change): void {
    this.notice = '';
    this.form.edit(revision, change);
    // What comes late, while it is made, is nothing to be kept any more.
    if (this.creation !== undefined) return;
    this.isTouched = true;
    this.keep();
  }

  /** Makes what is shown, or says what keeps it from that. Resolves when it is begun. */
  private async create(revision: number): Promise<void> {
    if (this.isMaking) return;
    this.isOpening = true;
    this.creation = undefined;
    this.notice = '';
    const opening = this.open(revision).finally(() => {
      this.isOpening = false;
    });
    this.making = opening.then(
      (creation) => creation && this.follow(creation),
      // Whoever asked for it is told.
      () => undefined,
    );
    await opening;
  }

  /** Begins the creation of what is shown; undefined where it cannot be, or nobody has seen it. */
  private async open(revision: number): Promise<RunningCreation | undefined> {
    const { form, ports } = this;
    if (revision > form.lastRevision) {
      this.say(
        l10n.t('Not all that was typed has arrived: a text may be too long. Shorten it, and try again.'),
      );
      return undefined;
    }
    const shown = form.isShown && this.warned !== form.answers ? form.plan : null;
    const looked = await form.lookNow();
    const plan = looked?.preview.plan ?? null;
    if (looked === undefined || plan === null || looked.preview.problems.length > 0) {
      ports.post({ type: 'refused', field: refusedField(form.sight()) });
      return undefined;
    }
    if (shown !== null && !(await isStill(shown, looked))) {
      this.warned = form.answers;
      this.say(l10n.t('What will be made has changed since it was shown: look at it, and create it then.'));
      return undefined;
    }
    const { controller } = looked.engine;
    const confirmed = confirmationOf(plan);
    const request = requestOf(appliedDraft(looked.filled, looked.preview));
    let opened: SessionHandle;
    try {
      opened = await (request.kind === 'run'
        ? controller.createRun(request, { confirmed })
        : controller.createProject(request, { confirmed }));
    } catch (caught) {
      this.backToForm(toExlabError(caught));
      return undefined;
    }
    const { clock, canReveal } = ports;
    this.creation = new RunningCreation(looked.engine, opened.session_id, plan, clock, canReveal, () => {
      this.post();
    });
    this.post();
    return this.creation;
  }

  /** Says above the form why nothing was made. */
  private say(notice: string): void {
    this.notice = notice;
    this.post();
  }

  private async follow(creation: RunningCreation): Promise<void> {
    const { draft } = this.key;
    try {
      await this.end(creation, draft, await creation.follow());
    } catch (caught) {
      if (this.creation === creation) this.backToForm(toExlabError(caught));
    }
  }

  private async end(
    creation: RunningCreation,
    draft: string,
    { result, error, state }: SessionHandle,
  ): Promise<void> {
    if (isDone(result)) {
      this.isTouched = false;
      this.ports.created(result.path);
      await this.keeper.discard(draft);
      return;
    }
    // Its files may have been kept, and are found again in the list of what is unfinished.
    this.ports.unfinishedChanged();
    const isOvertaken = error !== null && (isDestinationTaken(error) || isChangedSinceConfirmed(error));
    if (this.creation === creation && state === 'failed' && isOvertaken) this.backToForm(error);
  }

  /** Nothing was made, and the answers are still good: the plan is shown as it is now. */
  private backToForm({ message }: Pick<ErrorShape, 'message'>): void {
    this.creation = undefined;
    this.notice = message;
    this.form.lookAgain();
    this.post();
  }

  /** Goes on with a kept draft; false where it cannot be had. */
  private async resume(id: string): Promise<boolean> {
    if (this.isMaking || this.creation !== undefined) return false;
    const isTouchedBefore = this.isTouched;
    const draft = await this.claimed(id);
    const isOvertaken =
      this.isDisposed || this.isMaking || (this.isRestoring && this.isTouched !== isTouchedBefore);
    if (draft !== undefined && isOvertaken) {
      // What was typed or begun meanwhile must not give way to it.
      await this.ports.drafts.release(id);
      return false;
    }
    this.kept = draft === undefined ? this.kept.filter((each) => each.id !== id) : [];
    if (draft === undefined) {
      // Another window was faster, or it is gone.
      this.post();
      return false;
    }
    if (this.key.draft !== id) await this.keeper.leave(this.key.draft);
    this.key = { mode: this.key.mode, draft: id };
    this.keeper.adopt(draft);
    this.isTouched = true;
    this.hello();
    this.keptText = '';
    this.form.replace(answersOf(draft.draft, draft.aside));
    return true;
  }

  private async claimed(id: string): Promise<StoredDraft | undefined> {
    const { drafts } = this.ports;
    try {
      if (!(await drafts.claim(id))) return undefined;
      const draft = await drafts.read(id);
      if (draft?.mode === this.key.mode) return draft;
      await drafts.release(id);
    } catch (caught) {
      this.ports.warn(`a draft cannot be read: ${toExlabError(caught).message}`);
    }
    return undefined;
  }

  private async act(action: Action): Promise<void> {
    const isOver = !this.isMaking;
    switch (action) {
      case 'back-to-form':
        if (!isOver) return;
        this.creation = undefined;
        this.form.lookAgain();
        this.post();
        return;
      case 'create-another':
        if (isOver) await this.beginAnew(answersForAnother(this.form.answers));
        return;
      case 'discard-draft':
        if (!isOver || (this.isTouched && !(await this.ports.confirmDiscard()))) return;
        await this.keeper.discard(this.key.draft);
        await this.beginAnew(beginAnswers(this.key.mode));
        return;
      default: {
        const view = this.creation?.view();
        this.ports.act(action, {
          folder: view === undefined ? this.form.plan?.destination.path : folderIn(view),
          template: this.form.manifest,
          equipment: this.form.filled(this.form.answers).equipment,
        });
      }
    }
  }

  /** Begins anew in the same tab, with a draft of its own. */
  private async beginAnew(given: GivenAnswers): Promise<void> {
    await this.keeper.leave(this.key.draft);
    this.keeper.saved = undefined;
    this.key = { mode: this.key.mode, draft: this.ports.random.uuid() };
    this.creation = undefined;
    this.notice = '';
    this.isTouched = false;
    this.keptText = '';
    this.hello();
    this.form.replace(given);
    await this.form.refresh();
    await this.lookForKept();
  }
}

/** Whether what was shown would be made still: only the moment is another, where nobody gave one. */
async function isStill(shown: CreationPlan, { engine, filled, preview }: Looked): Promise<boolean> {
  const confirmed = confirmationOf(shown);
  const isOfThen = preview.plan?.moment === shown.moment;
  const then = isOfThen ? preview : await engine.controller.preview(requestOf(filled), undefined, confirmed);
  return then.plan !== null && confirmationOf(then.plan).digest === confirmed.digest;
}

function valuesOf({ values }: Extract<PageMessage, { type: 'input' | 'input-typed' }>): InputValues {
  return new Map(values.map(({ id, value }) => [id, value]));
}
