import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../../core/templates/jinja/json/read';
import { JSON_DEFAULTS, writeJson, type JsonOptions } from '../../../../../core/templates/jinja/json/write';
import { Mistake } from '../../../../../core/templates/jinja/place';
import { Dict } from '../../../../../core/templates/jinja/values/dict';
import { Markup, Range, Tuple, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { representationOf } from '../../../../../core/templates/jinja/values/text';
import { aRun, mistakeIn } from '../values-run';

const RECORDED = readFileSync('test/fixtures/jinja/json-reader.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as [text: string, representation: string | null, error: string | null]);

function outcome(text: string): unknown {
  try {
    return [representationOf(readJson(text, aRun())), null];
  } catch (caught) {
    if (caught instanceof Mistake) return [null, caught.python];
    throw caught;
  }
}

function written(value: Value, options: Partial<JsonOptions> = {}): string {
  return writeJson(value, { ...JSON_DEFAULTS, ...options }, aRun());
}

describe('the JSON reader', () => {
  it.each(RECORDED)('reads %j as Python does', (text, representation, error) => {
    expect(outcome(text)).toEqual([representation, error]);
  });

  it('refuses what is nested too deeply', () => {
    expect(mistakeIn(() => readJson('['.repeat(100_000), aRun()))).toBe('MemoryError');
  });
});

describe('the JSON writer', () => {
  const VALUE: Value = new Dict([
    ['é', [1n, 1, 1e20, -0, NaN, Infinity]],
    [1n, new Tuple([null, true, 'a"\\\n\x7f😀'])],
    [null, new Markup('<b>')],
    [1.5, []],
    [false, new Dict()],
  ]);

  it('writes in one line', () => {
    expect(written(VALUE)).toBe(
      '{"\\u00e9": [1, 1.0, 1e+20, -0.0, NaN, Infinity], "1": [null, true, "a\\"\\\\\\n\\u007f\\ud83d\\ude00"], ' +
        '"null": "<b>", "1.5": [], "false": {}}',
    );
  });

  it('writes over several lines', () => {
    expect(written([1n, new Dict([['a', [2n]]])], { margin: '  ', itemSeparator: ',' })).toBe(
      '[\n  1,\n  {\n    "a": [\n      2\n    ]\n  }\n]',
    );
  });

  it('follows its settings', () => {
    expect(written('é\x7f', { ensureAscii: false })).toBe('"é\x7f"');
    const sortable = new Dict([
      ['b', 1n],
      ['a', 2n],
    ]);
    expect(written(sortable, { sortKeys: true, itemSeparator: ',', keySeparator: ':' })).toBe(
      '{"a":2,"b":1}',
    );
    expect(written(new Dict([[new Tuple([]), 1n]]), { skipKeys: true })).toBe('{}');
  });

  it('refuses what JSON does not know', () => {
    const circle: Value[] = [];
    circle.push(circle);
    expect(mistakeIn(() => written(circle))).toBe('ValueError');
    expect(mistakeIn(() => written(new Range(0n, 1n, 1n)))).toBe('TypeError');
    expect(mistakeIn(() => written(new Dict([[new Tuple([]), 1n]])))).toBe('TypeError');
    expect(mistakeIn(() => written(NaN, { allowNan: false }))).toBe('ValueError');
    expect(
      mistakeIn(() =>
        written(
          new Dict([
            ['a', 1n],
            [1n, 2n],
          ]),
          { sortKeys: true },
        ),
      ),
    ).toBe('TypeError');
  });
});
