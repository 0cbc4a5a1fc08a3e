import { describe, expect, it } from 'vitest';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { Tuple, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf } from '../../../../../core/templates/jinja/values/text';
import { call, expectRow, newRun, outcome, type Row } from './calling';

describe('the methods of lists and tuples', () => {
  it.each<Row>([
    [[1n, 'a', 1], 'index', [1n], '0'],
    [[1n, 2n, 1n], 'index', [1n, 1n], '2'],
    [[1n, 2n, 1n], 'index', [2n, -2n], '1'],
    [[1n], 'index', [2n], 'ValueError'],
    [[1n], 'index', [1n, null], 'TypeError'],
    [[1n, true, 1, 2n], 'count', [1n], '3'],
    [new Tuple([1n, 'a']), 'index', ['a'], '1'],
    [new Tuple([1n, 1n]), 'count', [1n], '2'],
    [new Tuple([1n]), 'index', [2n], 'ValueError'],
    [[1n, 2n], 'copy', [], '[1, 2]'],
    [[1n], 'copy', [1n], 'TypeError'],
  ])('looking: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<readonly [Value[], string, readonly Value[], string, string]>([
    [[1n], 'append', [2n], 'None', '[1, 2]'],
    [[1n], 'extend', ['ab'], 'None', "[1, 'a', 'b']"],
    [[1n], 'extend', [new Dict([['k', 1n]])], 'None', "[1, 'k']"],
    [[1n], 'extend', [5n], 'TypeError', '[1]'],
    [[1n, 2n], 'insert', [-1n, 'x'], 'None', "[1, 'x', 2]"],
    [[1n, 2n], 'insert', [99n, 'x'], 'None', "[1, 2, 'x']"],
    [[1n], 'insert', ['0', 'x'], 'TypeError', '[1]'],
    [[1n, 2n, 3n], 'pop', [], '3', '[1, 2]'],
    [[1n, 2n, 3n], 'pop', [0n], '1', '[2, 3]'],
    [[1n, 2n, 3n], 'pop', [-2n], '2', '[1, 3]'],
    [[1n], 'pop', [5n], 'IndexError', '[1]'],
    [[], 'pop', [], 'IndexError', '[]'],
    [[1n, 2n, 1n], 'remove', [1n], 'None', '[2, 1]'],
    [[1n], 'remove', [5n], 'ValueError', '[1]'],
    [[1n, 2n], 'clear', [], 'None', '[]'],
    [[1n, 2n, 3n], 'reverse', [], 'None', '[3, 2, 1]'],
    [[3n, 1n, 2n], 'sort', [], 'None', '[1, 2, 3]'],
    [['b', 'A'], 'sort', [], 'None', "['A', 'b']"],
    [[1n, 'a'], 'sort', [], 'TypeError', "[1, 'a']"],
    [[1n], 'sort', [1n], 'TypeError', '[1]'],
    [[1n], 'append', [], 'TypeError', '[1]'],
  ])('%o.%s%o gives %s and leaves %s', (list, name, args, expected, left) => {
    expect(outcome(() => call(list, name, args))).toBe(expected);
    expect(representationOf(list)).toBe(left);
  });

  it('sorts the other way round by name, and with no function', () => {
    const list: Value[] = [1n, 3n, 2n];
    call(list, 'sort', [], new Map([['reverse', true]]));
    expect(list).toEqual([3n, 2n, 1n]);
    expect(outcome(() => call(list, 'sort', [], new Map([['key', 'upper']])))).toBe('TypeError');
    expect(outcome(() => call(list, 'sort', [], new Map([['key', null]])))).toBe('None');
  });

  it('extends a list with itself once', () => {
    const list: Value[] = [1n, 2n];
    call(list, 'extend', [list]);
    expect(list).toEqual([1n, 2n, 1n, 2n]);
  });

  it('holds no more items than a template may', () => {
    const run = newRun({ maxAllocation: 1000 });
    const list: Value[] = [];
    expect(() => {
      for (;;) call(list, 'append', [1n], undefined, run);
    }).toThrow();
  });
});
