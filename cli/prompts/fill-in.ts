import { userInfo } from 'node:os';
import * as path from 'node:path';
import { equipmentRoot } from '../../core/config';
import type { CreationForm } from '../../core/sessions';
import { ExlabError, l10n } from '../../core/system';
import type { Draft } from '../creation/draft';
import { requestOf } from '../creation/draft';
import { printProblems } from '../creation/gate-problems';
import { printPlan } from '../creation/plan-report';
import { existingProjects } from '../creation/projects';
import type { Output } from '../output';
import type { Workplace } from '../workplace';
import { askQuestion } from './questions';
import { PromptCancelled, type Check, type Choice, type Questioner } from './questioner';
import { askReadmeField } from './readme-fields';

/**
 * Asks for all that a draft lacks, each answer checked as the gate does it, then shows the plan and has it confirmed.
 * Throws `PromptCancelled` where somebody breaks off or does not confirm.
 */
export async function fillIn(
  questioner: Questioner,
  workplace: Workplace,
  draft: Draft,
  { confirm, output }: { readonly confirm: boolean; readonly output: Output },
): Promise<Draft> {
  const filler = new Filler(questioner, workplace, draft);
  await filler.askPlace();
  await filler.askCoreFields();
  await filler.askQuestions();
  await filler.askReadme();
  const { draft: filled } = filler;
  if (confirm) await confirmPlan(questioner, workplace, filled, output);
  return filled;
}

/** Goes through a draft from top to bottom; every method leaves alone what is there already. */
class Filler {
  constructor(
    private readonly questioner: Questioner,
    private readonly workplace: Workplace,
    public draft: Draft,
  ) {}

  /** Equipment, project and template. */
  async askPlace(): Promise<void> {
    this.draft = { ...this.draft, equipment: this.draft.equipment ?? (await this.chooseEquipment()) };
    if (this.draft.wanted.kind === 'project') await this.askLimsProject();
    else this.draft = { ...this.draft, project: this.draft.project ?? (await this.chooseProject()) };
    this.draft = { ...this.draft, template: this.draft.template ?? (await this.chooseTemplate()) };
  }

  async askCoreFields(): Promise<void> {
    await this.askCore('label', l10n.t('Label: a short title'));
    await this.askOperator();
    await this.askCore('objective', l10n.t('Objective: what it is for'));
  }

  /** The template's questions in their order; which ones there are may change with every answer. */
  async askQuestions(): Promise<void> {
    const asked = new Set<string>();
    let showAdvanced: boolean | undefined;
    for (;;) {
      const { questionnaire, problems } = await this.form();
      const open = (questionnaire?.questions ?? []).filter(
        ({ id, visible, answered }) => visible && !answered && !asked.has(id),
      );
      // What is folded away comes last, if at all; unless it cannot be left to its default.
      const isFolded = (id: string, advanced: boolean): boolean =>
        advanced && !problems.some(({ field }) => field === id);
      let next = open.find(({ id, advanced }) => !isFolded(id, advanced));
      if (next === undefined && open.length > 0) {
        showAdvanced ??= await this.questioner.confirm(
          l10n.t('Look at {0} settings that have defaults?', open.length),
          false,
        );
        if (showAdvanced) next = open[0];
      }
      if (next === undefined) return;
      const { id } = next;
      asked.add(id);
      const answer = await askQuestion(
        this.questioner,
        next,
        this.checkOf(id, (value) => this.withAnswer(id, value)),
      );
      this.draft = this.withAnswer(id, answer);
    }
  }

  /** The README's fields, required ones first. */
  async askReadme(): Promise<void> {
    const { fields } = await this.form();
    const open = fields.filter(({ id }) => !this.draft.readme.has(id));
    for (const field of [
      ...open.filter(({ required }) => required),
      ...open.filter(({ required }) => !required),
    ]) {
      const withValue = (value: string | boolean | undefined): Draft => this.withField(field.id, value);
      this.draft = withValue(await askReadmeField(this.questioner, field, this.checkOf(field.id, withValue)));
    }
  }

  private form(draft = this.draft): Promise<CreationForm> {
    return this.workplace.engine.controller.form(requestOf(draft));
  }

  /** The gate's own check of one field. */
  private checkOf<Value>(field: string, withValue: (value: Value) => Draft): Check<Value> {
    return async (value) => {
      const { problems } = await this.form(withValue(value));
      return problems.find((problem) => problem.field === field)?.message;
    };
  }

  private withAnswer(id: string, value: unknown): Draft {
    const answers = new Map(this.draft.answers);
    if (value === undefined) answers.delete(id);
    else answers.set(id, value);
    return { ...this.draft, answers };
  }

