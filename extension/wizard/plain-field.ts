import type { Field } from '../../webview-ui/protocol';

/** A field with what most have; what is told of it comes on top. */
export function plainField(told: Partial<Field> & Pick<Field, 'id' | 'label' | 'value'>): Field {
  return {
    control: 'text',
    isDefault: false,
    hasDefault: false,
    required: false,
    missing: false,
    error: '',
    help: '',
    placeholder: '',
    note: '',
    options: [],
    advanced: false,
    maxLength: null,
    ...told,
  };
}

/** The options of a choice among texts. */
export function textOptions(texts: readonly string[]): Field['options'] {
  return texts.map((text) => ({ value: text, label: text, refusal: '' }));
}
