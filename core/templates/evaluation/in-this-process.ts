import { evaluateQuestionnaire } from '../questionnaire';
import { renderTree } from '../render-tree';
import { withUnsavedTexts } from '../unsaved-texts';
import type { TemplateEvaluator } from './evaluator';

/** Evaluates here and now: for templates that are known to end, as in tests. A template that spins holds everything up. */
export const inThisProcess: TemplateEvaluator = {
  questionnaire: (template, given, context, { unsaved, ...places } = {}) =>
    new Promise((resolve) => {
      resolve(withUnsavedTexts(unsaved, () => evaluateQuestionnaire(template, given, context, places)));
    }),
  render: (template, context, secretNames, { unsaved, ...options } = {}) =>
    withUnsavedTexts(unsaved, () => renderTree(template, context, secretNames, options)),
  close: () => Promise.resolve(),
};
