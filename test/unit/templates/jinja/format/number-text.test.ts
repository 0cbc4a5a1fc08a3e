import { describe, expect, it } from 'vitest';
import { parseFloat, parseInteger } from '../../../../../core/templates/jinja/format/number-text';

describe('numbers out of texts', () => {
  it.each<readonly [text: string, base: number, expected: bigint | undefined]>([
    ['42', 10, 42n],
    [' -4_2\n', 10, -42n],
    ['+7', 10, 7n],
    ['٤٢', 10, 42n],
    ['1__0', 10, undefined],
    ['_1', 10, undefined],
    ['', 10, undefined],
    ['4.0', 10, undefined],
    ['ff', 16, 255n],
    ['0xff', 16, 255n],
    ['0xff', 10, undefined],
    ['0x_f', 16, 15n],
    ['0b101', 2, 5n],
    ['0b101', 0, 5n],
    ['0o17', 0, 15n],
    ['0x1F', 0, 31n],
    ['012', 0, undefined],
    ['00', 0, 0n],
    ['12', 0, 12n],
    ['z', 36, 35n],
    ['8', 8, undefined],
    ['1', 1, undefined],
    ['1', 37, undefined],
    ['0b1', 16, 177n],
    ['²', 10, undefined],
    ['- 1', 10, undefined],
  ])('%o in base %d is the integer %s', (text, base, expected) => {
    expect(parseInteger(text, base)).toBe(expected);
  });

  it('reads no integer of more digits than Python does', () => {
    expect(parseInteger('9'.repeat(4300), 10)).toBe(10n ** 4300n - 1n);
    expect(parseInteger('9'.repeat(4301), 10)).toBeUndefined();
  });

  it.each<readonly [text: string, expected: number | undefined]>([
    ['1.5', 1.5],
    [' .5 ', 0.5],
    ['5.', 5],
    ['1e5', 100000],
    ['1_0.0_1e1_0', 100100000000],
    ['٣.٥', 3.5],
    ['-inf', -Infinity],
    ['+Infinity', Infinity],
    ['NaN', NaN],
    ['1e400', Infinity],
    ['-0', -0],
    ['1__0', undefined],
    ['_1', undefined],
    ['1_.0', undefined],
    ['', undefined],
    ['.', undefined],
    ['e5', undefined],
    ['0x1', undefined],
    ['1e', undefined],
    ['infin', undefined],
    ['1 2', undefined],
  ])('%o is the float %s', (text, expected) => {
    expect(parseFloat(text)).toBe(expected);
  });
});
