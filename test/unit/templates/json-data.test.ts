import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TemplateValue } from '../../../core/templates/jinja/value';
import { readJsonData } from '../../../core/templates/json-data';
import { jsonValue } from '../../../core/templates/json-text';
import { readWithPython } from './python-readers';
import { templateValues } from './template-values';

const READ = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '-1',
    '1.0',
    '1e3',
    '1E-2',
    '1.5e+300',
    '1e999',
    '"a"',
    '""',
    '"\\u00e9\\n\\/"',
  ],
  ...[
    '[]',
    '{}',
    ' [1 , 2] ',
    '[NaN, Infinity, -Infinity]',
    '{"a": 1, "b": [true, {"c": null}]}',
    '"\x7f\u2028"',
  ],
  ...[
    '{"2": 1, "1": 2, "2": 3}',
    '123456789012345678901234567890',
    '\t{"a"\n:\r1}\n',
    '"\\ud83e\\udda0"',
    '{"__proto__": 1}',
  ],
];
const REFUSED = [
  ...[
    '',
    ' ',
    '-',
    'nul',
    'nulll',
    '01',
    '1.',
    '.5',
    '+1',
    '0x1',
    "'a'",
    '"a',
    '"a\nb"',
    '"\\x41"',
    '"\\u12"',
    '[1,]',
    '[1 2]',
  ],
  ...[
    '[1',
    '{"a": 1,}',
    '{"a" 1}',
    '{a: 1}',
    '{"a": }',
    '{"a": 1',
    '1 2',
    '\ufeff1',
    'NaN1',
    'nan',
    'undefined',
    '[,1]',
  ],
  `1${'0'.repeat(5000)}`,
];

describe('JSON as data', () => {
  it('is read as Python reads it', () => {
    expect(READ.map((text) => readJsonData(text))).toStrictEqual(readWithPython('json', READ));
  });

  it.each(REFUSED)('%j is refused, as by Python', (text) => {
    expect(readJsonData(text)).toHaveProperty('problem');
    expect(readWithPython('json', [text])[0]).toHaveProperty('error');
  });

  it('says where it is wrong', () => {
    expect(readJsonData('{\n  "a": 1,\n  b: 2\n}')).toStrictEqual({
      problem: 'line 3, column 3: a name in double quotes is missing',
    });
  });

  it('is bounded in depth', () => {
    expect(readJsonData('['.repeat(100_000))).toHaveProperty('problem');
  });

  it('gives back what is written', () => {
    fc.assert(
      fc.property(templateValues, (value) => {
        expect(readJsonData(jsonValue(value))).toStrictEqual({ value: withTextKeys(value) });
      }),
      { seed: 19, numRuns: 500 },
    );
  });
});

/** JSON names members by texts alone. */
function withTextKeys(value: TemplateValue): TemplateValue {
  if (Array.isArray(value)) return (value as readonly TemplateValue[]).map(withTextKeys);
  if (!(value instanceof Map)) return value;
  return new Map(
    [...(value as ReadonlyMap<TemplateValue, TemplateValue>)].map(([key, item]) => [
      typeof key === 'bigint' ? String(key) : key,
      withTextKeys(item),
    ]),
  );
}
