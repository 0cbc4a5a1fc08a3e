import { beforeAll, describe, expect, it } from 'vitest';
import { coloursOf, type Colours } from './colours';
import { editorTokenizer, type Tokenize } from './host/tokenizer';

let tokenize: Tokenize;
beforeAll(async () => {
  tokenize = await editorTokenizer();
});

function colours(languageId: string, ...lines: string[]): Promise<Colours> {
  return coloursOf(tokenize, languageId, lines.join('\n'));
}

/** In a text of no other language. */
function jinja(...lines: string[]): Promise<Colours> {
  return colours('jinja', ...lines);
}

describe('a tag of Jinja', () => {
  it.each([
    ['{{ sample }}', 'sample', 'variable.other.jinja'],
    ['{{ sample.mass }}', 'mass', 'variable.other.property.jinja'],
    ["{{ 'a' }}", 'a', 'string.quoted.single.jinja'],
    [String.raw`{{ "a\n" }}`, String.raw`\n`, 'string.quoted.double.jinja constant.character.escape.jinja'],
    ['{{ 1_000.5e-3 }}', '1_000.5e-3', 'constant.numeric.jinja'],
    ['{{ 0xFF }}', '0xFF', 'constant.numeric.jinja'],
    ['{{ True }}', 'True', 'constant.language.jinja'],
    ['{{ mass | round(2) }}', 'round', 'support.function.filter.jinja'],
    ['{{ mass|ansible.builtin.hash }}', 'ansible.builtin.hash', 'support.function.filter.jinja'],
    ['{{ mass | round }}', '|', 'keyword.operator.pipe.jinja'],
    ['{{ mass is not defined }}', 'defined', 'support.function.test.jinja'],
    ['{{ mass is not defined }}', 'not', 'keyword.operator.logical.jinja'],
    ['{{ range(3) }}', 'range', 'entity.name.function.jinja'],
    ['{{ name.upper() }}', 'upper', 'entity.name.function.member.jinja'],
    ['{{ row(site, width=3) }}', 'width', 'variable.parameter.jinja'],
    ['{{ loop.index }}', 'loop', 'variable.language.jinja'],
    ['{{ a ~ b }}', '~', 'keyword.operator.concatenation.jinja'],
    ['{{ a // b }}', '//', 'keyword.operator.arithmetic.jinja'],
    ['{{ a >= b }}', '>=', 'keyword.operator.comparison.jinja'],
    ['{% if a %}', 'if', 'keyword.control.conditional.jinja'],
    ['{%- for a in b -%}', 'for', 'keyword.control.loop.jinja'],
    ['{%+ include "x" %}', 'include', 'keyword.control.import.jinja'],
    ["{% from 'x' import row as r %}", 'as', 'keyword.control.jinja'],
    ['{% macro row(site) %}', 'row', 'entity.name.function.jinja'],
    ['{% block head %}', 'head', 'entity.name.section.jinja'],
    ['{% filter upper %}', 'upper', 'support.function.filter.jinja'],
    ['{% yield site from sites %}', 'yield', 'keyword.control.loop.jinja'],
    ['{% elsewhere %}', 'elsewhere', 'keyword.control.jinja'],
    ['{{ größe }}', 'größe', 'variable.other.jinja'],
  ])('%s shows what %s is', async (text, words, scope) => {
    expect((await jinja(text)).of(words)).toMatch(new RegExp(`${scope.replaceAll('.', '\\.')}$`));
  });
});

describe('strings of Jinja', () => {
  it('hold the ends of tags, and quotes of the other kind', async () => {
    const { of, jinja: code } = await jinja(`{{ x | default("it's }}") }} after`);
    expect(of("it's }}")).toContain('string.quoted.double.jinja');
    expect(code).toEqual([`{{ x | default("it's }}") }}`]);
  });

  it('hold the beginnings of tags, as texts about Jinja do', async () => {
    const { jinja: code } = await jinja("{{ '{{' }} name {{ '}}' }}");
    expect(code).toEqual(["{{ '{{' }}", "{{ '}}' }}"]);
  });

  it('end with their tag where nobody has closed them', async () => {
    const { of, jinja: code } = await jinja('{{ x | default("none) }} after', 'next');
    expect(of('none')).toContain('string.quoted.unclosed.jinja');
    expect(code).toEqual(['{{ x | default("none) }}']);
  });
});

describe('braces in a tag', () => {
  it('do not end it', async () => {
    expect((await jinja("{{ {'a': {'b': 1}}['a'] }} after")).jinja).toEqual(["{{ {'a': {'b': 1}}['a'] }}"]);
  });
});

describe('a tag over several lines', () => {
  it.each([
    ['a list', ['{% set rows = [', "  {'a': 1},", '  2', '] %}', 'after']],
    ['filters in lines of their own', ['{{ name', '   | upper', '   | replace("A", "b") }}', 'after']],
    ['delimiters in lines of their own', ['{{', '  name', '  | upper', '}}', 'after']],
    ['a condition', ['{% if a and', '      b and', '      c %}', 'after']],
    ['a condition that stands below its word', ['{% if', '  a', '%}', 'after']],
    ['a comment with blank lines and tags', ['{# one', '', '{{ two }}', '#}', 'after']],
  ])('is one: %s', async (_, lines) => {
    const { of, jinja: code } = await jinja(...lines);
    expect(of('after')).toBe('');
    expect(code).toEqual(lines.slice(0, -1).flatMap((line) => line.trim() || []));
  });
});

describe('a tag that nobody has closed', () => {
  it.each(['{{ name', '{{', '{% if a', '{% endif', "{{ 'a", '{{ f(a', '{%'])(
    'leaves the text after the next blank line alone: %s',
    async (begun) => {
      const { of } = await jinja(`before ${begun}`, '', 'after {{ x }} it', 'last');
      expect(of('after')).toBe('');
      expect(of('x')).toContain('variable.other.jinja');
      expect(of('last')).toBe('');
    },
  );

  it.each(['{{ name', '{% if a', "{{ 'a", '{% endif'])('leaves the next line alone: %s', async (begun) => {
    const { of } = await jinja(`before ${begun}`, 'after it');
    expect(of('after it')).toBe('');
  });

  it.each(['{{ name', '{{', '{% if a', '{{ f(a'])('ends where another begins: %s', async (begun) => {
    const { jinja: code } = await jinja(`${begun} {% set b = 1 %} after`);
    expect(code).toEqual([begun, '{% set b = 1 %}']);
  });
});

describe('a raw block', () => {
  it('holds no tags', async () => {
    const { of, jinja: code } = await jinja('a {% raw %}{{ no }} {% no %}{% endraw %} {{ yes }}');
    expect(of('{{ no }} {% no %}')).toBe('meta.raw.jinja');
    expect(code).toEqual(['{% raw %}', '{% endraw %}', '{{ yes }}']);
  });

  it('goes over lines, up to its end within one', async () => {
    const { of, jinja: code } = await jinja(
      '{%- raw -%} {{ a }}',
      '{{ b }}',
      '{# c #} d {%- endraw %}{{ e }}',
    );
    expect(of('{{ b }}')).toBe('meta.raw.jinja');
    expect(code).toEqual(['{%- raw -%}', '{%- endraw %}', '{{ e }}']);
  });

  it('keeps the colours of the language around it, and lets nothing of it out', async () => {
    const { of } = await colours('jinja-py', '{% raw %}', "x = '''{{ no }}", '{% endraw %}', 'def f(): pass');
    expect(of('no')).toMatch(/^meta.raw.jinja string.quoted.multi.python/);
    expect(of('def')).toBe('meta.function.python storage.type.function.python');
  });
});
