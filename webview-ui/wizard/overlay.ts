import type { Chooser, Choice, Field, FieldValue, WizardForm } from '../protocol';
import type { CustomRow } from './custom-rows';
import { isEmpty } from './fields';

/** What somebody did that the newest state does not include yet. */
export type LocalValue =
  | { readonly kind: 'field'; readonly value: FieldValue }
  | { readonly kind: 'choice'; readonly value: string | null }
  | { readonly kind: 'rows'; readonly rows: readonly CustomRow[] };

/** The key of the custom fields, which change as one. */
export const CUSTOM = 'custom';

/** A form as it is with what somebody did since the host computed it. */
export function withLocal(form: WizardForm, local: ReadonlyMap<string, LocalValue>): WizardForm {
  if (local.size === 0) return form;
  const fields = (given: readonly Field[]): readonly Field[] =>
    given.some((field) => local.has(field.id)) ? given.map((field) => withValue(field, local)) : given;
  return {
    ...form,
    equipment: withChoice(form.equipment, local.get('equipment')),
    project: form.project && withChoice(form.project, local.get('project')),
    template: withChoice(form.template, local.get('template')),
    lims: fields(form.lims),
    questions: fields(form.questions),
    core: fields(form.core),
    readme: fields(form.readme),
    runDate: form.runDate && withValue(form.runDate, local),
    custom: withRows(form.custom, local.get(CUSTOM)),
  };
}

function withValue(field: Field, local: ReadonlyMap<string, LocalValue>): Field {
  const mine = local.get(field.id);
  if (mine?.kind !== 'field') return field;
  const missing = field.required && isEmpty(mine.value) && !field.hasDefault;
  return { ...field, value: mine.value, isDefault: false, missing };
}

function withChoice<Offer extends Choice>(
  chooser: Chooser<Offer>,
  mine: LocalValue | undefined,
): Chooser<Offer> {
  if (mine?.kind !== 'choice' || mine.value === chooser.value) return chooser;
  return { ...chooser, value: mine.value, error: '' };
}

function withRows(given: WizardForm['custom'], mine: LocalValue | undefined): WizardForm['custom'] {
  if (mine?.kind !== 'rows') return given;
  return mine.rows.map((row, index) => {
    const known = given[index];
    const isSame = known?.label === row.label && known.value === row.value;
    return { ...row, error: isSame ? known.error : '' };
  });
}
