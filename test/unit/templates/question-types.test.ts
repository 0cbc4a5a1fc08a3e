import { describe, expect, it } from 'vitest';
import { rememberedAnswers } from '../../../core/templates/questionnaire';
import { ask, messages, state, valueOf } from './asking';

function map(...entries: [unknown, unknown][]): Map<unknown, unknown> {
  return new Map(entries);
}

describe('the type of a question', () => {
  it.each([
    ['a: text', 'str'],
    ['a: 3', 'int'],
    ['a: 3.0', 'float'],
    ['a: no', 'bool'],
    ['a:', 'yaml'],
    ['a: [1]', 'yaml'],
    ['a: {default: {b: 1}}', 'yaml'],
    ['a: 2024-01-01', 'yaml'],
    ['a: {choices: [x]}', 'yaml'],
    ["a: {type: '', default: 1}", 'int'],
  ])('%s: %s', async (manifest, type) => {
    expect(state(await ask(manifest), 'a').type).toBe(type);
  });

  it('may be a template', async () => {
    const manifest =
      "kind: {type: str}\na: {type: \"{% if kind == 'n' %}int{% else %}json{% endif %}\", default: '[1]'}\n";
    expect((await ask(manifest, { kind: 'j' })).variables.get('a')).toStrictEqual([1n]);
    const asked = await ask(manifest, { kind: 'n', a: '7' });
    expect(state(asked, 'a').type).toBe('int');
    expect(asked.variables.get('a')).toBe(7n);
  });

  it('that a template renders to must be one', async () => {
    const asked = await ask("kind: {type: str}\na: {type: '{{ kind }}', default: 1}\nb: '{{ a }}'\n", {
      kind: 'strr',
      a: 'x',
    });
    expect(messages(asked)).toStrictEqual(["a: 'strr' is no type of a question ('a'); did you mean 'str'?"]);
    expect(state(asked, 'a').value).toBeUndefined();
  });

  it('is not blamed where the question that it reads has no answer', async () => {
    const asked = await ask("kind: {type: str}\na: {type: '{{ kind }}', default: 1}\n");
    expect(asked.problems.map((problem) => problem.field)).toStrictEqual(['kind']);
  });
});

describe('a YAML answer', () => {
  it.each<[string, unknown]>([
    ['yes', true],
    ['"yes"', 'yes'],
    ['017', 15n],
    ['0o17', '0o17'],
    ['1_000', 1000n],
    ['12:30:45', 45045n],
    ['1e3', '1e3'],
    ['1.0', 1],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
    ['2024-01-01', '2024-01-01'],
    ['', null],
    ['~', null],
    ['[a, 1, 2.5]', ['a', 1n, 2.5]],
    ['{b: 1, a: 2}', map(['b', 1n], ['a', 2n])],
    ['{2: x, 1: y, "1": z}', map([2n, 'x'], [1n, 'y'], ['1', 'z'])],
    ['{a: 1, b: 2, a: 3}', map(['a', 3n], ['b', 2n])],
    ['{1: a, 1.0: b, true: c}', map([1n, 'c'])],
    ['x: &x {b: 1}\ny: {<<: *x, c: 2}', map(['x', map(['b', 1n])], ['y', map(['b', 1n], ['c', 2n])])],
    ['- a\n- |\n  b\n', ['a', 'b\n']],
    ['"🦠\\r"', '🦠\r'],
  ])('%j is read as Copier reads it', async (given, value) => {
    expect(await valueOf('a: {type: yaml}\n', { a: given })).toStrictEqual(value);
  });

  it('may come as data', async () => {
    const given = { list: [1, 2.5, 'yes', null], flag: true };
    expect(await valueOf('a: {type: yaml}\n', { a: given })).toStrictEqual(
      map(['list', [1n, 2.5, 'yes', null]], ['flag', true]),
    );
    expect(await valueOf('a: {type: yaml}\n', { a: 37 })).toBe(37n);
    expect(await valueOf('a: {type: yaml}\n', { a: null })).toBeNull();
  });

  it.each(['[1', '{a: b: c}', '*x', '!!python/name:os.system x', '--- a\n--- b', '\u0007'])(
    '%j is refused with where and why',
    async (given) => {
      const asked = await ask('a: {type: yaml}\n', { a: given });
      expect(messages(asked)).toHaveLength(1);
      expect(messages(asked)[0]).toMatch(/^a: The answer .* to 'a' is no yaml: .*[^.]\.$/s);
    },
  );

  it('keeps order and types when it is used', async () => {
    const asked = await ask("a: {type: yaml}\nb: '{{ a }} {{ a.z + 1 }}'\n", { a: '{z: 1, a: [37.0, yes]}' });
    expect(asked.variables.get('b')).toBe("{'z': 1, 'a': [37.0, True]} 2");
  });
});

describe('a JSON answer', () => {
  it.each<[string, unknown]>([
    ['{"b": 1, "a": [true, null]}', map(['b', 1n], ['a', [true, null]])],
    ['[NaN, Infinity, -Infinity]', [NaN, Infinity, -Infinity]],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
    ['1.0', 1],
    ['{"2": 1, "1": 2, "2": 3}', map(['2', 3n], ['1', 2n])],
  ])('%j is read as Copier reads it', async (given, value) => {
    expect(await valueOf('a: {type: json}\n', { a: given })).toStrictEqual(value);
  });

  it.each(['', '{a: 1}', "['a']", '[1,]', 'yes', '"\ud800"', '"\\ud800"'])('%j is refused', async (given) => {
    const asked = await ask('a: {type: json}\n', { a: given });
    expect(asked.problems.map((problem) => problem.field)).toStrictEqual(['a']);
  });
});

