import { l10n, nearest } from '../../system';
import { COPIER_VARIABLES, CORE_VARIABLES } from '../core-names';
import type { CompiledTemplate, VariableReference } from '../jinja/language';
import { lintProblem, type LintProblem, type SourceRange } from '../lint-problem';
import { placeInScalar, type ScalarNode } from '../manifest/nodes';
import type { Manifest } from '../manifest/read';
import { ownerOf } from './owner';
import type { LintSubject } from './subject';

/** Finds names that a template uses and nothing defines (`undefined-variable`). */
export function checkUndefinedVariables({ manifestFile, manifest, sources }: LintSubject): LintProblem[] {
  const always = [...givenVariables(manifest), ...COPIER_VARIABLES];
  const all = [...manifest.questions.map((question) => question.id), ...always];
  const problems: LintProblem[] = [];
  for (const { node, template } of manifest.templates) {
    const known = [...askedBefore(manifest, node), ...always];
    for (const { name, position } of unknownIn(template, known)) {
      const range = rangeOf(name, placeInScalar(node, position));
      const message = all.includes(name)
        ? l10n.t("'{0}' is asked later, and is not defined here yet: move its question up.", name)
        : undefinedMessage(name, known);
      problems.push(lintProblem('undefined-variable', manifestFile, message, range));
    }
  }
  for (const { file, nameTemplate, content } of sources) {
    for (const { name } of unknownIn(nameTemplate, all)) {
      problems.push(lintProblem('undefined-variable', file, undefinedMessage(name, all)));
    }
    for (const { name, position } of unknownIn(content, all)) {
      problems.push(
        lintProblem('undefined-variable', file, undefinedMessage(name, all), rangeOf(name, position)),
      );
    }
  }
  return problems;
}

/** The core variables that this type of template is rendered with; a plain Copier template has none. */
function givenVariables(manifest: Manifest): readonly string[] {
  if (manifest.exlab.type === undefined) return [];
  return CORE_VARIABLES.filter((name) => manifest.exlab.type === 'run' || !name.startsWith('run_'));
}

/** The questions whose answers a text of the manifest can see: for a question's own text those before it, and itself. */
function askedBefore(manifest: Manifest, node: ScalarNode): readonly string[] {
  const ids = manifest.questions.map((question) => question.id);
  const owner = ownerOf(manifest.root, node);
  const index = owner === undefined ? -1 : ids.indexOf(owner);
  return index < 0 ? ids : ids.slice(0, index + 1);
}

function unknownIn(template: CompiledTemplate | undefined, known: readonly string[]): VariableReference[] {
  return (template?.references ?? []).filter((reference) => !known.includes(reference.name));
}

function undefinedMessage(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined
    ? l10n.t("'{0}' is not defined: add a question for it, or remove it.", name)
    : l10n.t("'{0}' is not defined; did you mean '{1}'?", name, meant);
}

function rangeOf(name: string, start: SourceRange['start']): SourceRange {
  return { start, end: { line: start.line, column: start.column + name.length } };
}
