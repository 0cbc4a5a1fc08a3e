import * as path from 'node:path';
import { answersBegun } from '../../extension/wizard/begun-answers';
import { DraftStore } from '../../extension/wizard/draft-store';
import { beginAnswers } from '../../extension/wizard/given-answers';
import type { KnownBefore } from '../../extension/wizard/known-before';
import { Wizard } from '../../extension/wizard/wizard';
import type { WizardEngine, WizardPorts } from '../../extension/wizard/wizard-ports';
import type { Action, Change, Field, HostMessage, WizardMode, WizardState } from '../../webview-ui/protocol';
import { disposeLaboratories, laboratory } from './creations';
import { countedRandom, TEST_HOST, type Laboratory, type LaboratoryOptions } from './laboratory';
import type { ManualClock } from './manual-clock';

let wizardsMade = 0;
const wizards: Wizard[] = [];

/** Ends the wizards of a test, which write until then, and takes its labs away. */
export async function disposeWizardLabs(): Promise<void> {
  for (const wizard of wizards.splice(0)) await wizard.dispose();
  await disposeLaboratories();
}

/** What stands where the page would be: it holds what the host said last. */
export class PageDouble {
  readonly messages: HostMessage[] = [];
  private revision = 0;

  constructor(
    readonly wizard: Wizard,
    private readonly clock: ManualClock,
  ) {}

  get state(): WizardState {
    const state = this.messages.findLast((message) => message.type === 'state');
    if (state === undefined) throw new Error('The host has said nothing yet.');
    return state.state;
  }

  /** The fields to which the focus was sent. */
  get refused(): string[] {
    return this.messages.flatMap((message) => (message.type === 'refused' ? [message.field] : []));
  }

  /** What the page keeps of a wizard that nobody has typed in. */
  get begun(): string {
    return this.messages.findLast((message) => message.type === 'hello')?.begun ?? '';
  }

  field(id: string): Field {
    const { questions, core, readme, lims, runDate } = this.state.form;
    const all = [...questions, ...core, ...readme, ...lims, ...(runDate === null ? [] : [runDate])];
    const field = all.find((each) => each.id === id);
    if (field === undefined) throw new Error(`There is no field '${id}'.`);
    return field;
  }

  async edit(...changes: Change[]): Promise<void> {
    for (const change of changes) {
      this.revision += 1;
      await this.wizard.receive({ type: 'edit', revision: this.revision, change });
    }
    await this.wizard.settled();
  }

  give(id: Extract<Change, { at: 'single' }>['id'], value: string | null): Promise<void> {
    return this.edit({ at: 'single', id, value });
  }

  answer(id: string, value: Extract<Change, { at: 'question' }>['value']): Promise<void> {
    return this.edit({ at: 'question', id, value });
  }

  /** All that a plain run needs beside its place. */
  async fill(label = 'First run'): Promise<void> {
    await this.edit(
      { at: 'single', id: 'label', value: label },
      { at: 'single', id: 'objective', value: 'See whether it works' },
    );
  }

  async create(): Promise<void> {
    await this.wizard.receive({ type: 'create', revision: this.revision });
  }

  act(action: Action): Promise<void> {
    return this.wizard.receive({ type: 'act', action });
  }

  /** Resolves with the first state that fits, the present one included. */
  async until(fits: (state: WizardState) => boolean): Promise<WizardState> {
    while (!fits(this.state)) await new Promise((resolve) => setImmediate(resolve));
    return this.state;
  }

  created(): Promise<WizardState> {
    return this.until(
      ({ creation }) => creation !== null && ['done', 'failed', 'stopped'].includes(creation.state),
    );
  }

  /** Lets the draft be written. */
  async saved(): Promise<void> {
    this.clock.advance(300);
    await this.until(({ saved }) => saved !== '');
  }
}

export interface WizardOptions {
  readonly mode?: WizardMode;
  readonly known?: Partial<KnownBefore>;
  readonly draft?: string;
  /** What the page of an earlier window kept. */
  readonly begun?: string;
  readonly ports?: Partial<WizardPorts>;
}

export const PLACE = { equipment: 'CONFOCAL_01', project: 'PROJ-0042', template: 'plain' };

/** A lab, and wizards over it. */
export class WizardLab {
  readonly made: string[] = [];
  readonly warnings: string[] = [];
  readonly actions: unknown[] = [];
  engine: WizardEngine;

  constructor(readonly lab: Laboratory) {
    this.engine = lab.engine;
  }

  static async make(options?: LaboratoryOptions): Promise<WizardLab> {
    return new WizardLab(await laboratory(options));
  }

  get draftFolder(): string {
    return path.join(this.lab.stateFolder, 'drafts');
  }

  /** The store of a window. */
  drafts(host = TEST_HOST): DraftStore {
    const warn = (message: string): unknown => this.warnings.push(message);
    return new DraftStore(this.draftFolder, { clock: this.lab.clock, host, warn });
  }

  /** Lets time pass until something has come to its end. */
  async passing(work: Promise<unknown>): Promise<void> {
    const over = { is: false };
    void work.finally(() => (over.is = true));
    while (!over.is) {
      await new Promise(setImmediate);
      this.lab.clock.advance(100);
    }
    await work;
  }

  /** A wizard's host, which tells its page by `post`; `disposeWizardLabs` ends it. */
  host(
    post: (message: HostMessage) => void,
    { mode = 'experimental', known = {}, draft, begun, ports }: WizardOptions = {},
  ): Wizard {
    wizardsMade += 1;
    const random = countedRandom(wizardsMade * 1000);
    const wizard = new Wizard(
      {
        engine: () => Promise.resolve(this.engine),
        config: () => Promise.resolve(this.engine.config),
        created: (folder) => this.made.push(folder),
        unfinishedChanged: () => undefined,
        post,
        act: (action, subject) => this.actions.push({ action, ...subject }),
        confirmDiscard: () => Promise.resolve(true),
        usualOperator: () => 'alice',
        warn: (message) => this.warnings.push(message),
        drafts: this.drafts(),
        clock: this.lab.clock,
        random,
        canReveal: true,
        strings: {},
        ...ports,
      },
      { mode, draft: draft ?? random.uuid() },
      begun === undefined ? beginAnswers(mode, known) : answersBegun(begun, mode),
    );
    wizards.push(wizard);
    return wizard;
  }

  /** An open wizard, its first state shown. */
  async open(options: WizardOptions = {}): Promise<PageDouble> {
    const page: { double?: PageDouble } = {};
    const wizard = this.host((message) => page.double?.messages.push(structuredClone(message)), options);
    const double = new PageDouble(wizard, this.lab.clock);
    page.double = double;
    await wizard.receive({ type: 'ready', version: 1 });
    await wizard.settled();
    await double.until(({ form }) => !form.template.isLoading && form.project?.isLoading !== true);
    return double;
  }
}
