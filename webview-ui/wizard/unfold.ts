import type { Field, WizardForm } from '../protocol';
import type { Ui } from './view';

/** The groups of fields that have a fold for advanced ones, by the names of the folds. */
function groupsOf(form: WizardForm): readonly (readonly [string, readonly Field[]])[] {
  return [
    ['lims', form.lims],
    ['questions', form.questions],
    ['core', form.runDate ? [...form.core, form.runDate] : form.core],
    ['readme', form.readme],
  ];
}

/** Opens what hides a field: a fold, a filter, a list that shows only what was chosen. */
export function unfold(ui: Ui, form: WizardForm, target: string): void {
  for (const [fold, fields] of groupsOf(form))
    if (fields.some((field) => field.id === target && field.advanced)) ui.openFolds.add(fold);
  ui.filters.delete(target);
  if (target !== 'project' && target !== 'equipment') return;
  const chooser = form[target];
  if (chooser && chooser.error !== '') ui.changing.add(target);
}
