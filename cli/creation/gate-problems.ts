import type { CreationForm, Wanted } from '../../core/sessions';
import { l10n, type ErrorShape } from '../../core/system';
import type { Output } from '../output';

/** The flags of the request's own fields. */
const FLAGS = new Map([
  ['equipment_id', '--equipment'],
  ['project_short_id', '--project'],
  ['template_path', '--template'],
  ['label', '--label'],
  ['operator', '--operator'],
  ['objective', '--objective'],
  ['run_date', '--run-date'],
  ['lims_project', '--lims-uid, --lims-short-id, --lims-name'],
]);

/** All that an error holds: the problems of a gate, or itself. */
export function problemsOf(error: ErrorShape): readonly ErrorShape[] {
  const problems = error.details?.problems;
  return Array.isArray(problems) && problems.length > 0 ? (problems as readonly ErrorShape[]) : [error];
}

/** Says every problem of a gate, each with the flag that corrects it. */
export function printProblems(
  output: Output,
  problems: readonly ErrorShape[],
  wanted: Wanted,
  form: CreationForm,
): void {
  for (const problem of problems) output.error(problem, flagOf(problem.field, wanted, form));
}

/** What to write on the command line to correct a field. */
export function flagOf(field: string | undefined, wanted: Wanted, form: CreationForm): string | undefined {
  if (field === undefined) return undefined;
  const flag = FLAGS.get(field);
  if (flag !== undefined) return flag;
  if (field === 'run_kind') {
    return wanted.kind === 'run' && wanted.runKind === 'test' ? 'exlab new test-run' : 'exlab new run';
  }
  if (field.startsWith('custom_fields')) return '--custom';
  if (form.fields.some(({ id }) => id === field)) return `--readme ${field}=…`;
  const question = form.questionnaire?.questions.find(({ id }) => id === field);
  if (question?.secret === true) return l10n.t('--answers - ({0})', field);
  return `--set ${field}=…`;
}
