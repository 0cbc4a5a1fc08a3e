import { describe, expect, it } from 'vitest';
import { ask, messages, state, valueOf } from './asking';

describe('choices', () => {
  it('may be labels with values of any kind', async () => {
    const asked = await ask(
      [
        'a:',
        '  type: yaml',
        '  choices:',
        '    Nothing, thanks: "null"',
        '    Value is key: null',
        '    One and a half: 1.5',
        '    "Yes": true',
        '    Nope: no',
        '    Some array: "[yaml, converts, this]"',
      ].join('\n'),
      { a: '[yaml, converts, this]' },
    );
    expect(state(asked, 'a').choices).toStrictEqual([
      { label: 'Nothing, thanks', value: null },
      { label: 'Value is key', value: 'Value is key' },
      { label: 'One and a half', value: 1.5 },
      { label: 'Yes', value: true },
      { label: 'Nope', value: false },
      { label: 'Some array', value: ['yaml', 'converts', 'this'] },
    ]);
    expect(asked.variables.get('a')).toStrictEqual(['yaml', 'converts', 'this']);
  });

  it('may be pairs, also with values that are lists or mappings', async () => {
    const manifest =
      'a: {type: yaml, choices: [[one, [1, "{{ label }}"]], [two, {value: {b: 2}}], [x, y]]}\n';
    expect(state(await ask(manifest, { a: 'y' }), 'a').choices).toStrictEqual([
      { label: 'one', value: [1n, 'Brain slices'] },
      { label: 'two', value: new Map([['b', 2n]]) },
      { label: 'x', value: 'y' },
    ]);
  });

  it('have keys that look like numbers', async () => {
    const asked = await ask('a: {type: str, choices: {10: ten, 2.50: b, yes: c, 2024-01-01: d}}\n', {
      a: 'b',
    });
    expect(state(asked, 'a').choices?.map(({ label }) => label)).toStrictEqual([
      '10',
      '2.5',
      'True',
      '2024-01-01',
    ]);
  });

  it('are equal as Python takes them for equal', async () => {
    expect(await valueOf('a: {type: yaml, choices: [1, x]}\n', { a: '1.0' })).toBe(1);
    expect(await valueOf('a: {type: yaml, choices: [{b: [1]}, x]}\n', { a: '{b: [true]}' })).toStrictEqual(
      new Map([['b', [true]]]),
    );
  });

  it('may be thousands', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `gene ${index}`);
    const manifest = `a: {type: str, choices: [${names.join(', ')}]}\nb: {choices: [${names.join(', ')}], default: gene 9999}\n`;
    const asked = await ask(manifest, { a: 'gene 5000' });
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('b')).toBe('gene 9999');
    const wrong = await ask(manifest, { a: 'nothing' });
    expect(messages(wrong)[0]).toMatch(/gene 19 and 9980 more\.$/);
  });
});

describe('a choice with a check', () => {
  const MANIFEST = [
    'cloud: {type: str, choices: [Any, AWS]}',
    'a:',
    '  type: str',
    '  choices:',
    '    Terraform: tf',
    '    Cloud Formation:',
    '      value: cf',
    '      validator: "{% if cloud != \'AWS\' %}Requires AWS.{% endif %}"',
    '  default: tf',
  ].join('\n');

  it('is shown with why it cannot be taken', async () => {
    expect(state(await ask(MANIFEST, { cloud: 'Any' }), 'a').choices).toStrictEqual([
      { label: 'Terraform', value: 'tf' },
      { label: 'Cloud Formation', value: 'cf', disabled: 'Requires AWS.' },
    ]);
    const taken = await ask(MANIFEST, { cloud: 'Any', a: 'cf' });
    expect(messages(taken)).toStrictEqual(["a: The answer 'cf' to 'a' cannot be chosen: Requires AWS."]);
    expect(taken.variables.get('a')).toBe('tf');
  });

  it('can be taken where the check says nothing', async () => {
    const asked = await ask(MANIFEST, { cloud: 'AWS', a: 'cf' });
    expect(asked.problems).toStrictEqual([]);
    expect(state(asked, 'a').choices?.[1]).toStrictEqual({ label: 'Cloud Formation', value: 'cf' });
  });

  it('is no default', async () => {
    const asked = await ask(MANIFEST.replace('default: tf', 'default: cf'), { cloud: 'Any' });
    expect(messages(asked)).toStrictEqual(["a: The default of 'a' cannot be chosen: Requires AWS."]);
    expect(asked.variables.has('a')).toBe(false);
  });

  it('harms nobody as the default of a question that is answered otherwise', async () => {
    const asked = await ask(MANIFEST.replace('default: tf', 'default: cf'), { cloud: 'Any', a: 'tf' });
    expect(asked.problems).toStrictEqual([]);
    expect(asked.variables.get('a')).toBe('tf');
  });

  it('counts once where another choice with its value can be taken', async () => {
    const manifest = "a: {type: str, choices: [[x, {value: v, validator: 'no'}], [y, v]]}\n";
    expect(await valueOf(manifest, { a: 'v' })).toBe('v');
  });
});

