import { describe, expect, it } from 'vitest';
import { combineFields } from '../../../core/readme';
import { aField } from './a-field';

describe('combineFields', () => {
  it("puts the template's fields before the configuration's", () => {
    const { fields, problems } = combineFields(
      [aField({ id: 'lens' }), aField({ id: 'laser' })],
      [aField({ id: 'room' })],
    );
    expect(fields.map(({ id, layer }) => [id, layer])).toEqual([
      ['lens', 'template'],
      ['laser', 'template'],
      ['room', 'config'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each(['label', 'operator', 'objective'])('refuses %s in either layer and leaves it out', (id) => {
    const { fields, problems } = combineFields([aField({ id })], [aField({ id, required: false })]);
    expect(fields).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'template_core_field_redeclared', field: id, details: { layer: 'template' } },
      { code: 'template_core_field_redeclared', field: id, details: { layer: 'config' } },
    ]);
  });

  it("names both places of an id that is there twice, and keeps the template's", () => {
    const { fields, problems } = combineFields(
      [aField({ id: 'room', label: 'Room of the instrument' })],
      [aField({ id: 'room', label: 'Room' })],
    );
    expect(fields).toMatchObject([{ id: 'room', label: 'Room of the instrument', layer: 'template' }]);
    expect(problems).toMatchObject([{ code: 'validation_failed', field: 'room' }]);
    expect(problems[0]?.message).toMatch(
      /'Room of the instrument' in _exlab_readme.*'Room' in readme\.defaults/,
    );
  });

  it('takes ids that objects have already for ordinary ones', () => {
    const ids = ['__proto__', 'constructor', 'toString'];
    const { fields, problems } = combineFields(
      ids.map((id) => aField({ id })),
      [],
    );
    expect(fields.map(({ id }) => id)).toEqual(ids);
    expect(problems).toEqual([]);
  });
});
