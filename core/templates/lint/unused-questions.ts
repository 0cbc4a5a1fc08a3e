import { l10n } from '../../system';
import type { CompiledTemplate } from '../jinja/language';
import { lintProblem, pointRange, type LintProblem } from '../lint-problem';
import { entryOf } from '../manifest/nodes';
import type { LintSubject } from './subject';

/** Finds questions whose answers nothing in the template uses (`question-unused`). */
export function checkUnusedQuestions(subject: LintSubject): LintProblem[] {
  const { manifest, sources, included } = subject;
  // What a plugin reads of the answers is its own affair.
  if (manifest.exlab.plugins.length > 0 || !subject.isComplete) return [];
  const used = new Set<string>();
  const use = (template: CompiledTemplate | undefined, owner?: string): void => {
    for (const { name } of template?.references ?? []) if (name !== owner) used.add(name);
  };
  for (const { nameText, content } of sources) {
    use(nameText?.template);
    use(content?.template);
  }
  for (const { content } of included) use(content.template);
  for (const { template, question } of manifest.templates) use(template, question);
  if (used.has('_copier_answers')) return [];
  return manifest.questions
    .filter((question) => !used.has(question.id))
    .map(({ id, line, file }) =>
      lintProblem(
        'question-unused',
        file,
        l10n.t("The answer to '{0}' is recorded, and no file or name of the template uses it.", id),
        entryOf(manifest.root, id)?.key.range ?? pointRange({ line, column: 0 }),
        { data: { kind: 'unused-question', question: id } },
      ),
    );
}