describe('choices that a template renders', () => {
  const MANIFEST = [
    'language: {type: str, choices: [python, node]}',
    'a:',
    '  type: str',
    '  choices: |',
    "    {%- if language == 'python' %}",
    '    - poetry',
    '    - [Pip, pipenv]',
    '    {%- else %}',
    '    - npm',
    '    {%- endif %}',
  ].join('\n');

  it('follow the answers before them', async () => {
    const python = await ask(MANIFEST, { language: 'python', a: 'pipenv' });
    expect(python.problems).toStrictEqual([]);
    expect(state(python, 'a').choices).toStrictEqual([
      { label: 'poetry', value: 'poetry' },
      { label: 'Pip', value: 'pipenv' },
    ]);
    expect(await ask(MANIFEST, { language: 'node', a: 'npm' })).toMatchObject({ problems: [] });
  });

  it('report an answer whose choice has vanished, and never drop it', async () => {
    const asked = await ask(MANIFEST, { language: 'node', a: 'pipenv' });
    expect(messages(asked)).toStrictEqual(["a: The answer 'pipenv' to 'a' is none of its choices: npm."]);
    expect(state(asked, 'a')).toMatchObject({ answered: true, value: undefined });
  });

  it('are not blamed for what an earlier question lacks', async () => {
    const asked = await ask(MANIFEST, { a: 'poetry' });
    expect(asked.problems.map((problem) => problem.field)).toStrictEqual(['language']);
  });

  it('are templates again where they come out of a raw block, and data where they come from an answer', async () => {
    const manifest = [
      'b: {type: str}',
      'a:',
      '  type: str',
      '  choices: |',
      '    - "{{ b }}"',
      '    - "{% raw %}{{ operator }}{% endraw %}"',
      '    - [x, {value: y, validator: "{% raw %}{% if label %}not now{% endif %}{% endraw %}"}]',
    ].join('\n');
    const asked = await ask(manifest, { b: '{{ operator }}!', a: '{{ operator }}!' });
    expect(asked.problems).toStrictEqual([]);
    expect(state(asked, 'a').choices).toStrictEqual([
      { label: '{{ operator }}!', value: '{{ operator }}!' },
      { label: 'jdoe', value: 'jdoe' },
      { label: 'x', value: 'y', disabled: 'not now' },
    ]);
  });

  it.each([
    ['', 'renders no choices'],
    ['5', 'renders no choices'],
    ['[1', 'cannot be read: line 1'],
    ['[[a, b, c]]', 'a pair [label, value]'],
    ['[one]', 'is no int: it must be a whole number'],
  ])('%j: %s', async (text, problem) => {
    const asked = await ask("b: {type: str}\na: {type: int, choices: '{{ b }}{% if b %}{% endif %}'}\n", {
      b: text,
      a: '1',
    });
    expect(messages(asked).join('\n')).toContain(problem);
  });
});

