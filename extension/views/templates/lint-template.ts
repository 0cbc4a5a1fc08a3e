import { lintTemplate, type LintProblem } from '../../../core/templates';

/** Lints a template of the lab, or one that ships: all of them are meant for us. */
export function lintOfLab(root: string): Promise<LintProblem[]> {
  return lintTemplate(root, { meantForUs: true });
}
