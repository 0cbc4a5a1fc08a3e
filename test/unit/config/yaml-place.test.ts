import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yamlPlaceAt, type YamlPlace } from '../../../core/config';
import { liesIn, readMarks } from '../../support/range-marks';

/** What is said of the place between two marks, which the range must be. */
function placeIn(marked: string): Omit<YamlPlace, 'range'> {
  const { text, ranges } = readMarks(marked);
  const [mark] = ranges;
  if (mark === undefined) throw new Error('there is no mark');
  const { range, ...place } = yamlPlaceAt(text, mark.end);
  expect(range).toEqual(mark);
  return { ...place, present: { ...place.present } };
}

const EQUIPMENT = `paths:
  local_root: /data
equipment:
  - id: CONFOCAL_01
    transport:
      type: mount
      TRANSPORT
  - id: SCOPE
    EQUIPMENT
`;

describe('a place in YAML that is written', () => {
  it.each<[string, Partial<YamlPlace>]>([
    ['[[]]', { path: [], at: 'key', word: '' }],
    ['[[pa]]', { path: [], at: 'key', word: 'pa' }],
    ['paths:\n  [[]]', { path: ['paths'], at: 'key', word: '', present: {} }],
    ['paths:\n  a: b\n  [[lo]]', { path: ['paths'], at: 'key', word: 'lo', present: { a: 'b' } }],
    ['paths:\n  [[lo]]\nlims:\n  mode: none\n', { path: ['paths'], at: 'key', present: {} }],
    ['logging:\n  level: [[]]', { path: ['logging', 'level'], at: 'value', word: '' }],
    ['logging:\n  level: [[DEB]] # so\n', { path: ['logging', 'level'], at: 'value', word: 'DEB' }],
    ['logging: {level: [[DE]]}', { path: ['logging', 'level'], at: 'value', word: 'DE' }],
    ['logging: {level: INFO, [[cen]]}', { path: ['logging'], at: 'key', present: { level: 'INFO' } }],
    ['a:\n- b: 1\n  [[c]]', { path: ['a', 0], at: 'key', present: { b: '1' } }],
    ['a:\n- b: 1\n- [[c]]: 2', { path: ['a', 1], at: 'key', word: 'c' }],
    ['days: [mon, [[tu]]]', { path: ['days', 1], at: 'value', word: 'tu' }],
    ['a:\n  - [[x]]', { path: ['a', 0], at: 'key', word: 'x' }],
    ['"a b":\n  [[x]]', { path: ['a b'], at: 'key' }],
  ])('is known: %j', (marked, expected) => {
    expect(placeIn(marked)).toMatchObject(expected);
    expect(placeIn(marked.replaceAll('\n', '\r\n'))).toMatchObject(expected);
  });

  it('is known deep within lists, with the keys around it', () => {
    expect(placeIn(EQUIPMENT.replace('TRANSPORT', '[[ban]]').replace('EQUIPMENT', 'label: x'))).toMatchObject(
      {
        path: ['equipment', 0, 'transport'],
        present: { type: 'mount' },
      },
    );
    expect(
      placeIn(EQUIPMENT.replace('TRANSPORT', 'bandwidth: {}').replace('EQUIPMENT', '[[la]]')),
    ).toMatchObject({
      path: ['equipment', 1],
      present: { id: 'SCOPE' },
    });
    expect(placeIn(EQUIPMENT.replace('- id: CONFOCAL_01', '- id: [[CONFOCAL_01]]'))).toMatchObject({
      path: ['equipment', 0, 'id'],
      at: 'value',
      present: { transport: '' },
    });
  });

  it('is one of the text, whatever is in it', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '  ',
      '- ',
      '\n',
      '\r\n',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '#',
      '|',
      '\t',
      '\uFEFF',
      'e\u0301',
      '\0',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(12), fc.nat(30), (pieces, line, character) => {
        const text = pieces.join('').replace(/^\uFEFF+/, '');
        const lines = text.split(/\r\n|\n/);
        const at = { line: line % lines.length, character: 0 };
        at.character = character % ((lines[at.line]?.length ?? 0) + 1);
        expect(liesIn(text, yamlPlaceAt(text, at).range)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
