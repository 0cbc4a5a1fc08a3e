import { evaluateQuestionnaire } from '../questionnaire';
import { renderTree } from '../render-tree';
import type { TemplateEvaluator } from './evaluator';

/** Evaluates here and now: for templates that are known to end, as in tests. A template that spins holds everything up. */
export const inThisProcess: TemplateEvaluator = {
  questionnaire: (template, given, context, places) =>
    new Promise((resolve) => {
      resolve(evaluateQuestionnaire(template, given, context, places));
    }),
  render: renderTree,
  close: () => Promise.resolve(),
};
