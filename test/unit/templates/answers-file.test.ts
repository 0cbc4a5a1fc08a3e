import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { composeAnswersFile } from '../../../core/templates/answers-file';
import { loadTemplate } from '../../../core/templates/manifest';
import { evaluateQuestionnaire } from '../../../core/templates/questionnaire';
import { yamlText, yamlValue } from '../../../core/templates/yaml-text';
import { readWithPython } from './python-readers';
import { templateFolder } from './template-folder';
import { templateValues } from './template-values';

async function compose(
  manifest: string,
  given: Record<string, unknown>,
): Promise<{ text: string; root: string }> {
  const root = templateFolder(manifest);
  const template = await loadTemplate(root, 'path');
  return { text: composeAnswersFile(template, evaluateQuestionnaire(template, given, new Map())), root };
}

describe('.exlab-answers.yml', () => {
  it('holds the source and the answers in their order', async () => {
    const { text, root } = await compose(
      'z: {type: str}\na: {type: float}\nn: {type: int}\nb: {type: bool}\nempty: ""\n',
      { z: 'yes', a: 37, n: '123456789012345678901234567890', b: true },
    );
    expect(text.split('\n').slice(1)).toStrictEqual([
      `_src_path: ${JSON.stringify(root)}`,
      'z: "yes"',
      'a: 37.0',
      '"n": 123456789012345678901234567890',
      'b: true',
      'empty: ""',
      '',
    ]);
    expect(text.startsWith('# ')).toBe(true);
  });

  it('leaves out secret answers and those of skipped questions', async () => {
    const { text } = await compose(
      'token: {type: str, secret: true}\nhidden: {type: str, default: h, when: false}\nkept: k\n',
      { token: 'hunter2' },
    );
    expect(Object.keys(parse(text) as object)).toStrictEqual(['_src_path', 'kept']);
    expect(text).not.toContain('hunter2');
  });

  it('gives back lists and mappings to Copier as they are', async () => {
    const { text } = await compose(
      [
        'list: {type: yaml}',
        'mapping: {type: yaml}',
        'json: {type: json}',
        'nothing: {type: yaml}',
        'several: {type: str, multiselect: true, choices: [x, "yes", "1"]}',
      ].join('\n'),
      {
        list: '[1, 1.0, yes, "yes", ~, 2024-01-01, "{{ x }}", 🦠]',
        mapping: '{z: {2: a, 1: b, "1": c}, a: [[], {}], "a: b": "x\\r\\ny"}',
        json: '{"b": [NaN, -Infinity, 123456789012345678901234567890], "a": 1e300}',
        nothing: '~',
        several: '[yes, x, 1]',
      },
    );
    const [read] = readWithPython('yaml', [text]);
    const answers = read !== undefined && 'value' in read ? read.value : expect.fail('it is no YAML');
    if (!(answers instanceof Map)) expect.fail('it is no mapping');
    answers.delete('_src_path');
    expect([...(answers as Map<unknown, unknown>)]).toStrictEqual([
      ['list', [1n, 1, true, 'yes', null, '2024-01-01', '{{ x }}', '🦠']],
      [
        'mapping',
        new Map<unknown, unknown>([
          [
            'z',
            new Map<unknown, unknown>([
              [2n, 'a'],
              [1n, 'b'],
              ['1', 'c'],
            ]),
          ],
          ['a', [[], new Map()]],
          ['a: b', 'x\r\ny'],
        ]),
      ],
      [
        'json',
        new Map<unknown, unknown>([
          ['b', [NaN, -Infinity, 123456789012345678901234567890n]],
          ['a', 1e300],
        ]),
      ],
      ['nothing', null],
      ['several', ['x', 'yes', '1']],
    ]);
  });

  it('survives hostile ids', async () => {
    const { text } = await compose('constructor: x\n"a: b": y\n', {});
    expect(text).toContain('constructor: x\n"a: b": "y"\n');
  });
});

describe('a text in YAML', () => {
  it.each([
    'yes',
    'y',
    'No',
    'null',
    '~',
    '1e3',
    '010',
    '12:30',
    '2026-11-20',
    '1_0',
    '- a',
    'a: b',
    '#x',
    '',
    ' ',
    'a ',
    "it's",
    '=',
    '<<',
    '.5',
    '0o7',
    'a\nb',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\x7f',
    '\x07',
    '{{ x }}',
    '*a',
    '&a',
    '!t',
    '%x',
    '@',
    '`',
    '🦠',
  ])('gives back %j to readers of YAML 1.1 and 1.2', (text) => {
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(`k: ${yamlText(text)}\n`, { version })).toStrictEqual({ k: text });
    }
  });

  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(`k: ${yamlText(text)}\n`, { version })).toStrictEqual({ k: text });
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('gives back any value to PyYAML, keys of any length too', () => {
    const values = fc.sample(templateValues, { seed: 23, numRuns: 300 });
    const long = new Map([['k'.repeat(2000), 1n]]);
    const texts = [...values, long].map((value) => `k: ${yamlValue(value)}\n`);
    expect(readWithPython('yaml', texts)).toStrictEqual(
      [...values, long].map((value) => ({ value: new Map([['k', value]]) })),
    );
  });

  it('leaves plain words plain', () => {
    expect(yamlText('fixed_cells')).toBe('fixed_cells');
    expect(yamlText('raw/data')).toBe('raw/data');
  });

  it.each([
    [37, '37.0'],
    [1e300, '1.0e+300'],
    [1e-7, '1.0e-07'],
    [0.1, '0.1'],
    [Infinity, '.inf'],
    [10n ** 20n, '100000000000000000000'],
    [null, 'null'],
    [false, 'false'],
  ])('writes %s as %s', (value, text) => {
    expect(yamlValue(value)).toBe(text);
  });
});
