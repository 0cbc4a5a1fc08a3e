import { describe, expect, it } from 'vitest';
import { jinja } from '../../../../core/templates/jinja';

function referencesOf(source: string): string[] {
  return jinja
    .compile(source, 'x')
    .references.map(({ name, position }) => `${name}@${position.line}:${position.column}`);
}

describe('references', () => {
  it.each([
    ['{{ a }} {{ a.b }}\n{{ c["d"] }}', ['a@0:3', 'a@0:11', 'c@1:3']],
    ['{{ a|default(b) }}', ['a@0:3', 'b@0:13']],
    ["{{ {key: 'x'}[other] }}", ['key@0:4', 'other@0:14']],
    ['{{ f(x=1, y=z) }}', ['f@0:3', 'z@0:12']],
    ['{{ a is divisibleby b }}', ['a@0:3', 'b@0:20']],
    ['{{ range(n) }}{{ true }}', ['n@0:9']],
    ['{{ a[b:c] if d else e }}', ['d@0:13', 'a@0:3', 'b@0:5', 'c@0:7', 'e@0:20']],
    ['{% if a < b %}{% elif c %}{% endif %}', ['a@0:6', 'b@0:10', 'c@0:22']],
  ])('of %s', (source, expected) => {
    expect(referencesOf(source)).toEqual(expected);
  });

  it.each([
    [
      '{% for x in xs if x.ok %}{{ x }}{{ loop.index }}{{ y }}{% else %}{{ x }}{% endfor %}{{ loop }}',
      ['xs', 'y', 'x', 'loop'],
    ],
    ['{% for k, (a, b) in xs %}{{ k }}{{ a }}{{ b }}{% endfor %}', ['xs']],
    ['{{ x }}{% set x = x ~ 1 %}{{ x }}', ['x', 'x']],
    ['{% set x %}{{ y }}{% endset %}{{ x }}', ['y']],
    ['{% set ns = namespace(v=1) %}{% set ns.v = w %}{{ ns.v }}', ['w']],
    ['{% for i in [1] %}{% set inner = i %}{{ inner }}{% endfor %}{{ inner }}', ['inner']],
    ['{% if a %}{% set x = 1 %}{{ x }}{% else %}{{ x }}{% endif %}{{ x }}', ['a', 'x']],
    ['{% raw %}{{ a }}{% endraw %}{# {{ b }} #}', []],
  ])('of %s leave out what the template sets itself', (source, expected) => {
    expect(referencesOf(source).map((reference) => reference.split('@')[0])).toEqual(expected);
  });
});

describe('references in a block', () => {
  it.each([
    ["{% import 'm' as m %}{% set x = 1 %}{% block b %}{{ m.f(x) }}{{ y }}{% endblock %}", ['y']],
    ["{% extends 'p' %}{% from 'm' import f %}{% block b %}{{ f(y) }}{% endblock %}", ['y']],
    ['{% for i in xs %}{% block b scoped %}{{ i }}{% endblock %}{% endfor %}', ['xs']],
    ['{% block b %}{{ x }}{% endblock %}{% set x = 1 %}', ['x']],
  ])('of %s', (source, expected) => {
    expect(jinja.compile(source, 'x').references.map(({ name }) => name)).toEqual(expected);
  });
});
