import { describe, expect, it } from 'vitest';
import { changeOfField, fieldsOf } from '../../../webview-ui/wizard/fields';
import { field, form } from './samples';

describe('the change of a field', () => {
  it('names a question without its prefix', () => {
    expect(changeOfField(field('question:z_step'), '0.3')).toEqual({
      at: 'question',
      id: 'z_step',
      value: '0.3',
    });
  });

  it('keeps a colon within the name of a field', () => {
    expect(changeOfField(field('readme:a:b'), 'x')).toEqual({ at: 'readme', id: 'a:b', value: 'x' });
  });

  it('names what a creation has one of as it is', () => {
    expect(changeOfField(field('lims:name'), 'Cortex')).toEqual({
      at: 'single',
      id: 'lims:name',
      value: 'Cortex',
    });
  });

  it('takes back what was given when the field is emptied', () => {
    expect(changeOfField(field('question:q'), '')).toMatchObject({ value: null });
    expect(changeOfField(field('question:q'), [])).toMatchObject({ value: null });
  });

  it('gives an empty text where a default would come back in its place', () => {
    expect(changeOfField(field('question:q', { hasDefault: true }), '')).toMatchObject({ value: '' });
  });

  it('is none for a field that nobody knows', () => {
    expect(changeOfField(field('calibration_id'), 'x')).toBeNull();
  });

  it('is none for a list where only a text can be', () => {
    expect(changeOfField(field('label'), ['a'])).toBeNull();
    expect(changeOfField(field('readme:a'), ['a'])).toBeNull();
  });
});

describe('the fields of a form', () => {
  it('come in the order in which they stand, the advanced ones last in their group', () => {
    const placed = fieldsOf(
      form({
        questions: [field('question:a', { advanced: true }), field('question:b')],
        core: [field('label')],
        runDate: field('run_date'),
        readme: [field('readme:x')],
      }),
    );
    expect(placed.map((one) => one.field.id)).toEqual([
      'question:b',
      'question:a',
      'label',
      'run_date',
      'readme:x',
    ]);
  });
});
