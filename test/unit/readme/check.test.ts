import { describe, expect, it } from 'vitest';
import { checkReadmeValues } from '../../../core/readme';
import { loneSurrogates, naughtyStrings } from '../../fixtures/naughty-strings';
import { aField } from './a-field';

describe('checkReadmeValues', () => {
  it('sorts values into the layers that declare them', () => {
    const fields = [aField({ id: 'lens' }), aField({ id: 'room', layer: 'config' })];
    const checked = checkReadmeValues(fields, { room: ' B4 ', lens: '63x' }, []);
    expect(checked).toEqual({
      problems: [],
      templateFields: new Map([['lens', '63x']]),
      configFields: new Map([['room', ' B4 ']]),
      customFields: [],
    });
  });

  it("names all that is missing, the template's fields first", () => {
    const fields = [
      aField({ id: 'room', layer: 'config', required: true }),
      aField({ id: 'laser', required: true }),
      aField({ id: 'lens', required: true }),
      aField({ id: 'note' }),
    ];
    const { problems } = checkReadmeValues(fields, { laser: ' \n', lens: null }, []);
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['validation_failed', 'laser'],
      ['validation_failed', 'lens'],
      ['validation_failed', 'room'],
    ]);
  });

  it('makes custom fields of ids that nobody declared, after those that were given as such', () => {
    const custom = [{ label: 'Shelf', value: '' }];
    const { customFields, problems } = checkReadmeValues([], { batch: 'A: 1', frozen: true }, custom);
    expect(customFields).toEqual([
      { label: 'Shelf', value: '' },
      { label: 'batch', value: 'A: 1' },
      { label: 'frozen', value: 'true' },
    ]);
    expect(problems).toEqual([]);
  });

  it('takes ids that objects have already for ordinary ones', () => {
    const given = JSON.parse('{"__proto__": "a", "constructor": "b", "toString": "c"}') as Record<
      string,
      unknown
    >;
    const { customFields, templateFields } = checkReadmeValues([aField({ id: 'valueOf' })], given, []);
    expect(templateFields).toEqual(new Map());
    expect(customFields).toEqual([
      { label: '__proto__', value: 'a' },
      { label: 'constructor', value: 'b' },
      { label: 'toString', value: 'c' },
    ]);
  });

  it.each(['label', 'operator', 'objective'])('refuses %s among the other fields', (id) => {
    const { problems, customFields } = checkReadmeValues([], { [id]: 'x' }, []);
    expect(problems).toMatchObject([{ code: 'validation_failed', field: id }]);
    expect(customFields).toEqual([]);
  });

  it.each([[1], [['a']], [{ a: 'b' }], [null]])('refuses %j for a field that nobody declared', (value) => {
    expect(checkReadmeValues([], { batch: value }, []).problems).toMatchObject([
      { code: 'validation_failed', field: 'batch' },
    ]);
  });

  it('refuses custom fields without a label, and says which', () => {
    const custom = [
      { label: 'Shelf', value: 'x' },
      { label: ' ', value: 'x' },
    ];
    expect(checkReadmeValues([], { '': 'x' }, custom).problems).toMatchObject([
      { code: 'validation_failed', field: 'custom_fields.1.label' },
      { code: 'validation_failed', field: '' },
    ]);
  });

  it('refuses halves of surrogate pairs wherever they are typed', () => {
    for (const { text } of loneSurrogates) {
      const given = { lens: text, batch: text, [text]: 'x' };
      const custom = [
        { label: text, value: 'x' },
        { label: 'x', value: text },
      ];
      const { problems } = checkReadmeValues([aField({ id: 'lens', type: 'text' })], given, custom);
      expect(problems.map(({ field }) => field)).toEqual([
        'lens',
        'custom_fields.0.label',
        'custom_fields.1.value',
        'batch',
        text,
      ]);
    }
  });

  it('keeps everything else as typed', () => {
    for (const { text } of naughtyStrings) {
      const fields = [aField({ id: 'lens', type: 'text' })];
      const checked = checkReadmeValues(fields, { lens: text }, [{ label: 'x', value: text }]);
      expect(checked.problems).toEqual([]);
      expect(checked.templateFields.get('lens')).toBe(text);
      expect(checked.customFields).toEqual([{ label: 'x', value: text }]);
    }
  });
});
