import { l10n } from '../../system';
import { isCompiled } from '../evaluate';
import { lintProblem, type LintProblem } from '../lint-problem';
import { entryOf, valueOf } from '../manifest/nodes';
import type { LintSource, LintSubject } from './subject';

/** Finds files and folders whose names are empty whatever is answered (`file-never-rendered`), the topmost ones. */
export function checkNeverRendered({ sources, paths }: LintSubject): LintProblem[] {
  const never = new Set<LintSource>();
  for (const source of sources) {
    const becomesNothing = paths.namesOf(source)?.every(({ text }) => text === '') ?? false;
    const contradicts = paths.pathsOf(source)?.length === 0;
    if (becomesNothing || contradicts) never.add(source);
  }
  return [...never]
    .filter(({ above }) => above === undefined || !never.has(above))
    .map(({ file }) =>
      lintProblem(
        'file-never-rendered',
        file,
        l10n.t(
          'The name becomes nothing whatever is answered, so this is never made: remove it, or correct its condition.',
        ),
      ),
    );
}

/**
 * Finds questions whose `when` no answer makes true (`question-never-asked`). A plain `false` is Copier's way to compute
 * a value, and meant so.
 */
export function checkNeverAsked({ manifest, answers, manifestFile }: LintSubject): LintProblem[] {
  return manifest.questions.flatMap((question) => {
    if (!isCompiled(question.when) || answers.truthOf(question.when) !== 'never') return [];
    const declaration = entryOf(manifest.root, question.id)?.value;
    const when = declaration?.kind === 'mapping' ? valueOf(declaration, 'when') : undefined;
    const range = when?.range ?? declaration?.range;
    return lintProblem(
      'question-never-asked',
      range?.file ?? manifestFile,
      l10n.t(
        "'when' is never true, so '{0}' is never asked: correct the condition, or write 'when: false'.",
        question.id,
      ),
      range,
    );
  });
}
