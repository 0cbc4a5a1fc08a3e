import { describe, expect, it } from 'vitest';
import { hasHalfCharacter, readGivenAnswer } from '../../../core/templates/given-answer';

describe('an answer that a client gives', () => {
  it.each<[unknown, unknown]>([
    ['x', 'x'],
    [null, null],
    [37, 37],
    [5n, 5n],
    [
      [1, 1.5, 'x', null],
      [1n, 1.5, 'x', null],
    ],
    [
      { b: [1], a: {} },
      new Map<string, unknown>([
        ['b', [1n]],
        ['a', new Map()],
      ]),
    ],
    [new Map([[1, 'x']]), new Map([[1n, 'x']])],
    [JSON.parse('{"__proto__": 1}'), new Map([['__proto__', 1n]])],
  ])('%o becomes a value of the language', (given, value) => {
    expect(readGivenAnswer(given)).toStrictEqual({ value });
  });

  it.each<[unknown, RegExp]>([
    [undefined, /no value/],
    [() => 1, /no value/],
    [[undefined], /no value/],
    ['x\ud800', /half of a character/],
    [{ a: ['\udc00'] }, /half of a character/],
    [{ '\udc00': 1 }, /half of a character/],
    [Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1), /deeper than 100/],
  ])('%o is refused', (given, problem) => {
    expect(readGivenAnswer(given)).toStrictEqual({ problem: expect.stringMatching(problem) as string });
  });

  it('may hold any whole character', () => {
    expect(hasHalfCharacter(['🦠', new Map([['👩🏽‍🔬', 'é']])])).toBe(false);
  });
});
