import { describe, expect, it } from 'vitest';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import type { Value } from '../../../../../core/templates/jinja/values/kinds';
import { call, expectRow, type Row } from './calling';

describe('taking texts apart and joining them', () => {
  it.each<Row>([
    [' a  b c ', 'split', [], "['a', 'b', 'c']"],
    [' a  b c ', 'split', [null, 1n], "['a', 'b c ']"],
    [' a  b c ', 'rsplit', [null, 1n], "[' a  b', 'c']"],
    [' a b ', 'split', [null, 0n], "['a b ']"],
    [' a b ', 'rsplit', [null, 0n], "[' a b']"],
    ['', 'split', [], '[]'],
    ['', 'split', [','], "['']"],
    ['a,b,,c', 'split', [','], "['a', 'b', '', 'c']"],
    ['a,b,c', 'split', [',', 1n], "['a', 'b,c']"],
    ['a,b,c', 'rsplit', [',', 1n], "['a,b', 'c']"],
    ['aaa', 'split', ['aa'], "['', 'a']"],
    ['aaa', 'rsplit', ['aa'], "['a', '']"],
    ['a b\u001cc', 'split', [], "['a', 'b', 'c']"],
    ['a', 'split', [''], 'ValueError'],
    ['a', 'split', [1n], 'TypeError'],
    ['a', 'split', [',', '1'], 'TypeError'],
  ])('split: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    ['a\r\nb\rc\nd\u000be\u2028f', 'splitlines', [], "['a', 'b', 'c', 'd', 'e', 'f']"],
    ['a\r\nb\n', 'splitlines', [true], "['a\\r\\n', 'b\\n']"],
    ['\n\n', 'splitlines', [], "['', '']"],
    ['', 'splitlines', [], '[]'],
    ['a', 'splitlines', [null], 'TypeError'],
  ])('lines: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    ['a=b=c', 'partition', ['='], "('a', '=', 'b=c')"],
    ['a=b=c', 'rpartition', ['='], "('a=b', '=', 'c')"],
    ['abc', 'partition', ['='], "('abc', '', '')"],
    ['abc', 'rpartition', ['='], "('', '', 'abc')"],
    ['abc', 'partition', [''], 'ValueError'],
  ])('partition: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [', ', 'join', [['a', 'b']], "'a, b'"],
    ['-', 'join', ['abc'], "'a-b-c'"],
    [
      '-',
      'join',
      [
        new Dict([
          ['a', 1n],
          ['b', 2n],
        ]),
      ],
      "'a-b'",
    ],
    ['-', 'join', [[]], "''"],
    ['-', 'join', [['a', 1n]], 'TypeError'],
    ['-', 'join', [5n], 'TypeError'],
  ])('join: %o.%s%o is %s', (...row) => expectRow(row));

  it('takes the separator and the number of splits by name', () => {
    expect(
      call(
        'a,b,c',
        'split',
        [],
        new Map<string, Value>([
          ['sep', ','],
          ['maxsplit', 1n],
        ]),
      ),
    ).toEqual(['a', 'b,c']);
    expect(call('a\nb', 'splitlines', [], new Map([['keepends', true]]))).toEqual(['a\n', 'b']);
  });
});
