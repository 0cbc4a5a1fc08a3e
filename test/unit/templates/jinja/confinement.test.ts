import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jinja } from '../../../../core/templates/jinja';
import { errorOf, render } from './template';

const context = { word: 'w', number: 1, half: 0.5, list: [1], conf: { a: 1 }, yes: true, nothing: null };
const names = [
  'constructor',
  'prototype',
  '__proto__',
  '__class__',
  '__mro__',
  '__globals__',
  '__defineGetter__',
];
const jsMembers = [
  ...[
    'toString',
    'valueOf',
    'hasOwnProperty',
    'length',
    'size',
    'at',
    'map',
    'charAt',
    'concat',
    'toLowerCase',
  ],
  ...['forEach', 'entries', 'has', 'set', 'then', 'call', 'apply', 'bind', 'caller', 'arguments', 'name'],
];

/** What a template makes of an expression: its text, or that it is refused. */
function outcome(source: string): string {
  try {
    return render(source, context);
  } catch (caught) {
    expect(caught).toMatchObject({ name: 'TemplateError' });
    return 'refused';
  }
}

describe('no road leads from a template to JavaScript', () => {
  const roads = [
    ...Object.keys(context),
    "''",
    '[]',
    '{}',
    '()',
    '1.5',
    'range',
    'range(1)',
    "''.upper",
    'conf.items()',
  ].flatMap((start) =>
    [...names, ...jsMembers].flatMap((name) => [`${start}.${name}`, `${start}['${name}']`]),
  );

  it('by the members of any kind of value', () => {
    for (const road of roads) expect(['', 'refused'], road).toContain(outcome(`{{ ${road} }}`));
  });

  it('by members of members, or by calling them', () => {
    for (const road of roads) {
      expect(outcome(`{{ ${road}.constructor('return 1')() }}`), road).toBe('refused');
      expect(outcome(`{{ ${road}() }}`), road).toBe('refused');
    }
  });

  it.each([
    "{{ ''.constructor.constructor('return process')() }}",
    "{{ range.constructor('return process')() }}",
    "{{ ''['con' ~ 'structor'] }}{{ ''['con' ~ 'structor']() }}",
    "{{ [1]|map(attribute='constructor')|first.call() }}",
    "{{ [1]|map('constructor')|list }}",
    "{{ [1]|map('__proto__')|list }}",
    "{{ [1]|select('constructor')|list }}",
    '{{ 1|constructor }}',
    '{{ 1|__proto__ }}',
    '{{ 1 is constructor }}',
    '{{ process.exit() }}',
    '{{ globalThis.process }}',
    '{{ require("fs") }}',
    '{{ this.x }}',
    '{{ self.x }}',
    '{{ arguments[0] }}',
    '{% for x in [1] %}{{ loop.constructor() }}{% endfor %}',
    "{% set n = namespace() %}{% set n.__proto__ = 1 %}{{ n.constructor('x') }}",
    '{{ dict(__proto__=1).x.y }}',
    '{% constructor %}',
    '{{ `${process}` }}',
    '{{ (() => 1)() }}',
    '{{ a = 1 }}',
    '{{ new Map() }}',
  ])('%s is refused', (source) => {
    expect(outcome(source)).toBe('refused');
  });

  it('by names that the context does not have', () => {
    for (const name of [
      'process',
      'globalThis',
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'undefined',
    ])
      expect(render(`[{{ ${name} }}]`)).toBe('[]');
  });

  it('and such names are plain keys where data has them', () => {
    const data = new Map([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
    const compiled = jinja.compile("{{ d['__proto__'] }}{{ d.constructor }}{{ constructor }}{{ d }}", 'x');
    expect(
      compiled.render(
        new Map<string, typeof data | string>([
          ['d', data],
          ['constructor', 'k'],
        ]),
      ).text,
    ).toBe("pck{'__proto__': 'p', 'constructor': 'c'}");
    expect(
      render(
        '{% set n = namespace(constructor=1) %}{% set __proto__ = 2 %}{{ n.constructor }}{{ __proto__ }}',
      ),
    ).toBe('12');
  });

  it('and Python attributes with two underscores are refused', () => {
    expect(errorOf("{{ ''.__class__ }}").message).toBe("the attribute '__class__' is not for templates");
  });
});

describe('the sources of the language', () => {
  const folder = new URL('../../../../core/templates/jinja/', import.meta.url);
  const sources = readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));

  it('take nothing of nunjucks but the classes of its tree and the skeleton of its parser', () => {
    const imports = sources.flatMap(({ text }) => text.match(/(?<=from '|import\(')nunjucks[^']*/g) ?? []);
    expect(new Set(imports)).toEqual(new Set(['nunjucks/src/nodes', 'nunjucks/src/parser']));
  });

  it('evaluate no source text', () => {
    for (const { name, text } of sources)
      expect(text, name).not.toMatch(/\beval\(|new Function|node:vm|import\(/);
  });
});
