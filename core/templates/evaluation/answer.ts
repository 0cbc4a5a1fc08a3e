import { l10n, toExlabError } from '../../system';
import { jinja } from '../jinja';
import { loadTemplate } from '../manifest';
import { evaluateQuestionnaire, type Questionnaire } from '../questionnaire';
import { changedError } from '../render-error';
import { renderTree, type RenderedTree } from '../render-tree';
import { SourceMemory } from '../source-memory';
import { withUnsavedTexts } from '../unsaved-texts';
import type { EvaluationReply, EvaluationRequest, Greeting } from './messages';
import { EVALUATION_LIMITS, WatchedLanguage, type EvaluationLimits } from './watched-language';
import { onWhereabouts } from './whereabouts';

/** The part of an evaluating process that knows templates. */
export interface Evaluation {
  greet(greeting: Greeting): void;
  /** Does the work; never throws. */
  answer(request: EvaluationRequest): Promise<EvaluationReply>;
}

/** Makes this process one that evaluates templates and tells `send` where it is. To be called once. */
export function beginEvaluation(
  send: (reply: EvaluationReply) => void,
  limits: EvaluationLimits = EVALUATION_LIMITS,
): Evaluation {
  const language = new WatchedLanguage(limits);
  const memory = new SourceMemory();
  language.watch(jinja);
  onWhereabouts((whereabouts) => {
    send({ kind: 'at', ...whereabouts });
  });
  return {
    greet({ texts }) {
      if (texts !== undefined) l10n.config({ contents: { ...texts } });
    },
    async answer(request) {
      const { id } = request;
      language.begin();
      try {
        return {
          kind: 'done',
          id,
          result: await withUnsavedTexts(request.unsaved, () => evaluate(request, memory)),
        };
      } catch (caught) {
        return { kind: 'failed', id, error: toExlabError(caught).toShape() };
      }
    },
  };
}

/** The manifest is read anew and parsed only where it has changed: `loadTemplate` sees to that. */
async function evaluate(
  { template: wanted, task }: EvaluationRequest,
  memory: SourceMemory,
): Promise<Questionnaire | RenderedTree> {
  const template = await loadTemplate(wanted.root, wanted.origin);
  if (template.digest !== wanted.digest) throw changedError(template.manifestFile);
  switch (task.kind) {
    case 'questionnaire':
      return evaluateQuestionnaire(template, task.given, task.context, task.places);
    case 'render': {
      const { context, secretNames, answers, places, recalls } = task;
      return renderTree(template, context, secretNames, {
        ...(answers === undefined ? {} : { answers }),
        ...(recalls ? { memory } : {}),
        ...places,
      });
    }
  }
}
