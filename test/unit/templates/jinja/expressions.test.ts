import { describe, expect, it } from 'vitest';
import { jinja } from '../../../../core/templates/jinja';
import { errorOf, render } from './template';

describe('literals', () => {
  it.each([
    ['1', '1'],
    ['1.0', '1.0'],
    ['37.0', '37.0'],
    ['1_000 + 0x1F + 0b11 + 0o17', '1049'],
    ['1e16', '1e+16'],
    ['9007199254740993 + 1', '9007199254740994'],
    ["'a' 'b'", 'ab'],
    [String.raw`'\x41\u00e9\101\s\n'`, 'Aé' + 'A' + '\\s\n'],
    ["{'a': {'b': 1}}", "{'a': {'b': 1}}"],
    ['(1,)', '(1,)'],
    ['1, 2', '(1, 2)'],
    ['[true, none, 1.5, "it\'s"]', '[True, None, 1.5, "it\'s"]'],
    ['{1: 1, true: 2, 1.0: 3}', '{1: 3}'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`)).toBe(expected);
  });

  it('are refused where an escape is not complete', () => {
    expect(errorOf(String.raw`{{ '\x4' }}`)).toMatchObject({
      kind: 'syntax',
      position: { line: 0, column: 3 },
    });
  });
});

describe('operators', () => {
  it.each([
    ['10 / 2', '5.0'],
    ['-7 // 2', '-4'],
    ['-7 % 3', '2'],
    ['-7.5 // 2', '-4.0'],
    ['2 ** 3 ** 2', '64'],
    ['-2 ** 2', '4'],
    ['2 ** -1', '0.5'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['true + 1', '2'],
    ["'ab' * 2", 'abab'],
    ['[1] + [2]', '[1, 2]'],
    ['1 < 2 < 3', 'True'],
    ['3 > 2 > 2', 'False'],
    ['1 == 1.0 == true', 'True'],
    ['(1, 2) == [1, 2]', 'False'],
    ["'b' in 'abc'", 'True'],
    ["'x' not in ('a', 'b')", 'True'],
    ["'' or [] or 'last'", 'last'],
    ["1 and 0 or 'x'", 'x'],
    ["1 ~ none ~ 'a'", '1Nonea'],
    ["'%03d|%.2f|%s' % (7, 2.675, [1])", '007|2.67|[1]'],
    ["'yes' if 0.0 else 'no'", 'no'],
    ["'yes' if 0", ''],
    ['not 1 == 2', 'True'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`)).toBe(expected);
  });

  it.each([
    ["'a' + 1", "'+' does not work with a 'str' and a 'int'"],
    ['1 / 0', 'division by zero'],
    ["5 < 'a'", "'<' cannot compare a 'int' with a 'str'"],
    ['(-8) ** 0.5', 'a root of a negative number is a complex one'],
    ['none()', "a 'NoneType' cannot be called"],
    ['{[1]: 2}', "a 'list' cannot be a key"],
  ])('%s is an error', (source, message) => {
    expect(errorOf(`{{ ${source} }}`)).toMatchObject({ message, kind: 'render' });
  });
});

describe('lookups', () => {
  const context = {
    word: 'h\u{e9}llo\u{1f600}x',
    tags: ['a', 'b', 'c'],
    sample: { label: 'K1', items: 3, nothing: null },
  };

  it.each([
    ['sample.label', 'K1'],
    ["sample['items']", '3'],
    ['sample.items()|list', "[('label', 'K1'), ('items', 3), ('nothing', None)]"],
    ['sample.nothing', 'None'],
    ["sample.get('nope', 'd')", 'd'],
    ['tags.0 ~ tags[-1]', 'ac'],
    ['tags[10] is defined', 'False'],
    ['tags[::-1]', "['c', 'b', 'a']"],
    ['word[5]', '\u{1f600}'],
    ['word[5:]', '\u{1f600}x'],
    ['tags.index("b")', '1'],
    ['tags.count("z")', '0'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`, context)).toBe(expected);
  });

  it('refuse methods that Python has not', () => {
    expect(errorOf('{{ tags.push(1) }}', { context }).message).toBe("a 'list' has no attribute 'push'");
    expect(render('{{ sample.shift is defined }}', context)).toBe('False');
  });
});

describe('methods of texts', () => {
  it.each([
    ["'My Text'.upper()", 'MY TEXT'],
    ["'MY Text'.lower()", 'my text'],
    ["' x '.strip() ~ '|'", 'x|'],
    ["'xxaxx'.lstrip('x')", 'axx'],
    ["'xxaxx'.rstrip('x')", 'xxa'],
    ["'aaa'.replace('a', 'b', 2)", 'bba'],
    ["' a  b '.split()", "['a', 'b']"],
    ["'a,b,,c'.split(',', 1)", "['a', 'b,,c']"],
    [`"they're".title()`, "They'Re"],
    ["'hELLO'.capitalize()", 'Hello'],
    ["'run'.startswith(('x', 'r'))", 'True'],
    ["'run'.endswith('un')", 'True'],
    ["'-'.join(['a', 'b'])", 'a-b'],
    ["'-7'.zfill(4)", '-007'],
    ["'run_1'.removeprefix('run_')", '1'],
    ["'a.txt'.removesuffix('.txt')", 'a'],
  ])('%s is %s', (source, expected) => {
    expect(render(`{{ ${source} }}`)).toBe(expected);
  });
});

describe('printing a value', () => {
  it('spells it as Python does', () => {
    expect(jinja.print(37)).toBe('37.0');
    expect(jinja.print(true)).toBe('True');
    expect(jinja.print(null)).toBe('None');
    expect(jinja.print(['a', 1n, new Map([['k', 0.5]])])).toBe("['a', 1, {'k': 0.5}]");
    expect(jinja.print('plain')).toBe('plain');
  });
});
