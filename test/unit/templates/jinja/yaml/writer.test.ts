import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DateTime, DateValue } from '../../../../../core/templates/jinja/time/date-time';
import { Dict, PySet } from '../../../../../core/templates/jinja/values/dict';
import { Markup, Range, Tuple, type Value } from '../../../../../core/templates/jinja/values/kinds';
import { writeYaml, YAML_DEFAULTS, type YamlOptions } from '../../../../../core/templates/jinja/yaml/writer';
import { aRun, fixtureValue, mistakeIn } from '../values-run';

const RECORDED = readFileSync('test/fixtures/jinja/yaml-writer.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as [unknown, string, string, string]);

const SETTINGS: readonly Partial<YamlOptions>[] = [
  { defaultFlowStyle: null },
  { indent: 4 },
  { width: 40, sortKeys: false },
];

function dumped(value: Value, options: Partial<YamlOptions> = {}): string {
  return writeYaml(value, { ...YAML_DEFAULTS, ...options }, aRun());
}

describe('the YAML writer', () => {
  it.each(RECORDED.map(([value, ...texts], index) => [index, value, texts] as const))(
    'writes recorded value %i as PyYAML does',
    (_, value, texts) => {
      expect(SETTINGS.map((options) => dumped(fixtureValue(value), options))).toEqual(texts);
    },
  );

  it('writes what is met twice once, with an anchor', () => {
    const list = [1n];
    const dict = new Dict([['a', 1n]]);
    const entries: [Value, Value][] = [
      ['x', list],
      ['y', dict],
      ['z', [dict, list, list]],
    ];
    expect(dumped(new Dict(entries))).toBe(
      'x: &id002\n- 1\ny: &id001\n  a: 1\nz:\n- *id001\n- *id002\n- *id002\n',
    );
  });

  it('writes a list that holds itself', () => {
    const list: Value[] = [];
    list.push(list);
    expect(dumped(list)).toBe('&id001\n- *id001\n');
  });

  it('writes days, moments and sets', () => {
    const day = { year: 2024, month: 1, day: 31 };
    const moment = { ...day, hour: 12, minute: 0, second: 5, microsecond: 0, offset: 0, zone: 'UTC' };
    expect(dumped([new DateValue(day), new DateTime(moment), new PySet(['b', 'a'])])).toBe(
      '- 2024-01-31\n- 2024-01-31 12:00:05+00:00\n- !!set\n  a: null\n  b: null\n',
    );
    expect(dumped([new DateTime({ ...moment, offset: null })], { defaultFlowStyle: true })).toBe(
      "[!!timestamp '2024-01-31 12:00:05']\n",
    );
  });

  it('says where a document begins and ends', () => {
    expect(dumped('a', { explicitStart: true })).toBe('--- a\n...\n');
    expect(dumped([1n], { explicitStart: true, explicitEnd: true })).toBe('---\n- 1\n...\n');
  });

  it.each([[new Markup('x')], [new Range(0n, 3n, 1n)]])('refuses what has no YAML form', (value) => {
    expect(mistakeIn(() => dumped([value, new Tuple([])]))).toBe('RepresenterError');
  });
});
