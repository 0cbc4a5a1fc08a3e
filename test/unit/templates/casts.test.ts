import { describe, expect, it } from 'vitest';
import { castAnswer, isTruthy } from '../../../core/templates/casts';
import type { TemplateValue } from '../../../core/templates/jinja/value';
import type { QuestionType } from '../../../core/templates/model';

const PROBLEM = Symbol('problem');

function cast(type: QuestionType, value: TemplateValue, source: 'declared' | 'given'): unknown {
  const result = castAnswer(type, value, source);
  return 'value' in result ? result.value : PROBLEM;
}

describe('what somebody answers', () => {
  it.each<[QuestionType, TemplateValue, unknown]>([
    ['int', '42', 42n],
    ['int', ' -4_2 ', -42n],
    ['int', '+007', 7n],
    ['int', 42, 42n],
    ['int', 42n, 42n],
    ['int', '123456789012345678901234567890', 123456789012345678901234567890n],
    ['int', '4.5', PROBLEM],
    ['int', 4.5, PROBLEM],
    ['int', '4.0', PROBLEM],
    ['int', '', PROBLEM],
    ['int', '0x10', PROBLEM],
    ['int', true, PROBLEM],
    ['int', 2 ** 60, PROBLEM],
    ['int', '9'.repeat(5000), PROBLEM],
    ['float', '37', 37],
    ['float', '37.0', 37],
    ['float', '1e-3', 0.001],
    ['float', ' .5 ', 0.5],
    ['float', 37n, 37],
    ['float', 'nan', PROBLEM],
    ['float', 'inf', PROBLEM],
    ['float', '1e999', PROBLEM],
    ['float', NaN, PROBLEM],
    ['float', '1,5', PROBLEM],
    ['float', true, PROBLEM],
    ['bool', true, true],
    ['bool', 'yes', true],
    ['bool', 'Off', false],
    ['bool', 'y', true],
    ['bool', 'N', false],
    ['bool', '1', true],
    ['bool', '0', false],
    ['bool', 0, false],
    ['bool', 'maybe', PROBLEM],
    ['bool', '', PROBLEM],
    ['str', 'x', 'x'],
    ['str', '', ''],
    ['str', 42, '42'],
    ['str', 42n, '42'],
    ['str', 0.5, '0.5'],
    ['str', true, 'True'],
    ['str', null, PROBLEM],
    ['str', ['x'], PROBLEM],
    ['path', 'a/b', 'a/b'],
    ['path', ['a'], PROBLEM],
    ['bool', ['a'], PROBLEM],
    ['yaml', '[1, yes]', [1n, true]],
    ['yaml', 42, 42n],
    ['yaml', 0.5, 0.5],
    ['yaml', null, null],
    ['yaml', ['1'], ['1']],
    ['yaml', '[1', PROBLEM],
    ['json', '[1, 1.0]', [1n, 1]],
    ['json', true, true],
    ['json', null, null],
    ['json', 'yes', PROBLEM],
  ])('%s of %o', (type, value, expected) => {
    expect(cast(type, value, 'given')).toStrictEqual(expected);
  });
});

describe('what the template declares is read as Copier reads it', () => {
  it.each<[QuestionType, TemplateValue, unknown]>([
    ['int', 4.9, 4n],
    ['int', -4.9, -4n],
    ['int', true, 1n],
    ['float', 3n, 3],
    ['float', false, 0],
    ['bool', 'maybe', true],
    ['bool', '', false],
    ['str', 37, '37.0'],
    ['int', 'x', PROBLEM],
    ['bool', null, PROBLEM],
    ['float', 'inf', Infinity],
    ['float', '-Infinity', -Infinity],
    ['float', 'nan', NaN],
    ['float', Infinity, Infinity],
    ['float', 'infinite', PROBLEM],
    ['bool', ['x'], true],
    ['bool', new Map(), false],
    ['path', ['x'], "['x']"],
    ['str', ['x'], PROBLEM],
    ['int', ['x'], PROBLEM],
    ['yaml', '{a: 1}', new Map([['a', 1n]])],
    ['yaml', 1, 1],
    ['json', '{"a": 1}', new Map([['a', 1n]])],
  ])('%s of %o', (type, value, expected) => {
    expect(cast(type, value, 'declared')).toStrictEqual(expected);
  });
});

describe('whether a condition holds', () => {
  it.each<[TemplateValue, boolean]>([
    [true, true],
    [false, false],
    [null, false],
    ['', false],
    ['True', true],
    ['False', false],
    ['no', false],
    ['none', false],
    ['0.0', false],
    [' 0 ', false],
    ['2', true],
    ['anything', true],
    [0n, false],
    [0.5, true],
    [[], false],
    [['x'], true],
    [new Map(), false],
  ])('%o: %s', (value, expected) => {
    expect(isTruthy(value)).toBe(expected);
  });
});
