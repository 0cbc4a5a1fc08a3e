import type { Chooser, Field, WizardForm, WizardState } from '../protocol';
import { fieldsOf, type SectionId } from './fields';
import { l10n } from './l10n';

/** Something that keeps from creating, or that a finding says about what would be created. */
export interface Problem {
  readonly section: SectionId;
  /** The field to go to; for what belongs to no field, `obstacle:0` or `finding:0`. */
  readonly target: string;
  readonly label: string;
  readonly kind: 'error' | 'missing' | 'obstacle' | 'finding';
}

/** Everything that is wrong or missing, in the order of the page. */
export function problemsOf(state: WizardState): readonly Problem[] {
  const { preview, obstacles } = state.preview;
  return [
    ...problemsOfForm(state.form),
    ...obstacles.map((label, index) => ({
      section: 'preview' as const,
      target: `obstacle:${index}`,
      label,
      kind: 'obstacle' as const,
    })),
    ...(preview?.findings ?? []).map((finding, index) => ({
      section: 'preview' as const,
      target: `finding:${index}`,
      label: finding.message,
      kind: 'finding' as const,
    })),
  ];
}

/** What is wrong or missing in fields: with any of it, nothing is created. */
export function problemsOfForm(form: WizardForm): readonly Problem[] {
  const placed = fieldsOf(form);
  const inSection = (section: SectionId): readonly Problem[] =>
    placed.flatMap((one) => (one.section === section ? problemOfField(section, one.field) : []));
  return [
    ...(form.project ? problemOfChooser('project', l10n.t('Project'), form.project) : []),
    ...inSection('project'),
    ...problemOfChooser('equipment', l10n.t('Equipment'), form.equipment),
    ...problemOfChooser('template', l10n.t('Template'), form.template),
    ...inSection('questions'),
    ...inSection('readme'),
    ...form.custom.flatMap((row, index): Problem[] =>
      row.error === ''
        ? []
        : [
            {
              section: 'readme',
              target: `custom:${index}`,
              label: row.label === '' ? l10n.t('Field {0}', index + 1) : row.label,
              kind: 'error',
            },
          ],
    ),
  ];
}

function problemOfField(section: SectionId, field: Field): readonly Problem[] {
  if (field.error !== '') return [{ section, target: field.id, label: field.label, kind: 'error' }];
  return field.missing ? [{ section, target: field.id, label: field.label, kind: 'missing' }] : [];
}

function problemOfChooser(section: SectionId, label: string, chooser: Chooser): readonly Problem[] {
  if (chooser.error !== '') return [{ section, target: section, label, kind: 'error' }];
  return chooser.value === null ? [{ section, target: section, label, kind: 'missing' }] : [];
}

/** How many answers are required, and how many of those are there without an error. */
export function requiredAnswers(form: WizardForm): { readonly given: number; readonly of: number } {
  const fields = fieldsOf(form).filter(({ field }) => field.required);
  const choosers = [form.equipment, form.template, ...(form.project ? [form.project] : [])];
  const good =
    fields.filter(({ field }) => !field.missing && field.error === '').length +
    choosers.filter((chooser) => chooser.value !== null && chooser.error === '').length;
  return { given: good, of: fields.length + choosers.length };
}

/** The problem after (or before) the one at a target; the first (or last) where the target has none. */
export function neighbour(problems: readonly Problem[], target: string | null, step: 1 | -1): Problem | null {
  const at = problems.findIndex((problem) => problem.target === target);
  if (at === -1) return problems.at(step === 1 ? 0 : -1) ?? null;
  return problems[(at + step + problems.length) % problems.length] ?? null;
}