describe('several choices', () => {
  const LENSES = 'a: {type: str, multiselect: true, choices: [10x, 3.10, "[", 63x]}\n';

  it.each<[unknown, string[]]>([
    ['[10x, 63x]', ['10x', '63x']],
    ['[63x, 10x, 63x]', ['10x', '63x']],
    ['[\'10x\', "["]', ['10x', '[']],
    ['- 10x\n- 63x\n', ['10x', '63x']],
    [['63x'], ['63x']],
    ['[]', []],
    [[], []],
  ])('%j: those choices, in their order, as in Copier', async (given, value) => {
    expect(await valueOf(LENSES, { a: given })).toStrictEqual(value);
  });

  it('are each read as the type of the question', async () => {
    const manifest = 'a: {type: float, multiselect: true, choices: {low: 0.5, high: 37}}\n';
    expect(await valueOf(manifest, { a: '[37, .5]' })).toStrictEqual([0.5, 37]);
    expect(await valueOf(manifest, { a: [37] })).toStrictEqual([37]);
    const versions = 'a: {type: str, multiselect: true, choices: ["3.9", "3.10"]}\n';
    expect(await valueOf(versions, { a: '[3.10]' })).toStrictEqual(['3.10']);
    expect(
      await valueOf('a: {multiselect: true, choices: [yes, no, maybe]}\n', { a: '[no, maybe]' }),
    ).toStrictEqual([false, 'maybe']);
  });

  it.each<[unknown, string]>([
    ['10x', "The answer '10x' to 'a' is no list: it must be a list such as [a, b]."],
    [3.5, "The answer '3.5' to 'a' is no list: it must be a list such as [a, b]."],
    ['[10x, 5x]', "The answer '5x' to 'a' is none of its choices: 10x, 3.1, [, 63x."],
    [null, "'a' has no value: give one, or leave it out to take its default."],
  ])('%j is refused', async (given, message) => {
    expect(messages(await ask(LENSES, { a: given }))).toStrictEqual([`a: ${message}`]);
  });

  it('have a list as default, or a template that renders one', async () => {
    expect(await valueOf('a: {type: str, multiselect: true, choices: [x, y], default: [y]}\n')).toStrictEqual(
      ['y'],
    );
    expect(
      await valueOf("a: {type: str, multiselect: true, choices: [x, jdoe], default: '[{{ operator }}]'}\n"),
    ).toStrictEqual(['jdoe']);
    expect(
      await valueOf("a: {type: str, multiselect: true, choices: [x, jdoe], default: ['{{ operator }}']}\n"),
    ).toStrictEqual(['jdoe']);
    const wrong = await ask("a: {type: str, multiselect: true, choices: [x], default: '{{ label }}'}\n");
    expect(messages(wrong)).toStrictEqual([
      "a: The default of 'a' is no list: it must be a list such as [a, b].",
    ]);
  });

  it('are required without a default, and none is an answer', async () => {
    const asked = await ask(LENSES);
    expect(messages(asked)).toStrictEqual(["a: 'a' is required: answer it."]);
    expect(state(asked, 'a')).toMatchObject({ multiselect: true, required: true });
  });

  it('do not take what is disabled', async () => {
    const manifest =
      "a: {type: str, multiselect: true, choices: {X: x, Y: {value: y, validator: 'Not today.'}}, default: []}\n";
    expect(messages(await ask(manifest, { a: ['x', 'y'] }))).toStrictEqual([
      "a: The answer 'y' to 'a' cannot be chosen: Not today.",
    ]);
  });

  it('are given to the check as a list', async () => {
    const manifest =
      'a: {type: str, multiselect: true, choices: [x, y], validator: "{% if a|length < 2 %}Both, please.{% endif %}"}\n';
    expect(messages(await ask(manifest, { a: '[x]' }))).toStrictEqual(['a: Both, please.']);
    expect(await valueOf(manifest, { a: '[y, x]' })).toStrictEqual(['x', 'y']);
  });
});
