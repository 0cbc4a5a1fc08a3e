import { describe, expect, it } from 'vitest';
import { memberOf } from '../../../../../core/templates/jinja/methods';
import { Dict, DictView } from '../../../../../core/templates/jinja/values/dict';
import { Tuple, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf } from '../../../../../core/templates/jinja/values/text';
import { call, expectRow, outcome, type Row } from './calling';

describe('the methods of dicts and their views', () => {
  it.each<Row>([
    [new Dict([['a', 1n]]), 'get', ['a'], '1'],
    [new Dict([['a', null]]), 'get', ['a', 5n], 'None'],
    [new Dict([['a', 1n]]), 'get', ['b'], 'None'],
    [new Dict([['a', 1n]]), 'get', ['b', 2n], '2'],
    [new Dict([['a', 1n]]), 'get', [[1n]], 'TypeError'],
    [new Dict([['a', 1n]]), 'get', [], 'TypeError'],
    [new Dict([[1n, 'x']]), 'get', [1], "'x'"],
    [new Dict([['a', 1n]]), 'keys', [], "dict_keys(['a'])"],
    [new Dict([['a', 1n]]), 'values', [], 'dict_values([1])'],
    [new Dict([['a', 1n]]), 'items', [], "dict_items([('a', 1)])"],
    [new Dict([['a', 1n]]), 'copy', [], "{'a': 1}"],
    [new Dict([]), 'fromkeys', ['ab'], "{'a': None, 'b': None}"],
    [new Dict([]), 'fromkeys', [[1n, 2n], 0n], '{1: 0, 2: 0}'],
    [new Dict([]), 'fromkeys', [[[1n]]], 'TypeError'],
    [new DictView('keys', new Dict([['a', 1n]])), 'isdisjoint', [['b']], 'True'],
    [new DictView('items', new Dict([['a', 1n]])), 'isdisjoint', [[new Tuple(['a', 1n])]], 'False'],
    [new DictView('keys', new Dict([['a', 1n]])), 'isdisjoint', [5n], 'TypeError'],
  ])('looking: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<readonly [Dict, string, readonly Value[], string, string]>([
    [new Dict([['a', 1n]]), 'setdefault', ['a', 2n], '1', "{'a': 1}"],
    [new Dict([['a', 1n]]), 'setdefault', ['b'], 'None', "{'a': 1, 'b': None}"],
    [new Dict([['a', 1n]]), 'setdefault', ['b', 2n], '2', "{'a': 1, 'b': 2}"],
    [new Dict([['a', null]]), 'pop', ['a', 1n], 'None', '{}'],
    [new Dict([['a', 1n]]), 'pop', ['b'], 'KeyError', "{'a': 1}"],
    [new Dict([['a', 1n]]), 'pop', ['b', 2n], '2', "{'a': 1}"],
    [new Dict([]), 'pop', [[1n], 2n], '2', '{}'],
    [new Dict([['a', 1n]]), 'pop', [[1n]], 'TypeError', "{'a': 1}"],
    [
      new Dict([
        ['a', 1n],
        ['b', 2n],
      ]),
      'popitem',
      [],
      "('b', 2)",
      "{'a': 1}",
    ],
    [new Dict([]), 'popitem', [], 'KeyError', '{}'],
    [new Dict([['a', 1n]]), 'update', [new Dict([['b', 2n]])], 'None', "{'a': 1, 'b': 2}"],
    [new Dict([['a', 1n]]), 'update', [[new Tuple(['a', 2n]), ['c', 3n]]], 'None', "{'a': 2, 'c': 3}"],
    [new Dict([]), 'update', [['xy']], 'None', "{'x': 'y'}"],
    [new Dict([['a', 1n]]), 'update', [[new Tuple([1n])]], 'ValueError', "{'a': 1}"],
    [new Dict([]), 'update', [[1n]], 'TypeError', '{}'],
    [new Dict([]), 'update', [5n], 'TypeError', '{}'],
    [new Dict([['a', 1n]]), 'clear', [], 'None', '{}'],
  ])('%o.%s%o gives %s and leaves %s', (dict, name, args, expected, left) => {
    expect(outcome(() => call(dict, name, args))).toBe(expected);
    expect(representationOf(dict)).toBe(left);
  });

  it('takes entries by name', () => {
    const dict = new Dict([['a', 1n]]);
    call(dict, 'update', [new Dict([['b', 2n]])], new Map([['a', 3n]]));
    expect(representationOf(dict)).toBe("{'a': 3, 'b': 2}");
  });

  it('keep to what sets do in the views of keys and items', () => {
    const values = new DictView('values', new Dict());
    expect(memberOf(values, 'isdisjoint')).toBeUndefined();
    expect(outcome(() => call(values, 'mapping'))).toBe('TypeError');
  });
});