describe('a default', () => {
  it.each<[string, unknown]>([
    ["a: {type: yaml, default: '[1, yes]'}", [1n, true]],
    ['a: {type: yaml, default: [1, "{{ label }}", ["{{ operator }}"]]}', [1n, 'Brain slices', ['jdoe']]],
    ['a: {type: yaml, default: {b: "{{ label }}"}}', map(['b', '{{ label }}'])],
    ["a: {type: yaml, default: '{b: {{ label }}}'}", map(['b', 'Brain slices'])],
    ['a: {type: yaml, default: true}', true],
    ["a: {type: json, default: '[1.0]'}", [1]],
    ['a: {type: json, default: [1.0]}', [1]],
    ['a: {type: str, default: 2024-01-01}', '2024-01-01'],
    ['a: {type: yaml, default: 2024-01-01}', '2024-01-01'],
    ['a: {type: str, default: 2024-01-01 1:00:00}', '2024-01-01 01:00:00'],
    ['a: {type: bool, default: [x]}', true],
    ['a: {type: bool, default: maybe}', true],
    ['a: {type: path, default: [x]}', "['x']"],
    ['a: {type: float, default: .inf}', Infinity],
    ["a: {type: float, default: '-Infinity'}", -Infinity],
    ["a: {type: int, default: '{{ 2 ** 64 }}'}", 18446744073709551616n],
    ['a: {type: int, default: 3.9}', 3n],
    ['a:', null],
  ])('%s', async (manifest, value) => {
    expect(await valueOf(`${manifest}\n`)).toStrictEqual(value);
  });

  it('that is UNSET leaves a skipped question undefined', async () => {
    const manifest = [
      'engine: {type: str, default: postgres}',
      'url:',
      '  type: str',
      '  default: >-',
      "    {%- if engine == 'postgres' -%}",
      '    postgresql://localhost',
      '    {%- else -%}',
      '    {{ UNSET }}',
      '    {%- endif -%}',
      '  when: "{{ engine != \'none\' }}"',
      "seen: '{{ url is defined }}'",
    ].join('\n');
    const without = await ask(manifest, { engine: 'none' });
    expect(without.problems).toStrictEqual([]);
    expect([...without.variables.keys()]).toStrictEqual(['engine', 'seen']);
    expect(without.variables.get('seen')).toBe('False');
    expect((await ask(manifest)).variables.get('url')).toBe('postgresql://localhost');
    const required = await ask(manifest, { engine: 'mysql' });
    expect(messages(required)).toStrictEqual(["url: 'url' is required: answer it."]);
    expect(state(required, 'url')).toMatchObject({ required: true, default: undefined });
  });

  it('may not be UNSET in part', async () => {
    const asked = await ask("a: {type: str, default: 'x{{ UNSET }}'}\n");
    expect(messages(asked)[0]).toContain("'UNSET' together with other text");
    expect(asked.variables.has('a')).toBe(false);
    const listed = await ask("a: {type: yaml, default: ['{{ UNSET }}']}\n");
    expect(messages(listed)[0]).toContain("'UNSET' together with other text");
  });

  it('of a skipped question is its value, and is not remembered', async () => {
    const asked = await ask(
      "a: {type: yaml, default: '[1]', when: false}\nb: {type: yaml}\nc: {type: int, default: 1, when: '{{ b }}'}\n",
      { b: 'no' },
    );
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('a')).toStrictEqual([1n]);
    expect([...rememberedAnswers(asked).keys()]).toStrictEqual(['b']);
  });
});

describe('an answer', () => {
  it('is data: it is never rendered, whatever it holds', async () => {
    const text = '{{ 7 * 7 }}{% raw %}';
    const asked = await ask(
      "a: {type: str}\nb: '{{ a }}'\nc: {type: yaml, default: ['{{ a }}', '{{ b }}']}\nd: {help: '{{ a }}', default: ''}\n",
      { a: text },
    );
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('b')).toBe(text);
    expect(asked.variables.get('c')).toStrictEqual([text, text]);
    expect(state(asked, 'd').help).toBe(text);
  });

  it('keeps its line ends and its emoji', async () => {
    expect(await valueOf('a: {type: str}\n', { a: 'x\r\ny\rz 🦠👩🏽‍🔬' })).toBe('x\r\ny\rz 🦠👩🏽‍🔬');
  });

  it('is checked after it was typed', async () => {
    const manifest = 'a: {type: yaml, validator: "{% if a is not mapping %}A mapping, please.{% endif %}"}\n';
    expect(messages(await ask(manifest, { a: '[1]' }))).toStrictEqual(['a: A mapping, please.']);
    expect(await valueOf(manifest, { a: '{}' })).toStrictEqual(new Map());
  });

  it('that is secret is not told by what is wrong with it', async () => {
    const asked = await ask('a: {type: yaml, secret: true}\nb: {type: json, secret: true}\n', {
      a: '{hunter2: [}',
      b: 'hunter2',
    });
    expect(asked.problems).toHaveLength(2);
    expect(JSON.stringify(asked.problems)).not.toContain('hunter2');
  });
});

describe('what is shown of a question', () => {
  it('is evaluated: mark, placeholder, several lines', async () => {
    const asked = await ask(
      "a: {type: str, qmark: '{{ operator }}', placeholder: '{{ label }}', multiline: \"{{ label == 'x' }}\"}\nb: {type: str, multiline: true}\n",
    );
    expect(state(asked, 'a')).toMatchObject({
      qmark: 'jdoe',
      placeholder: 'Brain slices',
      multiline: false,
      required: true,
      multiselect: false,
    });
    expect(state(asked, 'b')).toMatchObject({ multiline: true, qmark: '' });
  });
});
