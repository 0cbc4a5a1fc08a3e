import {
  SINGLE_FIELDS,
  type Change,
  type Field,
  type FieldValue,
  type SingleField,
  type WizardForm,
} from '../protocol';

/** A part of the page that the contents list. */
export const SECTIONS = ['project', 'equipment', 'template', 'questions', 'readme', 'preview'] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Whether a text names a section. */
export function isSection(text: string): text is SectionId {
  return SECTIONS.some((section) => section === text);
}

/** A field of the form, with the section that it stands in. */
export interface PlacedField {
  readonly section: SectionId;
  readonly field: Field;
}

/** All fields of a form in the order in which they stand in it; choosers and custom fields are none. */
export function fieldsOf(form: WizardForm): readonly PlacedField[] {
  const place = (section: SectionId, fields: readonly Field[]): PlacedField[] =>
    [...fields.filter((field) => !field.advanced), ...fields.filter((field) => field.advanced)].map(
      (field) => ({
        section,
        field,
      }),
    );
  return [
    ...place('project', form.lims),
    ...place('questions', form.questions),
    ...place('readme', form.runDate ? [...form.core, form.runDate] : form.core),
    ...place('readme', form.readme),
  ];
}

/** Whether a value is one that somebody gave. */
export function isEmpty(value: FieldValue): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/**
 * What the host is told of a field's new value. An empty one takes back what was given, unless there is a default,
 * which would come back in its place.
 */
export function changeOfField(field: Field, value: FieldValue | null): Change | null {
  const given = value !== null && isEmpty(value) && !field.hasDefault ? null : value;
  const single = SINGLE_FIELDS.find((id) => id === field.id);
  if (single) return typeof given === 'string' || given === null ? changeOfSingle(single, given) : null;
  const [, at, id] = /^(question|readme):(.*)$/s.exec(field.id) ?? [];
  if (id === undefined) return null;
  if (at === 'question') return { at: 'question', id, value: given };
  return typeof given === 'object' && given !== null ? null : { at: 'readme', id, value: given };
}

/** What the host is told of something of which a creation has exactly one. */
export function changeOfSingle(id: SingleField, value: string | null): Change {
  return { at: 'single', id, value };
}
