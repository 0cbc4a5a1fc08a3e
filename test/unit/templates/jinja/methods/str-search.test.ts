import { describe, expect, it } from 'vitest';
import { Tuple } from '../../../../../core/templates/jinja/values/kinds';
import { call, expectRow, outcome, type Row } from './calling';

describe('looking for a text in a text', () => {
  it.each<Row>([
    ['😀abcabc', 'find', ['c'], '3'],
    ['😀abcabc', 'rfind', ['c'], '6'],
    ['abc', 'find', ['x'], '-1'],
    ['abc', 'find', ['', 3n], '3'],
    ['abc', 'find', ['', 4n], '-1'],
    ['abcabc', 'find', ['a', 1n], '3'],
    ['abcabc', 'find', ['a', -3n, null], '3'],
    ['abcabc', 'rfind', ['c', 0n, 5n], '2'],
    ['abc', 'find', ['c', 0n, -1n], '-1'],
    ['abc', 'find', ['a', null, 10n ** 30n], '0'],
    ['abc', 'find', ['a', '0'], 'TypeError'],
    ['abc', 'find', ['a', 1], 'TypeError'],
    ['abc', 'find', [1n], 'TypeError'],
    ['abc', 'find', [], 'TypeError'],
    ['abc', 'index', ['c'], '2'],
    ['abc', 'index', ['x'], 'ValueError'],
    ['aba', 'rindex', ['a'], '2'],
    ['abc', 'rindex', ['x'], 'ValueError'],
  ])('find: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    ['aaaa', 'count', ['aa'], '2'],
    ['a😀', 'count', [''], '3'],
    ['abc', 'count', ['', 4n], '0'],
    ['banana', 'count', ['a', 2n], '2'],
    ['banana', 'count', ['a', 2n, -1n], '1'],
  ])('count: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    ['abc', 'startswith', ['ab'], 'True'],
    ['abc', 'startswith', ['bc', 1n], 'True'],
    ['abc', 'startswith', ['', 4n], 'False'],
    ['abc', 'startswith', [new Tuple(['x', 'a'])], 'True'],
    ['abc', 'startswith', [new Tuple([])], 'False'],
    ['abc', 'startswith', [['a']], 'TypeError'],
    ['abc', 'startswith', [new Tuple(['x', 1n])], 'TypeError'],
    ['abc', 'endswith', ['bc'], 'True'],
    ['abc', 'endswith', ['b', 0n, 2n], 'True'],
    ['abc', 'endswith', [new Tuple(['x', 'c'])], 'True'],
    ['abc', 'endswith', ['b', 0n, -1n], 'True'],
  ])('affixes: %o.%s%o is %s', (...row) => expectRow(row));

  it('takes the bounds in order only', () => {
    expect(outcome(() => call('abc', 'find', ['a'], new Map([['start', 1n]])))).toBe('TypeError');
  });
});
