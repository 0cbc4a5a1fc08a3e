import type { Config } from '../../core/config';
import { requestOf, type CreationPlan, type CreationPreview } from '../../core/sessions';
import { toExlabError, type ExlabError } from '../../core/system';
import type { Change, WizardMode } from '../../webview-ui/protocol';
import { openDraft } from './draft-text';
import { filledDraft, presetsOf } from './filled-draft';
import { fitting, openAside, withChange, type GivenAnswers } from './given-answers';
import { LatestOnly, type Outcome } from './latest-only';
import { keepsAll, OfferLookup } from './offers';
import type { Sight } from './sight';
import type { WizardEngine, WizardPorts } from './wizard-ports';

/** The answers as they were looked at, and what there is to show of them. */
export interface Looked {
  /** The answers that were looked at. */
  readonly of: GivenAnswers;
  /** The same without those that the template does not ask for. */
  readonly given: GivenAnswers;
  /** These with their presets. */
  readonly filled: Sight['filled'];
  readonly revision: number;
  readonly engine: WizardEngine;
  readonly preview: CreationPreview;
}

type FormPorts = Pick<WizardPorts, 'engine' | 'config' | 'usualOperator' | 'warn' | 'clock'>;

/** What changes at once what can be chosen elsewhere. */
const PLACES: readonly string[] = ['equipment', 'project', 'template'];

/** A form that is filled in, with the preview that follows it: typing never waits for what is computed. */
export class LiveForm {
  private given: GivenAnswers;
  private revision = 0;
  private config: Config | null = null;
  /** What is shown of the answers: behind them while they are looked at. */
  private shown: { readonly given: GivenAnswers; readonly revision: number };
  private preview: CreationPreview | null = null;
  /** The answers of which the preview is. */
  private looked: { readonly given: GivenAnswers } | undefined;
  /** The last form of which the template did load. */
  private loaded: CreationPreview | null = null;
  private lastPlan: CreationPlan | null = null;
  private failure: ExlabError | undefined;
  private readonly previews: LatestOnly<Looked>;
  private readonly offers: OfferLookup;

  constructor(
    private readonly ports: FormPorts,
    private readonly mode: WizardMode,
    given: GivenAnswers,
    /** Told when there is something else to show. */
    private readonly onChange: () => void,
  ) {
    this.given = given;
    this.shown = { given, revision: 0 };
    this.previews = new LatestOnly(
      ports.clock,
      (signal) => this.look(signal),
      (outcome) => {
        try {
          this.take(outcome);
        } catch (caught) {
          // The next look must not be lost with this one.
          ports.warn(`what was looked at cannot be shown: ${toExlabError(caught).message}`);
        }
      },
    );
    this.offers = new OfferLookup(mode, () => ports.engine(), onChange);
  }

  /** All that was given so far. */
  get answers(): GivenAnswers {
    return this.given;
  }

  /** The newest plan that there is, of these answers or of earlier ones. */
  get plan(): CreationPlan | null {
    return this.lastPlan;
  }

  /** The last edit that is shown. */
  get shownRevision(): number {
    return this.shown.revision;
  }

  /** What keeps all of it from working; empty where nothing does. */
  get trouble(): string {
    return this.failure !== undefined && keepsAll(this.failure) ? this.failure.message : '';
  }

  /** Why nothing could be computed of these answers; empty where it could. */
  get problem(): string {
    return this.failure !== undefined && !keepsAll(this.failure) ? this.failure.message : '';
  }

  /** The manifest of the template that is chosen. */
  get manifest(): string | undefined {
    return this.preview?.template?.manifestFile;
  }

  /** The answers as a draft may keep them: without secrets. */
  get open(): Pick<GivenAnswers, 'draft' | 'aside'> {
    return { draft: openDraft(this.given, this.loaded), aside: openAside(this.given) };
  }

  /** The last edit that has arrived. */
  get lastRevision(): number {
    return this.revision;
  }

  /** Whether what is shown is of all that was given. */
  get isShown(): boolean {
    return this.shown.revision === this.revision && this.looked?.given === this.given;
  }

  /** Looks for the first time. */
  async begin(): Promise<void> {
    this.config ??= await this.readConfig();
    // A page that is back shows what was given last, though it is not looked at yet.
    this.shown = { given: this.given, revision: this.revision };
    this.previews.wish();
    this.onChange();
  }

