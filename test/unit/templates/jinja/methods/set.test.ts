import { describe, expect, it } from 'vitest';
import { PySet } from '../../../../../core/templates/jinja/values/dict';
import { Tuple, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf } from '../../../../../core/templates/jinja/values/text';
import { call, expectRow, outcome, type Row } from './calling';

describe('the methods of sets', () => {
  it.each<Row>([
    [new PySet([1n, 2n]), 'union', [[2n, 3n], new Tuple([4n])], '{1, 2, 3, 4}'],
    [new PySet([1n, 2n]), 'union', [], '{1, 2}'],
    [new PySet([1n, 2n, 3n]), 'intersection', [[1n, 2n], new Tuple([2n])], '{2}'],
    [new PySet([1n, 2n, 3n]), 'difference', [[1n]], '{2, 3}'],
    [new PySet([1n, 2n]), 'symmetric_difference', [[2n, 3n]], '{1, 3}'],
    [new PySet([1n, 2n]), 'symmetric_difference', [], 'TypeError'],
    [new PySet([1n]), 'union', [5n], 'TypeError'],
    [new PySet([1n]), 'union', [[[1n]]], 'TypeError'],
    [new PySet([1n]), 'isdisjoint', [[2n]], 'True'],
    [new PySet([1n]), 'issubset', [[1n, 2n]], 'True'],
    [new PySet([1n, 2n]), 'issuperset', [[1n]], 'True'],
    [new PySet([1n]), 'copy', [], '{1}'],
  ])('new ones: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<readonly [PySet, string, readonly Value[], string, string]>([
    [new PySet([1n]), 'add', [2n], 'None', '{1, 2}'],
    [new PySet([1n]), 'add', [[1n]], 'TypeError', '{1}'],
    [new PySet([1n, 2n]), 'discard', [1n], 'None', '{2}'],
    [new PySet([1n]), 'discard', [5n], 'None', '{1}'],
    [new PySet([1n, 2n]), 'remove', [1n], 'None', '{2}'],
    [new PySet([1n]), 'remove', [5n], 'KeyError', '{1}'],
    [new PySet([1n]), 'pop', [], '1', 'set()'],
    [new PySet([]), 'pop', [], 'KeyError', 'set()'],
    [new PySet([1n, 2n]), 'update', [[3n], 'a'], 'None', "{1, 2, 3, 'a'}"],
    [new PySet([1n, 2n]), 'intersection_update', [[2n]], 'None', '{2}'],
    [new PySet([1n, 2n]), 'difference_update', [[2n]], 'None', '{1}'],
    [new PySet([1n, 2n]), 'symmetric_difference_update', [[2n, 3n]], 'None', '{1, 3}'],
    [new PySet([1n]), 'clear', [], 'None', 'set()'],
  ])('%o.%s%o gives %s and leaves %s', (set, name, args, expected, left) => {
    expect(outcome(() => call(set, name, args))).toBe(expected);
    expect(representationOf(set)).toBe(left);
  });
});
