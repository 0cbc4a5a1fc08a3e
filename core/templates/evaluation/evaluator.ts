import type { QuestionnairePlaces } from '../answer-scope';
import type { SecretNames } from '../jinja/language';
import type { TemplateContext } from '../jinja/value';
import type { Template } from '../model';
import type { GivenAnswers, Questionnaire } from '../questionnaire';
import type { RenderedTree, RenderOptions } from '../render-tree';
import type { UnsavedTexts } from '../unsaved-texts';

/** Where the folder will be, where that is known, and what gives the evaluation up. */
export interface QuestionnaireOptions extends QuestionnairePlaces {
  readonly signal?: AbortSignal | undefined;
  /** What is being edited: the template must have been loaded with the same texts. */
  readonly unsaved?: UnsavedTexts | undefined;
}

/** What a rendering is to do beside what the template and the answers say. */
export interface EvaluatedRenderOptions extends Omit<RenderOptions, 'memory'> {
  /**
   * For previews, which follow each other: whether a source that is the same file as at an earlier rendering, by its
   * size and times, need not be read again. By default every source is read.
   */
  readonly recalls?: boolean;
  /** As in `QuestionnaireOptions`. */
  readonly unsaved?: UnsavedTexts | undefined;
}

/**
 * Whatever evaluates a template goes through here (spec 3.4): what a template says is not ours, and it may loop or
 * grow without end. Parsing and lint evaluate nothing and need none of this.
 */
export interface TemplateEvaluator {
  /**
   * The questions of a template with these answers, as `evaluateQuestionnaire` has them.
   * @throws `template_render_error` where it does not come to an end, or changed since it was loaded; `cancelled`
   */
  questionnaire(
    template: Template,
    given: GivenAnswers,
    context: TemplateContext,
    options?: QuestionnaireOptions,
  ): Promise<Questionnaire>;

  /** What a template becomes, as `renderTree` has it. Throws as that does, and as `questionnaire` does here. */
  render(
    template: Template,
    context: TemplateContext,
    secretNames: SecretNames,
    options?: EvaluatedRenderOptions,
  ): Promise<RenderedTree>;

  /** Ends what is under way, with `shutting_down`, and takes no more; comes back when nothing of it is left. */
  close(): Promise<void>;
}
