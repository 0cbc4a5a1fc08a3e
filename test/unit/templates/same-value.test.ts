import { describe, expect, it } from 'vitest';
import type { TemplateValue } from '../../../core/templates/jinja/value';
import { sameValue } from '../../../core/templates/same-value';

function map(...entries: [TemplateValue, TemplateValue][]): TemplateValue {
  return new Map(entries);
}

describe('whether Python takes two values for equal', () => {
  it.each<[TemplateValue, TemplateValue, boolean]>([
    [1n, 1, true],
    [1n, true, true],
    [0, false, true],
    [1n, '1', false],
    [null, false, false],
    [9007199254740993n, 9007199254740992, false],
    [10n ** 400n, Infinity, false],
    [NaN, NaN, false],
    ['a', 'a', true],
    [[1n, ['a']], [true, ['a']], true],
    [[1n], [1n, 2n], false],
    [[], null, false],
    [map(['a', 1n], ['b', 2n]), map(['b', 2], ['a', 1n]), true],
    [map(['a', null]), map(['b', null]), false],
    [map([1n, 'x']), map([true, 'x']), true],
    [map(), [], false],
  ])('%o and %o: %s', (left, right, expected) => {
    expect(sameValue(left, right)).toBe(expected);
    expect(sameValue(right, left)).toBe(expected);
  });
});
