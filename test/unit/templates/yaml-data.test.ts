import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYamlData, readYamlItems } from '../../../core/templates/yaml-data';
import { yamlValue } from '../../../core/templates/yaml-text';
import { readWithPython } from './python-readers';
import { templateValues } from './template-values';

const SCALARS = [
  ...[
    'yes',
    'No',
    'y',
    '~',
    'null',
    '',
    '1',
    '017',
    '0o17',
    '08',
    '1_000',
    '1e3',
    '1.5',
    '1.5e+3',
    '12:30',
    '1:2.5',
  ],
  ...[
    '2024-01-01',
    '2001-12-14t21:59:43.10-05:00',
    '.inf',
    '-.INF',
    '.nan',
    "'it''s'",
    '"a\\nb"',
    '"\\u00e9"',
    '""',
  ],
  ...[
    '!!str 1',
    "!!int '3'",
    '!!float 1',
    'a #b',
    'a#b',
    'a:b',
    'http://x.y/z',
    '-1',
    '--- a',
    'a b',
    'é',
    '🦠',
    '- a',
  ],
  ...[
    '- - a',
    'a: b',
    "'a' : 1",
    '{a, b: }',
    '0x1F',
    '-0',
    '+1',
    '0b11',
    '190:20:30.15',
    '00:30',
    '0_',
    '_1',
    '.5',
  ],
];

const COLLECTIONS = [
  '[a, 1, [2, {k: v}]]',
  '{a: 1, b: 2}',
  '{a: 1, a: 2}',
  '{1: a, 1.0: b, true: c}',
  '{b: 1, 2: x, 1: y, a: z}',
  'a: |\n  x\n  y\n',
  'a: >-\n  x\n  y\n',
  'a: |\n  x\n  y',
  'a: |\n  x\n  ',
  'a: |\n  x\n    ',
  'a: |\n  x\n    \n  ',
  'a: >+\n  x\n\n  ',
  'a: |+\n\n  ',
  '|+\n  x\n\n',
  '>\n  x\n  y',
  'a:\n- b\n- c: d\n  e: f\n',
  'x: &x {a: 1, b: 1}\ny: {<<: *x, b: 2}\n',
  'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  d: 4\n  <<: [*x, *y]\n  a: 3\n',
  '- &a [1]\n- *a\n- &b 2\n- *b\n',
  '[\n  a,\n  b,\n]\n',
  '"two\n  lines"',
  'two\n lines',
  'two\n\n lines',
];

const REFUSED = [
  '[1',
  '{a: b: c}',
  '*x',
  'a: *x',
  'a\n---\nb',
  '!foo x',
  '@a',
  '`a',
  '"\\q"',
  '\u0007',
  '? [1]\n: 2',
];

describe('YAML as data', () => {
  it('is read as PyYAML reads it', () => {
    const texts = [
      ...SCALARS,
      ...SCALARS.map(
        (scalar) => `- ${scalar}
`,
      ),
      ...COLLECTIONS,
    ];
    const python = readWithPython('yaml', texts);
    expect(texts.map((text) => readYamlData(text))).toStrictEqual(python);
  });

  it.each(REFUSED)('%j is refused, as by PyYAML', (text) => {
    expect(readWithPython('yaml', [text])[0]).toHaveProperty('error');
    expect(readYamlData(text)).toHaveProperty('problem');
  });

  it('says where it is wrong', () => {
    expect(readYamlData('a: 1\nb: [1\n')).toMatchObject({
      problem: expect.stringMatching(/^line 3, column 1: /) as string,
    });
  });

  it('is bounded in depth and size', () => {
    expect(readYamlData(`${'['.repeat(200)}${']'.repeat(200)}`)).toHaveProperty('problem');
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`,
    );
    expect(readYamlData(`a0: &a0 [x]\n${levels.join('\n')}\n`)).toHaveProperty('problem');
  });

  it('gives back what is written', () => {
    fc.assert(
      fc.property(templateValues, (value) => {
        expect(readYamlData(yamlValue(value))).toStrictEqual({ value });
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});

describe('the items of a YAML list', () => {
  it.each<[string, string[]]>([
    ['[3.10, 3.11]', ['3.10', '3.11']],
    ['[yes, "no", \'x\']', ['yes', 'no', 'x']],
    ['- a\n- b c\n', ['a', 'b c']],
    ['["[", "]"]', ['[', ']']],
    ['[[a, b], {c: d}]', ['[a, b]', '{c: d}']],
    ["['it''s']", ["it''s"]],
    ['["a\\nb"]', ['a\\nb']],
    ['[]', []],
  ])('%j are the texts that stand there', (text, items) => {
    expect(readYamlItems(text)).toStrictEqual({ value: items });
  });

  it.each(['a', '{a: 1}', '', '[a'])('%j is no list', (text) => {
    expect(readYamlItems(text)).toHaveProperty('problem');
  });
});
