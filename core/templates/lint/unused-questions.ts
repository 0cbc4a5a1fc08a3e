import { l10n } from '../../system';
import type { CompiledTemplate } from '../jinja/language';
import { lintProblem, type LintProblem } from '../lint-problem';
import { ownerOf } from './owner';
import type { LintSubject } from './subject';

/** Finds questions whose answers nothing in the template uses (`question-unused`). */
export function checkUnusedQuestions(subject: LintSubject): LintProblem[] {
  const { manifestFile, manifest, sources } = subject;
  // What a plugin reads of the answers is its own affair.
  if (manifest.exlab.plugins.length > 0 || !subject.isComplete) return [];
  const used = new Set(
    sources.flatMap(({ nameTemplate, content }) => [...namesIn(nameTemplate), ...namesIn(content)]),
  );
  for (const { node, template } of manifest.templates) {
    const owner = ownerOf(manifest.root, node);
    for (const name of namesIn(template)) if (name !== owner) used.add(name);
  }
  if (used.has('_copier_answers')) return [];
  return manifest.questions
    .filter((question) => !used.has(question.id))
    .map(({ id, line }) =>
      lintProblem(
        'question-unused',
        manifestFile,
        l10n.t("The answer to '{0}' is recorded, and no file or name of the template uses it.", id),
        { start: { line, column: 0 }, end: { line, column: id.length } },
      ),
    );
}

function namesIn(template: CompiledTemplate | undefined): string[] {
  return template?.references.map((reference) => reference.name) ?? [];
}