  private withField(id: string, value: string | boolean | undefined): Draft {
    const readme = new Map(this.draft.readme);
    if (value === undefined) readme.delete(id);
    else readme.set(id, value);
    return { ...this.draft, readme };
  }

  private chooseEquipment(): Promise<string> {
    const { equipment } = this.workplace.config;
    return this.questioner.choose({
      message: l10n.t('Equipment'),
      choices: equipment.map(({ id, label }) => ({ value: id, label: id, hint: label })),
    });
  }

  private async chooseProject(): Promise<string> {
    const { config } = this.workplace;
    const id = this.draft.equipment ?? '';
    const equipment = config.equipment.find((entry) => entry.id === id);
    const projects =
      equipment === undefined
        ? []
        : await existingProjects(path.join(equipmentRoot(config, equipment), equipment.id));
    return this.questioner.choose({
      message: l10n.t('Project'),
      choices: atLeastOne(
        projects.map(({ shortId, name }) => ({ value: shortId, label: shortId, hint: name })),
        l10n.t(
          "There is no project under '{0}': create one with 'exlab new project', or choose another instrument.",
          id,
        ),
      ),
    });
  }

  private async askLimsProject(): Promise<void> {
    const { lims } = this.draft;
    // A uid that a flag gave, and the equipment's folder: no answer to come could make them right.
    const asIf = { ...this.draft, lims: { ...lims, shortId: 'PROJ-1', name: '-' } };
    const problem = await this.checkOf('lims_project', () => asIf)(undefined);
    if (problem !== undefined) {
      throw new ExlabError({ code: 'validation_failed', field: 'lims_project', message: problem });
    }
    const part = async (key: 'shortId' | 'name', message: string, placeholder: string): Promise<void> => {
      if (this.draft.lims[key] !== undefined) return;
      const given = (value: string): Draft => ({ ...this.draft, lims: { ...this.draft.lims, [key]: value } });
      // The gate looks at the whole project: while its id is asked for, the name is not yet missing.
      const check: Check<string> = this.checkOf('lims_project', (value) =>
        key === 'name'
          ? given(value)
          : { ...given(value), lims: { ...lims, shortId: value, name: lims.name ?? '-' } },
      );
      this.draft = given(await this.questioner.text({ message, placeholder, check }));
    };
    await part('shortId', l10n.t("LIMS project's short id"), 'PROJ-0042');
    await part('name', l10n.t("LIMS project's name"), '');
  }

  private async chooseTemplate(): Promise<string> {
    const { wanted, equipment } = this.draft;
    const entries = await this.workplace.engine.templates(
      wanted.kind === 'project' ? { type: 'project' } : { type: 'run', runKind: wanted.runKind },
      equipment,
    );
    const usable = entries.flatMap(({ name, template }) =>
      template === null ? [] : [{ value: name, label: name, hint: template.description }],
    );
    return this.questioner.choose({
      message: l10n.t('Template'),
      choices: atLeastOne(
        usable,
        l10n.t("There is no template for this: 'exlab templates list' shows what there is."),
      ),
    });
  }

  private async askCore(field: 'label' | 'objective', message: string): Promise<void> {
    if (this.draft[field] !== undefined) return;
    const withValue = (value: string): Draft => ({ ...this.draft, [field]: value });
    this.draft = withValue(await this.questioner.text({ message, check: this.checkOf(field, withValue) }));
  }

  private async askOperator(): Promise<void> {
    if (this.draft.operator !== undefined) return;
    const { allowlist } = this.workplace.config.operators;
    const user = userInfo().username;
    const withValue = (value: string): Draft => ({ ...this.draft, operator: value });
    const message = l10n.t('Operator');
    const operator =
      allowlist.length > 0
        ? await this.questioner.choose({
            message,
            choices: allowlist.map((name) => ({ value: name, label: name })),
            initial: user,
          })
        : await this.questioner.text({ message, initial: user, check: this.checkOf('operator', withValue) });
    this.draft = withValue(operator);
  }
}

function atLeastOne<Value>(choices: readonly Choice<Value>[], message: string): readonly Choice<Value>[] {
  if (choices.length > 0) return choices;
  throw new ExlabError({ code: 'validation_failed', message });
}

async function confirmPlan(
  questioner: Questioner,
  { engine }: Workplace,
  draft: Draft,
  output: Output,
): Promise<void> {
  const request = requestOf(draft);
  const { plan, problems } = await engine.controller.plan(request);
  if (plan !== null) printPlan(output, plan);
  if (problems.length > 0) {
    printProblems(output, problems, draft.wanted, await engine.controller.form(request));
    throw new PromptCancelled();
  }
  if (!(await questioner.confirm(l10n.t('Create it?'), true))) throw new PromptCancelled();
}
