import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerOf,
  castAnswer,
  choiceAnswer,
  type QuestionType,
  type TemplateValue,
} from '../../../core/templates';
import { templateValues } from './template-values';

const one = (type: QuestionType) => ({ type, multiselect: false });
const several = (type: QuestionType) => ({ type, multiselect: true });

describe('a value as an answer', () => {
  it.each<[QuestionType, TemplateValue, unknown]>([
    ['str', 'x', 'x'],
    ['int', 123456789012345678901234567890n, '123456789012345678901234567890'],
    ['float', 37, '37.0'],
    ['float', 0.5, '0.5'],
    ['bool', true, true],
    ['yaml', 'yes', '"yes"'],
    ['yaml', [1n, 1, null], '[1, 1.0, null]'],
    ['json', 'yes', '"yes"'],
    ['json', new Map([['a', 1n]]), '{"a": 1}'],
    ['yaml', null, 'null'],
  ])('%s %o: %o', (type, value, answer) => {
    expect(answerOf(one(type), value)).toStrictEqual(answer);
    expect(castAnswer(type, answer as TemplateValue, 'given')).toStrictEqual({ value });
  });

  it('is nothing where there is none', () => {
    expect(answerOf(one('str'), undefined)).toBeUndefined();
    expect(answerOf(several('str'), undefined)).toBeUndefined();
  });

  it('is a list of texts where several may be chosen', () => {
    expect(answerOf(several('int'), [1n, 2n])).toStrictEqual(['1', '2']);
    expect(answerOf(several('bool'), [true])).toStrictEqual(['true']);
    expect(answerOf(several('yaml'), ['yes', true])).toStrictEqual(['"yes"', 'true']);
    expect(answerOf(several('str'), [])).toStrictEqual([]);
    expect(choiceAnswer(several('bool'), true)).toBe('true');
    expect(choiceAnswer(one('bool'), true)).toBe(true);
  });

  it('of YAML gives the same value again', () => {
    fc.assert(
      fc.property(templateValues, (value) => {
        const answer = answerOf(one('yaml'), value);
        expect(castAnswer('yaml', String(answer), 'given')).toStrictEqual({ value });
      }),
      { seed: 29, numRuns: 300 },
    );
  });
});
