import * as path from 'node:path';
import { l10n, type ErrorShape } from '../../core/system';
import type { LintProblem, Questionnaire, RenderNote, Template } from '../../core/templates';
import type { PreviewPlace, PreviewProblem } from './preview-state';

/** Why a template cannot be loaded or rendered, at the places that are known. */
export function problemsOfError(error: ErrorShape, root: string, manifestFile: string): PreviewProblem[] {
  const { message, details = {} } = error;
  if (isLintProblems(details.problems) && details.problems.length > 0) {
    return details.problems.map(({ severity, message: said, file, line, column }) => ({
      severity,
      message: said,
      place: { file, line, column },
    }));
  }
  const place = placeOf(details, root, manifestFile);
  return [{ severity: 'error', message, ...(place === undefined ? {} : { place }) }];
}

function isLintProblems(value: unknown): value is readonly LintProblem[] {
  return Array.isArray(value);
}

function placeOf(
  { file, line, column }: Readonly<Record<string, unknown>>,
  root: string,
  manifestFile: string,
): PreviewPlace | undefined {
  if (typeof file !== 'string' || file === '') return undefined;
  return {
    // A setting is told by its name.
    file: file.startsWith('_') ? manifestFile : path.resolve(root, withoutNote(file)),
    line: typeof line === 'number' ? line : 1,
    column: typeof column === 'number' ? column : 1,
  };
}

/** A text of the manifest has the name of its key behind the file: `copier.yml (_message_after_copy)`. */
function withoutNote(file: string): string {
  return file.replace(/ \(_\w+\)$/, '');
}

/** What is wrong with answers: at their line in the sheet, else at their question. */
export function problemsOfAnswers(
  { problems, notes }: Pick<Questionnaire, 'problems' | 'notes'>,
  template: Template,
  sheet: string,
): PreviewProblem[] {
  const wrong = problems.map(({ message, field = '' }): PreviewProblem => {
    const answersLine = lineOf(field, sheet);
    if (answersLine !== undefined) return { severity: 'error', message, answersLine };
    const question = template.questions.find(({ id }) => id === field);
    if (question === undefined) return { severity: 'error', message };
    const place = { file: question.file, line: question.line + 1, column: 1 };
    return { severity: 'error', message, place };
  });
  return [...wrong, ...notes.map((message): PreviewProblem => ({ severity: 'information', message }))];
}

/** A secret is not wanted here: it would stand in a text that anybody who looks on can read. */
export function secretProblem(id: string, sheet: string): PreviewProblem {
  const answersLine = lineOf(id, sheet);
  return {
    severity: 'warning',
    message: l10n.t("'{0}' is secret, and a preview answers it with a sample: take the answer out.", id),
    ...(answersLine === undefined ? {} : { answersLine }),
  };
}

/** Why a sheet of answers cannot be read. */
export function problemOfSheet({ message, details }: ErrorShape): PreviewProblem {
  const line = details?.line;
  return { severity: 'error', message, answersLine: typeof line === 'number' ? line : 1 };
}

/** What is worth a look in what was rendered. */
export function problemsOfNotes(notes: readonly RenderNote[], root: string): PreviewProblem[] {
  return notes.map(({ file, message }) => {
    const [, name = file, line = '1', column = '1'] = /^(.*?):(\d+):(\d+)$/s.exec(file) ?? [];
    const place = { file: path.resolve(root, name), line: Number(line), column: Number(column) };
    return { severity: 'warning', message, place };
  });
}

function lineOf(id: string, sheet: string): number | undefined {
  const lines = sheet.split(/\r\n|\r|\n/);
  const at =
    id === '' ? -1 : lines.findIndex((line) => /^["']?([^"':]+)["']?\s*:/.exec(line)?.[1]?.trim() === id);
  return at === -1 ? undefined : at + 1;
}
