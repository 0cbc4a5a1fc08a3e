import type { LayeredField } from '../../../core/readme';

/** An optional one-line field of a template, unless the test says otherwise. */
export function aField(changes: Partial<LayeredField>): LayeredField {
  return {
    id: 'lens',
    label: 'Lens',
    type: 'string',
    options: [],
    required: false,
    layer: 'template',
    ...changes,
  };
}
