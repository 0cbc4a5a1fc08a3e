import { describe, expect, it } from 'vitest';
import { formatPercent } from '../../../../../core/templates/jinja/format/percent';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import {
  Markup,
  Secret,
  Tuple,
  Undefined,
  type Value,
} from '../../../../../core/templates/jinja/values/kinds';
import { newRun, written } from '../methods/calling';

describe('%-formatting', () => {
  it.each<readonly [pattern: string | Markup, given: Value, expected: string]>([
    ['%s and %r', 'a', '! TypeError'],
    ['%s and %r', new Tuple(['a', "b'c"]), 'a and "b\'c"'],
    ['%5s|%-5s|%.2s', new Tuple(['a', 'b', 'abc']), '    a|b    |ab'],
    ['%s', [1n, 2n], '[1, 2]'],
    ['%s', new Tuple([1n]), '1'],
    ['abc', [1n], 'abc'],
    ['abc', new Dict([['a', 1n]]), 'abc'],
    ['abc', 5n, '! TypeError'],
    ['abc', new Tuple([]), 'abc'],
    ['%d %i %u', new Tuple([3.9, -2n, true]), '3 -2 1'],
    ['%5d|%-5d|%05d|%+d|% d', new Tuple([1n, 2n, 3n, 4n, 5n]), '    1|2    |00003|+4| 5'],
    ['%.3d', -4n, '-004'],
    ['%x %X %o', new Tuple([255n, 255n, 8n]), 'ff FF 10'],
    ['%#x %#X %#o', new Tuple([255n, 255n, 8n]), '0xff 0XFF 0o10'],
    ['%#08x', 255n, '0x0000ff'],
    ['%x', 1, '! TypeError'],
    ['%d', '1', '! TypeError'],
    ['%d', Infinity, '! OverflowError'],
    ['%d', NaN, '! ValueError'],
    ['%f %F', new Tuple([1.5, 2n]), '1.500000 2.000000'],
    ['%.2f', 2.675, '2.67'],
    ['%.0f %.0f', new Tuple([0.5, 1.5]), '0 2'],
    ['%.20f', 0.1, '0.10000000000000000555'],
    ['%e %.0e %E', new Tuple([12345.678, 2.5, 1e-10]), '1.234568e+04 2e+00 1.000000E-10'],
    ['%g %g %g %#g', new Tuple([1e-5, 123456789n, 100000n, 1n]), '1e-05 1.23457e+08 100000 1.00000'],
    ['%06.1f|%-8.2f|%+.1f', new Tuple([-2.25, 3.14159, 2n]), '-002.2|3.14    |+2.0'],
    ['%f', Infinity, 'inf'],
    ['%06f', -Infinity, '-00inf'],
    ['%F', NaN, 'NAN'],
    ['%f', '1', '! TypeError'],
    ['%f', 10n ** 400n, '! OverflowError'],
    ['%c%c', new Tuple(['é', 128512n]), 'é😀'],
    ['%c', 'ab', '! TypeError'],
    ['%c', 1114112n, '! OverflowError'],
    ['%a', 'é😀', "'\\xe9\\U0001f600'"],
    ['%*d|%-*d|%.*f', new Tuple([5n, 1n, 5n, 2n, 1n, 2.25]), '    1|2    |2.2'],
    ['%*d', new Tuple(['5', 1n]), '! TypeError'],
    [
      '%(a)s %(b)05.1f',
      new Dict([
        ['a', 'x'],
        ['b', 2n],
      ]),
      'x 002.0',
    ],
    ['%(a(b))s', new Dict([['a(b)', 1n]]), '1'],
    ['%(x)s', new Dict([['a', 1n]]), '! KeyError'],
    ['%(x)s', [1n], '! TypeError'],
    ['%(x)s', 5n, '! TypeError'],
    ['%s', new Dict([['a', 1n]]), "{'a': 1}"],
    ['%(a', new Dict([['a', 1n]]), '! ValueError'],
    ['%', new Tuple([]), '! ValueError'],
    ['%y', 1n, '! ValueError'],
    ['%5%', 1n, '! ValueError'],
    ['%%', new Tuple([]), '%'],
    ['100%% %s', 'x', '100% x'],
    ['%s %s', 'a', '! TypeError'],
    ['%s', new Tuple(['a', 'b']), '! TypeError'],
    ['%ld %hd', new Tuple([1n, 2n]), '1 2'],
    [new Markup('<b>%s</b>'), '<i>', '<b>&lt;i&gt;</b>'],
    [new Markup('%s %s'), new Tuple(['<', new Markup('<')]), '&lt; <'],
    [new Markup('%r'), '<', '&#39;&lt;&#39;'],
    [new Markup('%d'), '12', '12'],
    [new Markup('%.1f'), '1.25', '1.2'],
    [new Markup('%d'), 'x', '! ValueError'],
    [new Markup('%x'), 1n, '! TypeError'],
    [new Markup('%(a)s'), new Dict([['a', '&']]), '&amp;'],
  ])('%o with %o is %s', (pattern, given, expected) => {
    expect(written(() => formatPercent(pattern, given, newRun()))).toBe(expected);
  });

  it('keeps the mark of a pattern that is safe', () => {
    expect(formatPercent(new Markup('%s'), '<', newRun())).toEqual(new Markup('&lt;'));
  });

  it('takes undefined names as nothing, and not as numbers', () => {
    const missing = new Undefined(() => "'x' is not defined", 'lenient');
    expect(written(() => formatPercent('[%s]', missing, newRun()))).toBe('[]');
    expect(written(() => formatPercent('%d', missing, newRun()))).toBe('! UndefinedError');
  });

  it('writes no secret answer', () => {
    const secret = new Secret('token', 'x');
    for (const given of [secret, new Tuple([secret]), new Dict([['a', secret]]), new Tuple([[secret]])])
      expect(written(() => formatPercent(given instanceof Dict ? '%(a)s' : '%s', given, newRun()))).toBe(
        '! SecurityError',
      );
  });

  it('makes nothing that is longer than a template may make', () => {
    for (const pattern of ['%1000000000d', '%.1000000000f', '%1000000000s', '%-1000000000c'])
      expect(written(() => formatPercent(pattern, 1n, newRun()))).toBe('! MemoryError');
  });
});
