import { describe, expect, it } from 'vitest';
import { Range } from '../../../../../core/templates/jinja/values/kinds';
import { call, expectRow, outcome, type Row } from './calling';

describe('the methods of numbers and ranges', () => {
  it.each<Row>([
    [255n, 'bit_length', [], '8'],
    [-256n, 'bit_length', [], '9'],
    [0n, 'bit_length', [], '0'],
    [-7n, 'bit_count', [], '3'],
    [5n, 'as_integer_ratio', [], '(5, 1)'],
    [5n, 'conjugate', [], '5'],
    [5n, 'real', [], '5'],
    [5n, 'imag', [], '0'],
    [5n, 'numerator', [], '5'],
    [5n, 'denominator', [], '1'],
    [true, 'real', [], '1'],
    [true, 'bit_length', [], '1'],
    [5n, 'bit_length', [1n], 'TypeError'],
  ])('integers: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [2, 'is_integer', [], 'True'],
    [2.5, 'is_integer', [], 'False'],
    [Infinity, 'is_integer', [], 'False'],
    [-0.75, 'as_integer_ratio', [], '(-3, 4)'],
    [0, 'as_integer_ratio', [], '(0, 1)'],
    [1e22, 'as_integer_ratio', [], '(10000000000000000000000, 1)'],
    [Infinity, 'as_integer_ratio', [], 'OverflowError'],
    [NaN, 'as_integer_ratio', [], 'ValueError'],
    [1.5, 'hex', [], "'0x1.8000000000000p+0'"],
    [-0.1, 'hex', [], "'-0x1.999999999999ap-4'"],
    [5e-324, 'hex', [], "'0x0.0000000000001p-1022'"],
    [0, 'hex', [], "'0x0.0p+0'"],
    [-Infinity, 'hex', [], "'-inf'"],
    [1.5, 'real', [], '1.5'],
    [1.5, 'imag', [], '0.0'],
    [1.5, 'conjugate', [], '1.5'],
    [1, 'fromhex', ['0x1.8p3'], '12.0'],
    [1, 'fromhex', [' -0x.8 '], '-0.5'],
    [1, 'fromhex', ['0x1p-1075'], '0.0'],
    [1, 'fromhex', ['0x1.8p-1075'], '5e-324'],
    [1, 'fromhex', ['0x1.fffffffffffff8p1023'], 'OverflowError'],
    [1, 'fromhex', ['-inf'], '-inf'],
    [1, 'fromhex', ['x'], 'ValueError'],
  ])('floats: %o.%s%o is %s', (...row) => expectRow(row));

  it.each<Row>([
    [new Range(1n, 10n, 3n), 'start', [], '1'],
    [new Range(1n, 10n, 3n), 'stop', [], '10'],
    [new Range(1n, 10n, 3n), 'step', [], '3'],
    [new Range(1n, 10n, 3n), 'index', [7n], '2'],
    [new Range(1n, 10n, 3n), 'index', [5n], 'ValueError'],
    [new Range(10n, 0n, -3n), 'index', [4], '2'],
    [new Range(0n, 5n, 1n), 'count', [true], '1'],
    [new Range(0n, 5n, 1n), 'count', ['a'], '0'],
  ])('ranges: %o.%s%o is %s', (...row) => expectRow(row));

  it('has no bytes', () => {
    expect(outcome(() => call(5n, 'to_bytes', [2n, 'big']))).toBe('TypeError');
  });

  it('searches a long range without going through it', () => {
    expect(call(new Range(0n, 10n ** 18n, 7n), 'index', [7n * 10n ** 12n])).toBe(10n ** 12n);
  });
});