  /** Takes an edit; what comes of it is told later. */
  edit(revision: number, change: Change): void {
    this.revision = Math.max(this.revision, revision);
    this.given = withChange(this.given, change, this.preview);
    const isPlace = change.at === 'single' && PLACES.includes(change.id);
    this.previews.wish(isPlace);
    if (!isPlace) return;
    // That something is being looked for is shown at once.
    this.shown = { given: this.given, revision: this.revision };
    this.onChange();
  }

  /** Puts other answers in the place of all. */
  replace(given: GivenAnswers): void {
    this.given = given;
    this.shown = { given, revision: this.revision };
    this.lastPlan = null;
    this.previews.wish(true);
    this.onChange();
  }

  /** Looks again, at the answers as they are. */
  lookAgain(): void {
    this.previews.wish();
  }

  /** Looks at everything again: the configuration, templates or the disk may have changed. */
  async refresh(): Promise<void> {
    this.config = await this.readConfig();
    this.previews.wish();
    await this.offers.refresh(this.filled(this.given).equipment);
  }

  /** Looks now, until nothing is typed meanwhile; undefined where it cannot be seen. */
  async lookNow(): Promise<Looked | undefined> {
    try {
      for (;;) {
        const before = this.given;
        const looked = await this.look();
        if (this.given !== before) continue;
        this.take({ kind: 'computed', result: looked });
        return looked;
      }
    } catch (caught) {
      this.take({ kind: 'failed', caught });
      return undefined;
    }
  }

  /** Resolves when what was asked for so far is shown. */
  settled(): Promise<void> {
    return this.previews.settled();
  }

  /** What is seen now. */
  sight(): Sight {
    const { given } = this.shown;
    const filled = this.filled(given);
    return {
      mode: this.mode,
      config: this.config,
      given,
      presets: presetsOf(this.config, this.ports.usualOperator()),
      filled,
      preview: this.preview,
      offers: this.offers.at(filled.equipment),
    };
  }

  /** The answers with their presets. */
  filled(given: GivenAnswers): Sight['filled'] {
    return filledDraft(given.draft, presetsOf(this.config, this.ports.usualOperator()));
  }

  /** Looks at nothing any more. */
  dispose(): void {
    this.previews.dispose();
  }

  /** Why it cannot be read is told where an engine is made from it. */
  private async readConfig(): Promise<Config | null> {
    try {
      return await this.ports.config();
    } catch {
      return null;
    }
  }

  /** Computes what there is to show of the answers as they are now. */
  private async look(signal?: AbortSignal): Promise<Looked> {
    const { given, revision } = this;
    const engine = await this.ports.engine();
    this.config = engine.config;
    const compute = (answers: GivenAnswers): Promise<CreationPreview> =>
      engine.controller.preview(requestOf(this.filled(answers)), signal);
    const preview = await compute(given);
    const fit = fitting(given, this.filled(given), preview);
    const filled = this.filled(fit);
    const looked = { of: given, given: fit, filled, revision, engine, preview };
    const seen = fit === given ? looked : { ...looked, preview: await compute(fit) };
    // Another configuration has brought another engine meanwhile: this one only says that it is stopping.
    return (await this.ports.engine()) === engine ? seen : this.look(signal);
  }

  private take(outcome: Outcome<Looked>): void {
    if (outcome.kind === 'failed') {
      this.failure = toExlabError(outcome.caught);
      this.shown = { given: this.given, revision: this.revision };
    } else {
      const { of, given, revision, preview } = outcome.result;
      this.failure = undefined;
      this.tellLaidAside(given);
      // What was typed meanwhile is looked at next.
      if (this.given === of) this.given = given;
      this.shown = { given, revision };
      this.looked = { given };
      this.preview = preview;
      if (preview.template !== null) this.loaded = preview;
      const isChosen = given.draft.template !== undefined;
      this.lastPlan = preview.plan ?? (isChosen ? this.lastPlan : null);
    }
    this.onChange();
  }

  private tellLaidAside({ aside }: GivenAnswers): void {
    const added = [...aside.keys()].filter((key) => !this.given.aside.has(key));
    if (added.length > 0) {
      this.ports.warn(
        `the template does not ask for these answers, they are laid aside: ${added.join(', ')}`,
      );
    }
  }
}
