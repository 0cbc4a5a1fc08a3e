import { describe, expect, it } from 'vitest';
import { analyse, type Analysis } from '../../../../core/templates/jinja';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** The text of a range, as somebody would see it marked. */
function marked(source: string, { start, end }: { start: Place; end: Place }): string {
  const lines = source.split('\n');
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.column, end.column);
  const first = (lines[start.line] ?? '').slice(start.column);
  const last = (lines[end.line] ?? '').slice(0, end.column);
  return [first, ...lines.slice(start.line + 1, end.line), last].join('\n');
}

function namesOf(source: string, part: 'filters' | 'tests', found: Analysis): string[] {
  return found[part].map(({ name, range }) => {
    expect(marked(source, range)).toBe(name);
    return name;
  });
}

const REPORT = `# {{ label|title }}
{% for channel in channels if channel.power is gt 0 %}
{% set text = channel.name|upper|replace('a', other) %}{{ loop.index }}: {{ text }}
{% endfor %}
{% macro row(cell, width=size) %}{{ cell }}{{ width }}{{ caller() }}{% endmacro %}
{% call(x) row(1) %}{{ x }}{% endcall %}
{% include 'parts/' ~ kind %}{% include ['a.md', 'b.md'] ignore missing %}{% import 'lib.j2' as lib %}
`;

describe('the analysis of a template', () => {
  const found = analyse(REPORT, 'report.md.jinja');

  it('finds what it takes from outside, each time with its place', () => {
    expect(found.references.map(({ name }) => name)).toEqual(['label', 'channels', 'other', 'size', 'kind']);
    expect([...found.undeclared].sort()).toEqual(['channels', 'kind', 'label', 'other', 'size']);
    for (const { name, position } of found.references)
      expect(REPORT.split('\n')[position.line]?.slice(position.column)).toMatch(new RegExp(`^${name}`));
  });

  it('finds filters, tests and other templates where they stand', () => {
    expect(namesOf(REPORT, 'filters', found)).toEqual(['title', 'upper', 'replace']);
    expect(namesOf(REPORT, 'tests', found)).toEqual(['gt']);
    expect(found.templates.map(({ name, kind, optional }) => [name, kind, optional])).toEqual([
      ['a.md', 'include', true],
      ['b.md', 'include', true],
      ['lib.j2', 'import', false],
    ]);
  });

  it('knows readings and writings of one variable', () => {
    const uses = found.variables.filter(({ name }) => name === 'text');
    expect(uses.map(({ use }) => use)).toEqual(['write', 'read']);
    expect(new Set(uses.map(({ variable }) => variable)).size).toBe(1);
    for (const { name, range } of found.variables) expect(marked(REPORT, range)).toBe(name);
  });

  it('keeps apart variables of one name in different scopes', () => {
    const source = '{% for x in a %}{{ x }}{% endfor %}{% for x in b %}{{ x }}{% endfor %}{{ x }}';
    const uses = analyse(source, 'x').variables.filter(({ name }) => name === 'x');
    expect(uses.map(({ variable }) => variable)).toEqual([
      expect.any(Number),
      ...uses.slice(1).map(({ variable }) => variable),
    ]);
    expect(uses[0]?.variable).toBe(uses[1]?.variable);
    expect(new Set(uses.map(({ variable }) => variable)).size).toBe(3);
  });

  it('finds the scopes with the names that are known in them', () => {
    const [loop] = found.scopes;
    expect(loop?.names).toEqual(expect.arrayContaining(['channel', 'loop', 'text']));
    if (loop === undefined) return;
    expect(marked(REPORT, loop.range)).toMatch(/^\{% for channel[^]*endfor %\}$/);
  });

  it('has nothing to complain of', () => {
    expect(found.errors).toEqual([]);
  });
});

describe('a template with mistakes', () => {
  it.each([
    ['an expression that is none', '{{ a + }}{{ b }}', ['b']],
    ['a character without meaning', '{{ a ! }}{{ b }}', ['b']],
    ['a text without its end', "{{ 'a }}\n{{ b }}", ['b']],
    ['an unknown tag', '{% foo a %}{{ b }}', ['b']],
    [
      'a tag whose head cannot be read',
      '{% if %}{{ a }}{% else %}{{ b }}{% endif %}{{ c }}',
      ['a', 'b', 'c'],
    ],
    ['a loop whose head cannot be read', '{% for in xs %}{{ a }}{% endfor %}{{ b }}', ['a', 'b']],
    ['a tag that is never closed', '{% if a %}{{ b }}', ['a', 'b']],
    ['several that are never closed', '{% if a %}{% for x in xs %}{{ b }}', ['a', 'xs', 'b']],
    ['an end without a beginning', '{{ a }}{% endfor %}{{ b }}', ['a', 'b']],
    ['an unknown filter', '{{ a|nothing }}{{ b|upper }}', ['a', 'b']],
    ['an unknown test', '{{ a is nothing }}{{ b }}', ['a', 'b']],
    ['a comment that is never closed', '{{ a }}{# {{ b }}', ['a']],
    ['a loop that is left outside of one', '{{ a }}{% break %}{{ b }}', ['a', 'b']],
  ])('of %s is analysed all the same', (_what, source, references) => {
    const found = analyse(source, 'x', { extensions: ['loopcontrols'] });
    expect(found.references.map(({ name }) => name)).toEqual(references);
    expect(found.errors.length).toBeGreaterThan(0);
    expect(found.errors.every(({ kind }) => kind === 'syntax')).toBe(true);
  });

  it('tells each of its mistakes once, in their order', () => {
    const found = analyse('{{ 1 + }}\n{% if %}x{% endif %}\n{{ a|nope }}\n{% for x in y %}', 'x');
    expect(found.errors.map(({ position }) => position.line)).toEqual([0, 1, 2, 3]);
  });

  it('never makes the analysis fail, wherever it is cut off', () => {
    for (let length = 0; length <= REPORT.length; length += 1) {
      const found = analyse(REPORT.slice(0, length), 'x');
      expect(found.errors.every(({ kind }) => kind === 'syntax')).toBe(true);
    }
  });
});
