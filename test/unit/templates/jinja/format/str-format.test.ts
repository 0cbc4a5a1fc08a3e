import { describe, expect, it } from 'vitest';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { Secret, Tuple, type Markup, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { call, written } from '../methods/calling';

/** What a pattern makes of what it is given. */
function format(
  pattern: string | Markup,
  args: readonly Value[],
  named: readonly (readonly [string, Value])[] = [],
): Value {
  return call(pattern, 'format', args, new Map(named));
}

describe('str.format', () => {
  it.each<
    readonly [
      pattern: string,
      args: readonly Value[],
      named: readonly (readonly [string, Value])[],
      expected: string,
    ]
  >([
    ['{} {}', ['a', 1n], [], 'a 1'],
    ['{1} {0}', ['a', 'b'], [], 'b a'],
    [
      '{a} {b!r}',
      [],
      [
        ['a', 1n],
        ['b', 'x'],
      ],
      "1 'x'",
    ],
    ['{{}} {{{}}}', ['a'], [], '{} {a}'],
    ['{0.a} {0[a]}', [new Dict([['a', 1n]])], [], '1 1'],
    ['{0[0]} {l[1][k]}', [[7n]], [['l', [0n, new Dict([['k', 2n]])]]], '7 2'],
    ['{0[-1]}', [new Dict([['-1', 5n]])], [], '5'],
    ['{:>{}}', ['a', 5n], [], '    a'],
    [
      '{:{w}.{p}f}',
      [3.14159],
      [
        ['w', 8n],
        ['p', 2n],
      ],
      '    3.14',
    ],
    ['{!r:>5}|{!s}|{!a}', ['a', [1n], 'é'], [], "  'a'|[1]|'\\xe9'"],
    ['{} {0}', ['a'], [], '! ValueError'],
    ['{0} {}', ['a'], [], '! ValueError'],
    ['{0} {.a}', ['a'], [], '! KeyError'],
    ['{}', [], [], '! IndexError'],
    ['{a}', [], [], '! KeyError'],
    ['{1}', ['a'], [], '! IndexError'],
    ['{!x}', ['a'], [], '! ValueError'],
    ['{!}', ['a'], [], '! ValueError'],
    ['{!rx}', ['a'], [], '! ValueError'],
    ['{', [], [], '! ValueError'],
    ['}', [], [], '! ValueError'],
    ['a}b', [], [], '! ValueError'],
    ['{0', ['a'], [], '! ValueError'],
    ['{0[a}', ['a'], [], '! ValueError'],
    ['{0.}', ['a'], [], '! ValueError'],
    ['{0[]}', ['a'], [], '! ValueError'],
    ['{0[a]b}', [new Dict([['a', 1n]])], [], '! ValueError'],
    ['{a{b}}', [], [['a', 1n]], '! ValueError'],
    ['{:{:{}}}', ['a', '>', '5'], [], '! ValueError'],
    ['{:{:{:{}}}}', ['a', 1n, 2n, 3n], [], '! ValueError'],
    ['{0:d}', ['a'], [], '! ValueError'],
    ['{:5}', [[1n]], [], '! TypeError'],
    ['{:}', [null], [], 'None'],
    ['{x[0]}', [], [['x', 'abc']], 'a'],
    ['{n}', [], [['n', null]], 'None'],
    ['{99999999999999999999}', ['a'], [], '! ValueError'],
    ['{٠}', ['a'], [], 'a'],
  ])('%s with %o and %o is %s', (pattern, args, named, expected) => {
    expect(written(() => format(pattern, args, named))).toBe(expected);
  });

  it('reaches nothing of Python or JavaScript', () => {
    for (const name of ['{0.__class__}', '{0[__class__]}', '{0.__class__.__mro__}'])
      expect(written(() => format(name, ['a']))).toMatch(/^$|^! (SecurityError|UndefinedError)$/);
    for (const name of ['{0.constructor}', '{0.length}', '{0[prototype]}', '{0.items.constructor}'])
      expect(written(() => format(name, [new Tuple([])]))).toMatch(/^$|^! UndefinedError$/);
  });

  it('takes the values of a mapping', () => {
    const mapping = new Dict([['a', 1n]]);
    expect(call('{a}', 'format_map', [mapping])).toBe('1');
    expect(written(() => call('{b}', 'format_map', [mapping]))).toBe('! KeyError');
    expect(written(() => call('{}', 'format_map', [mapping]))).toBe('! IndexError');
    expect(written(() => call('{a}', 'format_map', []))).toBe('! TypeError');
    expect(written(() => call('{a}', 'format_map', [mapping, mapping]))).toBe('! TypeError');
  });

  it('writes no secret answer', () => {
    const secret = new Secret('token', 'x');
    const rows: readonly (readonly [string, Value])[] = [
      ['{}', secret],
      ['{}', [secret]],
      ['{0[0]}', [secret]],
      ['{0[a]!r}', new Dict([['a', secret]])],
    ];
    for (const [pattern, given] of rows)
      expect(written(() => format(pattern, [given]))).toBe('! SecurityError');
  });

  it('makes nothing that is longer than a template may make', () => {
    expect(written(() => format('{:1000000000}', ['a']))).toBe('! MemoryError');
    expect(written(() => format('{:{}}', ['a', 10n ** 9n]))).toBe('! MemoryError');
  });
});
