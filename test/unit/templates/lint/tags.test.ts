import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DELIMITERS, type Delimiters } from '../../../../core/templates/jinja/language';
import { boundNames, includesIn, yieldedNames } from '../../../../core/templates/lint/names-in-tags';
import { partsOf, positionAt } from '../../../../core/templates/lint/tags';

const BRACKETS: Delimiters = {
  blockStart: '[%',
  blockEnd: '%]',
  variableStart: '[[',
  variableEnd: ']]',
  commentStart: '[#',
  commentEnd: '#]',
  lineStatementPrefix: '%%',
  lineCommentPrefix: '##',
};

function tags(text: string, delimiters = DEFAULT_DELIMITERS): string[] {
  return partsOf(text, delimiters).tags.map(({ keyword, body }) => `${keyword}|${body.trim()}`);
}

describe('the tags of a text', () => {
  it('are taken with what stands behind their keyword', () => {
    expect(tags("a {%- if x -%} b {{ '{% no %}' }} {%+ endif %}")).toStrictEqual(['if|x', 'endif|']);
  });

  it('end where no string is open', () => {
    expect(tags(`{% set x = "%}" %}{% set y = '\\'%}' %}`)).toStrictEqual([
      'set|x = "%}"',
      `set|y = '\\'%}'`,
    ]);
  });

  it('are none in comments and raw blocks', () => {
    expect(tags('{# {% a %} #}{% raw %}{% b %}{%- endraw -%}{% c %}')).toStrictEqual(['c|']);
  });

  it('have the delimiters that a template chooses', () => {
    expect(tags('{% a %}[% b %][[ "%]" ]][# [% c %] #]', BRACKETS)).toStrictEqual(['b|']);
  });

  it('may be whole lines', () => {
    expect(tags('x %% no\n  %% if y ## [% no %]\nz ## [% no %]\r\n%%endif', BRACKETS)).toStrictEqual([
      'if|y ## [% no %]',
      'endif|',
    ]);
  });

  it('leave the text outside of them', () => {
    expect(partsOf('a{{ b }}c{% d %}e{# f #}g', DEFAULT_DELIMITERS).literals).toStrictEqual([
      'a',
      'c',
      'e',
      'g',
    ]);
  });

  it('are found in any text, however broken', () => {
    const piece = fc.constantFrom('{%', '%}', '{{', '}}', '{#', '#}', '"', "'", '\\', ' raw ', 'x', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { literals } = partsOf(pieces.join(''), DEFAULT_DELIMITERS);
        expect(literals.join('').length).toBeLessThanOrEqual(pieces.join('').length);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});

describe('a place in a text', () => {
  it('counts every kind of line end as one', () => {
    expect(positionAt('a\r\nb\rc\nd', 7)).toStrictEqual({ line: 3, column: 0 });
    expect(positionAt('abc', 2)).toStrictEqual({ line: 0, column: 2 });
  });
});

describe('names that tags bind', () => {
  const bound = (text: string): string[] => boundNames(partsOf(text, DEFAULT_DELIMITERS).tags);

  it.each([
    ['{% set a, b = c %}', ['a', 'b']],
    ['{% set a %}x{% endset %}', ['a']],
    ['{% for k, v in x.items() %}', ['loop', 'k', 'v']],
    ['{% with a = 1, b = c == d %}', ['a', 'b']],
    ['{% import "m" as m %}', ['m']],
    ['{% from "m" import f, g as h %}', ['f', 'g', 'as', 'h']],
    ['{% macro field(name, value="x") %}', ['field', 'name', 'value', 'x']],
    ['{% yield cmd from commands %}', ['cmd']],
    ['{% if a == b %}{{ c }}', []],
  ])('%s', (text, names) => {
    expect(bound(text)).toStrictEqual(names);
  });

  it('by yield alone count below a name', () => {
    const { tags: found } = partsOf('{% set a = 1 %}{% yield b from c %}', DEFAULT_DELIMITERS);
    expect(yieldedNames(found)).toStrictEqual(['b']);
  });
});

describe('files that tags ask for', () => {
  const includes = (text: string): unknown[] =>
    includesIn(partsOf(text, DEFAULT_DELIMITERS).tags).map(({ names, mayBeMissing, seesContext }) => [
      names,
      mayBeMissing,
      seesContext,
    ]);

  it.each([
    ["{% include 'a' %}", ['a'], false, true],
    ['{%- include "a" without context -%}', ['a'], false, false],
    ["{% include ['a', 'b'] ignore missing %}", ['a', 'b'], true, true],
    ["{% include ('a', 'b',) %}", ['a', 'b'], false, true],
    ["{% import 'a' as x %}", ['a'], false, false],
    ["{% from 'a' import x with context %}", ['a'], false, true],
    ["{% extends 'a' %}", ['a'], false, true],
    ['{% include name %}', [], false, true],
    ["{% include 'a' ~ b %}", [], false, true],
    ["{% include 'a' if b else 'c' %}", [], false, true],
  ])('%s', (text, names, mayBeMissing, seesContext) => {
    expect(includes(text)).toStrictEqual([[names, mayBeMissing, seesContext]]);
  });
});
