import { describe, expect, it } from 'vitest';
import { inputFieldsOf, inputValuesOf } from '../../../webview-ui/wizard/form/input-values';
import { field } from './samples';

const input = {
  plugin: 'filler',
  reason: '',
  fields: [
    field('id', { required: true, missing: true, error: 'Not a calibration.' }),
    field('sure', { control: 'checkbox', value: false }),
  ],
};

describe('what a plugin asks for', () => {
  it('holds what was typed, and says no more what was wrong with the value before', () => {
    const [first] = inputFieldsOf(input, new Map([['id', 'CAL-1']]));
    expect(first).toMatchObject({ value: 'CAL-1', missing: false, error: '' });
  });

  it('says what is wrong while the value is the one that was refused', () => {
    expect(inputFieldsOf(input, new Map([['id', '']]))[0]?.error).toBe('Not a calibration.');
  });

  it('is answered as a whole', () => {
    expect(inputValuesOf(inputFieldsOf(input, new Map([['sure', true]])))).toEqual([
      { id: 'id', value: '' },
      { id: 'sure', value: true },
    ]);
  });
});
