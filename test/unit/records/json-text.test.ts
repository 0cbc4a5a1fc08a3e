import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonNumber, jsonFloat, parseJson, stringifyRecord, type JsonValue } from '../../../core/records';
import { ROUNDS, SEED } from '../../support/seed';

function parse(text: string): JsonValue {
  return parseJson(Buffer.from(text)).value;
}

describe('stringifyRecord', () => {
  it('indents by two spaces and ends with a newline, as JSON.stringify does', () => {
    const value = { a: [1, 'x', null, true], b: { c: {}, d: [] }, e: undefined, 'f"': '\u2028\n' };
    expect(stringifyRecord(value)).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });

  it('writes big whole numbers in full and floats as floats', () => {
    const value = { whole: 12345678901234567890n, float: jsonFloat(37), text: new JsonNumber('1.50') };
    expect(stringifyRecord(value)).toBe(
      '{\n  "whole": 12345678901234567890,\n  "float": 37.0,\n  "text": 1.50\n}\n',
    );
  });

  it('keeps a member that is called __proto__', () => {
    const value = Object.assign(Object.create(null) as Record<string, unknown>, { constructor: 1n });
    Object.defineProperty(value, '__proto__', { value: 'x', enumerable: true });
    expect(stringifyRecord(value)).toBe('{\n  "constructor": 1,\n  "__proto__": "x"\n}\n');
    expect(Object.keys(parse(stringifyRecord(value)) as object)).toEqual(['constructor', '__proto__']);
  });

  it('writes a Map as an object that keeps its order', () => {
    const value = new Map<string, unknown>([
      ['10x', 1n],
      ['2', new Map([['1', 'b']])],
      ['1', [new Map()]],
    ]);
    const text = '{\n  "10x": 1,\n  "2": {\n    "1": "b"\n  },\n  "1": [\n    {}\n  ]\n}\n';
    expect(stringifyRecord(value)).toBe(text);
  });

  it('writes what is no number as text, and refuses what is no value', () => {
    expect(stringifyRecord([Number.NaN, Infinity, -Infinity])).toBe('[\n  "nan",\n  "inf",\n  "-inf"\n]\n');
    expect(() => stringifyRecord({ a: () => 1 })).toThrow(TypeError);
    expect(() => stringifyRecord(undefined)).toThrow(TypeError);
  });
});

describe('jsonFloat', () => {
  it.each([
    [37, '37.0'],
    [0.1, '0.1'],
    [-0, '-0.0'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [2 ** 53, '9007199254740992.0'],
  ])('writes %d as %s', (value, text) => {
    expect(jsonFloat(value)).toEqual(new JsonNumber(text));
  });

  it('always comes back as the same float', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = parse(stringifyRecord(jsonFloat(value)));
        expect(read).toBeInstanceOf(JsonNumber);
        expect((read as JsonNumber).value).toBe(value);
      }),
      { seed: SEED, numRuns: 500 * ROUNDS },
    );
  });
});

describe('JsonNumber', () => {
  it.each(['', 'NaN', '01', '1.', '.5', '+1', '0x1', '1 ', '1e', '1,5'])('refuses %j', (text) => {
    expect(() => new JsonNumber(text)).toThrow(TypeError);
  });

  it('is a number for plain JSON', () => {
    expect(JSON.stringify({ a: new JsonNumber('1.50') })).toBe('{"a":1.5}');
  });
});

describe('parseJson', () => {
  it('tells whole numbers from others and loses no digit', () => {
    expect(parse('[37, 37.0, 1e3, 12345678901234567890, -0]')).toEqual([
      37n,
      new JsonNumber('37.0'),
      new JsonNumber('1e3'),
      12345678901234567890n,
      0n,
    ]);
  });

  it('reads what was written', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        const value = parse(text);
        expect(parse(stringifyRecord(value))).toEqual(value);
        expect(JSON.stringify(JSON.parse(stringifyRecord(value)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { seed: SEED, numRuns: 500 * ROUNDS },
    );
  });

  it('drops a byte order mark', () => {
    expect(parse('\ufeff{"a": 1}')).toEqual({ a: 1n });
  });

  it.each([
    ['', /./],
    ['{', /./],
    ['{"a": 1,}', /./],
    ['// x\n{}', /./],
    ['{"a": 01}', /./],
    ['{"a": 1, "a": 2}', /'a' stands twice/],
    ['[{"b": {"__proto__": 1, "__proto__": 2}}]', /'__proto__' stands twice/],
    ['['.repeat(100_000) + ']'.repeat(100_000), /nested too deeply/],
  ])('refuses %j', (text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ name: 'JsonSyntaxError', message: expect.stringMatching(message) as string }),
    );
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(() => parseJson(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toThrow(/UTF-8/);
  });

  it('counts no brackets in texts', () => {
    const text = JSON.stringify({ a: '[{\\"'.repeat(1000) });
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it('reads a text of a megabyte', () => {
    const text = JSON.stringify({ answer: 'a\n"'.repeat(350_000) });
    expect((parse(text) as { answer: string }).answer).toHaveLength(1_050_000);
  });
});
