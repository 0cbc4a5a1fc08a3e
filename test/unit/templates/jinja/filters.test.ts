import { describe, expect, it } from 'vitest';
import { errorOf, render } from './template';

const context = {
  users: [
    { name: 'ann', age: 3, admin: true },
    { name: 'Bob', age: 1, admin: false },
    { name: 'cy', age: 2 },
  ],
  deps: ['numpy', 'pandas', 'scipy'],
  conf: { b: 1, a: [2] },
};

describe('filters', () => {
  it.each([
    ["nope|default('d') ~ ''|d('e') ~ ''|d('f', true)", 'df'],
    ["'a'|upper ~ 'B'|lower", 'Ab'],
    [`"they're here"|title`, "They're Here"],
    ["'fOO'|capitalize", 'Foo'],
    ["'xxaxx'|trim('x')", 'a'],
    ["'aaa'|replace('a', 'b', count=2)", 'bba'],
    ['deps|length', '3'],
    ["deps|join(', ')", 'numpy, pandas, scipy'],
    ["users|join('/', attribute='name')", 'ann/Bob/cy'],
    ['deps|first ~ deps|last', 'numpyscipy'],
    ["'42.7'|int ~ 'x'|int(-1)", '42-1'],
    ["5|float ~ 'x'|float", '5.00.0'],
    ['2.5|round ~ 42|round ~ 2.675|round(2)', '2.0422.67'],
    ["1.21|round(1, 'ceil')", '1.3'],
    ['-3|abs', '3'],
    ["'abc'|list", "['a', 'b', 'c']"],
    ["['b', 'A', 'c']|sort", "['A', 'b', 'c']"],
    ["users|sort(attribute='age', reverse=true)|map(attribute='name')|list", "['ann', 'cy', 'Bob']"],
    ["['a', 'A', 'b']|unique|list", "['a', 'b']"],
    ["'abc'|reverse", 'cba'],
    ["users|sum('age')", '6'],
    ["users|map(attribute='age')|min ~ [3, 7.5]|max", '17.5'],
    ["deps|map('replace', 'n', 'N')|join", 'NumpypaNdasscipy'],
    ["users|map(attribute='admin', default='?')|list", "[True, False, '?']"],
    ["[0, 1, '', 'a']|select|list", "[1, 'a']"],
    ["[1, 2, 3]|reject('odd')|list", '[2]'],
    ["users|selectattr('age', 'gt', 1)|map(attribute='name')|list", "['ann', 'cy']"],
    ["users|rejectattr('admin')|map(attribute='name')|list", "['Bob', 'cy']"],
    ['[1, 2, 3]|batch(2, 0)|list', '[[1, 2], [3, 0]]'],
    [String.raw`'a\n\nb'|indent(2)`, 'a\n\n  b'],
    ["'one two'|wordcount", '2'],
    ["'abc def ghi'|truncate(7, leeway=0)", 'abc...'],
    ["'ab'|center(5) ~ '|'", '  ab |'],
    ["'%02d-%s'|format(3, 'x')", '03-x'],
    ["'<a&>'|e ~ '<'", '&lt;a&amp;&gt;<'],
    ["{'b': [1, 2.0], 'a': '<é>'}|tojson", String.raw`{"a": "\u003c\u00e9\u003e", "b": [1, 2.0]}`],
    ['conf|tojson(indent=1)', '{\n "a": [\n  2\n ],\n "b": 1\n}'],
    ['conf|dictsort', "[('a', [2]), ('b', 1)]"],
    ['conf|items|list', "[('b', 1), ('a', [2])]"],
    ['true|string|lower', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`, context)).toBe(expected);
  });

  it('give sequences that can be gone through once, as Python does', () => {
    const source =
      "{% set names = users|map(attribute='name') %}{{ names|first }} {{ names|list }} {{ names|list }}";
    expect(render(source, context)).toBe("ann ['Bob', 'cy'] []");
  });

  it.each([
    ['1|uper', "no filter named 'uper'; did you mean 'upper'?", 'syntax'],
    ['1|qqqqqqqq', "no filter named 'qqqqqqqq'", 'syntax'],
    ['deps|join(sep=1)', "the filter 'join' takes no argument 'sep' here", 'render'],
    ['deps|join(1, 2, 3)', "the filter 'join' takes 2 arguments at most, not 3", 'render'],
    ["'a'|replace('a')", "the filter 'replace' needs the argument 'new'", 'render'],
    ['deps|map("upper")', 'this sequence has no text of its own; write it with |list or |join', 'render'],
    ["[1, 'a']|sort", "'<' cannot compare a 'str' with a 'int'", 'render'],
  ])('%s is refused', (source, message, kind) => {
    expect(errorOf(`{{ ${source} }}`, { context })).toMatchObject({ message, kind });
  });
});

describe('tests', () => {
  it.each([
    ['nope is defined', 'False'],
    ['nope is undefined', 'True'],
    ['none is none', 'True'],
    ["'a' is string and 1 is not string", 'True'],
    ['true is number', 'True'],
    ['true is integer or 1.0 is integer', 'False'],
    ['1.0 is float and 1 is integer', 'True'],
    ['false is boolean', 'True'],
    ['conf is mapping and deps is not mapping', 'True'],
    ['deps is sequence and conf is sequence', 'True'],
    ["'a' is iterable and 5 is not iterable", 'True'],
    ['4 is even and 3 is odd', 'True'],
    ['9 is divisibleby 3', 'True'],
    ["'a' is equalto 'a' and 1 is ne 2 and 1 is lt 2", 'True'],
    ['2 is gt 1 and 2 is le 2 and 2 is ge 2', 'True'],
    ["'a' is in ['a']", 'True'],
    ["'abc' is lower and 'ABC' is upper", 'True'],
    ['1 is true or 0 is false', 'False'],
    ["'a' if 1 is odd else 'b'", 'a'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`, context)).toBe(expected);
  });

  it('are refused by name where there are none', () => {
    expect(errorOf('{{ 1 is definde }}').message).toBe("no test named 'definde'; did you mean 'defined'?");
  });
});

describe('functions', () => {
  it.each([
    ['range(3)|list', '[0, 1, 2]'],
    ['range(5, 0, -2)|list', '[5, 3, 1]'],
    ['range(2)', 'range(0, 2)'],
    ["dict(a=1, b='x')", "{'a': 1, 'b': 'x'}"],
    ['namespace(a=1).a', '1'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`)).toBe(expected);
  });

  it('are hidden by names of the context', () => {
    expect(render('{{ cycler }}{{ range }}', { cycler: 'c', range: 'r' })).toBe('cr');
  });
});
