import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import {
  createTemplate,
  planFromFolder,
  planFromStarter,
  readSourceFolder,
  type NewTemplatePlan,
} from '../../core/templates';
import type { Frame } from '../quick/native-inputs';
import type { Services } from '../services';
import { folderOf, isRunsNode } from '../views/runs/nodes';
import type { Answers } from './answers';
import { confirmPlan } from './confirm';
import { placesFor } from './places';
import type { PlanDocuments } from './plan-documents';
import { nextStep, type Surroundings } from './steps';

/**
 * Asks for all that a new template needs, shows what would be written, makes it and opens its manifest (spec 11.1). Throws
 * `CancellationError` where somebody breaks off.
 */
export async function createNewTemplate(
  services: Services,
  documents: PlanDocuments,
  bundledDir: string,
  given: unknown,
): Promise<void> {
  const surroundings = { engine: await services.engines.engine(), bundledDir };
  const { plan, place } = await new Interview(surroundings, documents, await begun(given)).hold();
  const { manifest } = await createTemplate(plan, place);
  services.log.info(`template made: ${manifest}`);
  await vscode.window.showTextDocument(vscode.Uri.file(manifest));
}

/** What a node of the Runs view answers. */
async function begun(given: unknown): Promise<Answers> {
  const folder = isRunsNode(given) ? folderOf(given) : undefined;
  return folder === undefined ? {} : { kind: 'folder', source: await readSourceFolder(folder) };
}

interface Confirmed {
  readonly plan: NewTemplatePlan;
  readonly place: string;
}

/** Asks one thing after the other, with a way back at each. */
class Interview {
  /** The answers as they were before each question. */
  private readonly passed: Answers[] = [];
  /** What was answered last, also to questions that somebody went back from. */
  private typed: Answers = {};

  constructor(
    private readonly surroundings: Surroundings,
    private readonly documents: PlanDocuments,
    private answers: Answers,
  ) {}

  async hold(): Promise<Confirmed> {
    for (;;) {
      await this.ask();
      const { place = '' } = this.answers;
      const plan = await planOf(this.answers);
      const reply = await confirmPlan(this.frame(), this.documents, plan, place);
      if (reply.kind === 'given') return { plan, place };
      this.goBack();
    }
  }

  private async ask(): Promise<void> {
    for (;;) {
      this.answers = await this.withOnlyPlace();
      const step = nextStep(this.surroundings, this.answers);
      if (step === undefined) return;
      const reply = await step(this.frame(), this.typed);
      if (reply.kind === 'back') this.goBack();
      else {
        this.passed.push(this.answers);
        this.answers = reply.value;
        this.typed = { ...this.typed, ...reply.value };
      }
    }
  }

  /** Where there is one place, nobody is asked for it. */
  private async withOnlyPlace(): Promise<Answers> {
    const { place, starter, purpose } = this.answers;
    if (place !== undefined || (starter === undefined && purpose === undefined)) return this.answers;
    const [only, ...others] = await placesFor(this.surroundings.engine, this.answers);
    return only === undefined || others.length > 0 ? this.answers : { ...this.answers, place: only.value };
  }

  private goBack(): void {
    this.answers = this.passed.pop() ?? this.answers;
  }

  private frame(): Frame {
    return { title: l10n.t('New Template'), step: this.passed.length + 1 };
  }
}

function planOf({
  starter,
  source,
  purpose,
  name = '',
  asked = [],
}: Answers): Promise<NewTemplatePlan> | NewTemplatePlan {
  if (starter !== undefined) return planFromStarter(starter, name);
  if (source === undefined || purpose === undefined)
    throw new Error('All is asked for before a plan is made.');
  return planFromFolder(source, { ...purpose, name, words: asked });
}
