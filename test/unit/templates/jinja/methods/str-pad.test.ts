import { describe, expect, it } from 'vitest';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { call, expectRow, outcome, type Row } from './calling';

describe('texts that are widened, stripped and replaced', () => {
  it.each<Row>([
    ['ab', 'center', [5n], "'  ab '"],
    ['abc', 'center', [6n], "' abc  '"],
    ['ab', 'center', [7n, '*'], "'***ab**'"],
    ['😀', 'ljust', [3n, '-'], "'😀--'"],
    ['ab', 'rjust', [5n, 'é'], "'éééab'"],
    ['abc', 'ljust', [2n], "'abc'"],
    ['ab', 'ljust', [5n, 'xy'], 'TypeError'],
    ['ab', 'ljust', [5n, ''], 'TypeError'],
    ['ab', 'ljust', ['5'], 'TypeError'],
    ['ab', 'ljust', [10n ** 30n], 'OverflowError'],
    ['-5', 'zfill', [4n], "'-005'"],
    ['+', 'zfill', [3n], "'+00'"],
    ['--1', 'zfill', [5n], "'-00-1'"],
    ['abc', 'zfill', [1n], "'abc'"],
    ['a\tb\n\tc', 'expandtabs', [], "'a       b\\n        c'"],
    ['01\t012\t', 'expandtabs', [4n], "'01  012 '"],
    ['a\tb', 'expandtabs', [0n], "'ab'"],
  ])('widening: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    ['  a \n', 'strip', [], "'a'"],
    ['xxaxx', 'strip', ['x'], "'a'"],
    ['xyaxy', 'lstrip', ['yx'], "'axy'"],
    ['xyaxy', 'rstrip', ['yx'], "'xya'"],
    ['a😀', 'rstrip', ['😀'], "'a'"],
    ['a', 'strip', [null], "'a'"],
    ['a', 'strip', [1n], 'TypeError'],
    ['prefix-a', 'removeprefix', ['prefix-'], "'a'"],
    ['a', 'removeprefix', ['b'], "'a'"],
    ['a.txt', 'removesuffix', ['.txt'], "'a'"],
    ['a.txt', 'removesuffix', [''], "'a.txt'"],
  ])('stripping: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    ['aaa', 'replace', ['a', 'b'], "'bbb'"],
    ['aaa', 'replace', ['a', 'b', 2n], "'bba'"],
    ['aaa', 'replace', ['a', 'b', 0n], "'aaa'"],
    ['aaa', 'replace', ['a', 'b', -1n], "'bbb'"],
    ['a😀', 'replace', ['', '-'], "'-a-😀-'"],
    ['a😀', 'replace', ['', '-', 2n], "'-a-😀'"],
    ['', 'replace', ['', 'x'], "'x'"],
    ['a$b', 'replace', ['$', '$&'], "'a$&b'"],
    ['a', 'replace', ['a'], 'TypeError'],
    ['a', 'replace', ['a', 1n], 'TypeError'],
  ])('replacing: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [
      'a😀c',
      'translate',
      [
        new Dict([
          [97n, 'X'],
          [128512n, null],
          [99n, 128513n],
        ]),
      ],
      "'X😁'",
    ],
    ['abc', 'translate', ['xyz'], "'abc'"],
    ['\u0000\u0001', 'translate', [['p', 'q']], "'pq'"],
    ['a', 'translate', [new Dict([[97n, -1n]])], 'ValueError'],
    ['a', 'translate', [new Dict([[97n, 1.5]])], 'TypeError'],
    ['a', 'translate', [3n], 'TypeError'],
    ['a', 'maketrans', ['ab', 'cd'], '{97: 99, 98: 100}'],
    ['a', 'maketrans', ['ab', 'cd', 'x'], '{97: 99, 98: 100, 120: None}'],
    ['a', 'maketrans', ['ab', 'c'], 'ValueError'],
    [
      'a',
      'maketrans',
      [
        new Dict([
          ['a', 1n],
          [98n, null],
        ]),
      ],
      '{97: 1, 98: None}',
    ],
    ['a', 'maketrans', [new Dict([['ab', 1n]])], 'ValueError'],
    ['a', 'maketrans', ['a'], 'TypeError'],
  ])('translating: %o.%s%o is %s', (...row) => expectRow(row));

  it.each([
    ['é€', [], "b'\\xc3\\xa9\\xe2\\x82\\xac'"],
    ['é', ['latin-1'], "b'\\xe9'"],
    ["it's\t\\", [], 'b"it\'s\\t\\\\"'],
    ['é', ['ascii', 'replace'], "b'?'"],
    ['aé', ['ascii', 'ignore'], "b'a'"],
    ['é', ['ascii'], 'ValueError'],
    ['a', ['utf-16'], 'ValueError'],
  ])('encodes %j with %j as %s', (text, args, expected) => {
    expect(outcome(() => call(text, 'encode', args))).toBe(expected);
  });

  it('makes no text that is longer than a template may make', () => {
    for (const [name, args] of [
      ['ljust', [10n ** 9n]],
      ['zfill', [10n ** 9n]],
      ['expandtabs', [10n ** 9n]],
    ] as const)
      expect(outcome(() => call('\t', name, args))).toBe('MemoryError');
    expect(outcome(() => call('a'.repeat(100_000), 'replace', ['a', 'b'.repeat(10_000)]))).toBe(
      'MemoryError',
    );
  });
});
