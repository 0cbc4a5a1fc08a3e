import type { Field, FieldValue, InputView } from '../../protocol';
import { isEmpty } from '../fields';

/** The fields of a plugin with what was typed into them. */
export function inputFieldsOf(input: InputView, typed: ReadonlyMap<string, FieldValue>): readonly Field[] {
  return input.fields.map((field) => {
    const value = typed.get(field.id);
    if (value === undefined) return field;
    // What is wrong was said about what the host knows: it is not wrong of something else.
    const error = value === field.value ? field.error : '';
    return { ...field, value, error, isDefault: false, missing: field.required && isEmpty(value) };
  });
}

/** What the host is told of them; an answer is one text or yes and no. */
export function inputValuesOf(
  fields: readonly Field[],
): readonly { readonly id: string; readonly value: string | boolean }[] {
  return fields.map(({ id, value }) => ({ id, value: typeof value === 'object' ? value.join('\n') : value }));
}
