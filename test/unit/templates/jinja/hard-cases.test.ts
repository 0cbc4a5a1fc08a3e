import { describe, expect, it } from 'vitest';
import {
  DEFAULT_BUDGET,
  DEFAULT_DELIMITERS,
  jinja,
  TemplateError,
  type Delimiters,
  type LanguageOptions,
  type TemplateContext,
  type TemplateLoader,
  type TemplateValue,
} from '../../../../core/templates/jinja';
import { namesOfSegment } from '../../../../core/templates/rendered-name';
import { errorOf, render } from './template';

// What is expected here is what Jinja 3.1.2 gives, unless a test says otherwise.

const extensions = ['do', 'time', 'ansible'] as const;

/** A loader of some files by name. */
function loaderOf(files: Readonly<Record<string, string>>): TemplateLoader {
  const sources = new Map(Object.entries(files));
  return {
    load: (name) => {
      const source = sources.get(name);
      return source === undefined ? undefined : { source, file: name };
    },
  };
}

/** What a template gives that may include others. */
function renderWith(source: string, loader: TemplateLoader, context: TemplateContext = new Map()): string {
  return jinja.compile(source, 'note', { extensions }, loader).render(context).text;
}

function errorWith(
  source: string,
  loader: TemplateLoader,
  context: TemplateContext = new Map(),
): TemplateError {
  try {
    renderWith(source, loader, context);
  } catch (caught) {
    if (caught instanceof TemplateError) return caught;
    throw caught;
  }
  return expect.fail('it rendered');
}

describe('ends of lines', () => {
  it.each<[string, Partial<LanguageOptions>, string]>([
    ['a\r\nb\rc\n\rd\r\n\r\ne', {}, 'a\nb\nc\n\nd\n\ne'],
    ['a\r\nb\rc\n', { newlineSequence: '\r\n' }, 'a\r\nb\r\nc\r\n'],
    ['a\r\nb\rc\n', { newlineSequence: '\r' }, 'a\rb\rc\r'],
    ['{% if true %}\r\nx\r\n{% endif %}\r\n', { trimBlocks: true }, 'x\n'],
    ["{{ 'a\r\nb\rc' }}", {}, 'a\nb\nc'],
    ["{{ 'a\r\nb\rc' }}", { newlineSequence: '\r\n' }, 'a\r\nb\r\nc'],
    ['{% raw %}a\r\nb\r{% endraw %}', {}, 'a\nb\n'],
    ['{% set x %}a\r\nb{% endset %}{{ x|length }}', {}, '3'],
  ])('of %j with %j are those of %j', (source, options, expected) => {
    expect(render(source, {}, { options })).toBe(expected);
  });

  it('in an answer stay as they are', () => {
    expect(render('{{ v }}\n', { v: 'a\r\nb\rc' }, { options: { newlineSequence: '\r\n' } })).toBe(
      'a\r\nb\rc\r\n',
    );
  });

  it.each([
    ['a\r\nb\rc {{ 1 / 0 }}', 2, 7],
    ['\r\r\n\n{{ 1 / 0 }}', 3, 5],
    ["{{ 'a\r\nb\r' }}{{ 1 / 0 }}", 2, 9],
    ['{# a\r\nb\r #}{{ 1 / 0 }}', 2, 8],
    ['{% raw %}\r\n\r{% endraw %} {{ 1 / 0 }}', 2, 18],
    ['{{ 1 +\r\n2 +\r3 / 0 }}', 2, 2],
    ['a\r\nb\rc {{ 1 + }}', 2, 9],
  ])('are counted for the place of an error in %j', (source, line, column) => {
    expect(errorOf(source).position).toEqual({ line, column });
    expect(errorOf(source, { options: { newlineSequence: '\r\n' } }).position).toEqual({ line, column });
  });

  it.each<[string, string, string]>([
    ['a\n{{ 1 }}', 'a\n1', 'a\n1'],
    ['a\n{{ 1 }}\n', 'a\n1\n', 'a\n1'],
    ['a\r\n', 'a\n', 'a'],
    ['a\r', 'a\n', 'a'],
    ['a\r\n\r\n', 'a\n\n', 'a\n'],
    ['\n', '\n', ''],
    ['', '', ''],
  ])('at the end of %j are kept or dropped', (source, kept, dropped) => {
    expect(render(source, {}, { options: { keepTrailingNewline: true } })).toBe(kept);
    expect(render(source, {}, { options: { keepTrailingNewline: false } })).toBe(dropped);
  });
});

describe('a byte order mark', () => {
  it('is a character like any other', () => {
    expect(render('\uFEFF{{ 1 }}')).toBe('\uFEFF1');
    expect(render('\uFEFF# {{ 1 }}\uFEFF')).toBe('\uFEFF# 1\uFEFF');
    expect(errorOf('\uFEFF{{ 1 / 0 }}').position).toEqual({ line: 0, column: 6 });
  });
});

describe('a template of ten megabytes', () => {
  it('renders to its last expression', () => {
    const text = 'one two three, four five six.\n'.repeat(350_000);
    const rendered = render(`${text}{{ 6 * 7 }}`, {}, { budget: { ...DEFAULT_BUDGET, clock: () => 0 } });
    expect(rendered === `${text}42`).toBe(true);
  });
});

describe('numbers', () => {
  const big = { $int: '9007199254740993' };

  it.each([
    ['{{ 9007199254740993 + 1 }}', '9007199254740994'],
    ['{{ 9007199254740993 * 9007199254740993 }}', '81129638414606699710187514626049'],
    ['{{ 2 ** 100 }} {{ -(2 ** 63) }}', '1267650600228229401496703205376 -9223372036854775808'],
    [
      '{{ v + 1 }} {{ v // 2 }} {{ v % 10 }} {{ -v // 2 }}',
      '9007199254740994 4503599627370496 3 -4503599627370497',
    ],
    ['{{ v / 1 }} {{ v * 1.0 }}', '9007199254740992.0 9007199254740992.0'],
    [
      '{{ v == 9007199254740992.0 }} {{ v > 9007199254740992.0 }} {{ v - 1 == 9007199254740992.0 }}',
      'False True True',
    ],
    ['{{ 2 ** 1024 > 1e308 }} {{ 2 ** 1024 < 1e400 }} {{ 10 ** 400 > 1 }}', 'True True True'],
    ["{{ {v: 'a', v - 1: 'b'} }}", "{9007199254740993: 'a', 9007199254740992: 'b'}"],
    [
      "{{ {v: 'a', v - 1: 'b'}[9007199254740992.0] }} {{ {v: 'a'}[9007199254740992.0] is defined }}",
      'b False',
    ],
    ["{{ '123456789012345678901234567890'|int + 1 }}", '123456789012345678901234567891'],
    [
      "{{ '%d' % (10 ** 25) }} {{ '{:,}'.format(10 ** 20) }}",
      '10000000000000000000000000 100,000,000,000,000,000,000',
    ],
    [
      '{{ (10 ** 20)|float }} {{ 10 ** 22 / 10 ** 22 }} {{ (10 ** 16)|tojson }}',
      '1e+20 1.0 10000000000000000',
    ],
  ])('beyond 2^53 are exact: %s', (source, expected) => {
    expect(render(source, { v: big })).toBe(expected);
  });

  it.each(['{{ 10 ** 400 * 1.0 }}', '{{ 10 ** 400 / 3 }}', '{{ 1e400|int }}'])(
    'too large are refused: %s',
    (source) => {
      expect(errorOf(source).python).toBe('OverflowError');
    },
  );

  it.each([
    ['{{ 1e400 }} {{ -1e400 }}', 'inf -inf'],
    ['{{ v }} {{ -v }} {{ v - v }} {{ v // 1 }} {{ [v] }}', 'inf -inf nan nan [inf]'],
    ['{{ v == v * 2 }} {{ v > 10 ** 400 }}', 'True True'],
    ["{{ '%f' % v }}{{ '{:>5}'.format(v) }} {{ v|round }} {{ v|tojson }}", 'inf  inf inf Infinity'],
    ['{{ -0.0 }} {{ 0.0 == -0.0 }} {{ [-0.0] }} {{ -0.0 + 0 }} {{ 0.0 * -1 }}', '-0.0 True [-0.0] 0.0 -0.0'],
    ["{{ '%.1f' % -0.0 }} {{ -0.0|abs }} {{ -0.0|int }} {{ (-0.4)|round }}", '-0.0 0.0 0 -0.0'],
    ["{{ {0.0: 'a'}[-0.0] }} {{ 'a' if -0.0 else 'b' }}", 'a b'],
  ])('without an end, and zero with a sign: %s', (source, expected) => {
    expect(render(source, { v: { $float: 'Infinity' } })).toBe(expected);
  });

  it.each([
    [
      '{{ 1.0 }} {{ 0.1 + 0.2 }} {{ 1e-5 }} {{ 0.0001 }} {{ 1e22 }}',
      '1.0 0.30000000000000004 1e-05 0.0001 1e+22',
    ],
    ['{{ 1e15 }} {{ 1e16 }} {{ 1e+3 }}', '1000000000000000.0 1e+16 1000.0'],
    [
      '{{ 123456789.123456789 }} {{ 5e-324 }} {{ 1.7976931348623157e308 }}',
      '123456789.12345679 5e-324 1.7976931348623157e+308',
    ],
    [
      '{{ 2.675|round(2) }} {{ 0.5|round }} {{ 1.5|round }} {{ 2.5|round }} {{ -2.5|round }}',
      '2.67 0.0 2.0 2.0 -2.0',
    ],
    [
      "{{ 1234.5|round(-2) }} {{ 2.1|round(0, 'ceil') }} {{ 7|round }} {{ 1e300|round(5) }}",
      '1200.0 3.0 7 1e+300',
    ],
    ["{{ '%.3f' % 2.0005 }} {{ '%.3f' % 1e21 }}", '2.001 1000000000000000000000.000'],
    ["{{ '%.0f' % 0.5 }} {{ '%.0f' % 1.5 }} {{ '%08.3f' % -3.14159 }}", '0 2 -003.142'],
    ["{{ '%e' % 12345.678 }} {{ '%g' % 1e-5 }} {{ '%g' % 1234567.0 }}", '1.234568e+04 1e-05 1.23457e+06'],
    ["{{ '{:.3f}'.format(2.0005) }} {{ '{:>10.2e}'.format(12345.678) }}", '2.001   1.23e+04'],
    ["{{ '{:,.2f}'.format(1234567.891) }} {{ '{:+.1%}'.format(0.256) }}", '1,234,567.89 +25.6%'],
    ["{{ '{:010.3f}'.format(-1.5) }}{{ '{:^9}'.format(1.5) }}|", '-00001.500   1.5   |'],
    ["{{ '{:_}'.format(1234567) }} {{ '{:#x}'.format(255) }} {{ '{:g}'.format(0.1) }}", '1_234_567 0xff 0.1'],
  ])('are written as Python writes them: %s', (source, expected) => {
    expect(render(source)).toBe(expected);
  });
});

describe('keys that look like numbers', () => {
  const mapping = new Map<TemplateValue, TemplateValue>([
    ['10', 'a'],
    ['2', 'b'],
    [2n, 'c'],
    ['1', 'd'],
    [1n, 'e'],
    ['01', 'f'],
  ]);

  it('keep their order and their kind', () => {
    const source = "{{ m }} {{ m|list }} {{ m[2] }} {{ m['2'] }} {{ m|length }} {{ m[1.0] }} {{ m[true] }}";
    expect(renderWith(source, loaderOf({}), new Map([['m', mapping]]))).toBe(
      "{'10': 'a', '2': 'b', 2: 'c', '1': 'd', 1: 'e', '01': 'f'} ['10', '2', 2, '1', 1, '01'] c b 6 e e",
    );
  });

  it('that are equal are one, which keeps the first key and the last value', () => {
    expect(render("{{ {'10': 1, '9': 2, 9: 3, -1: 4, '1.0': 5, 1.0: 6, true: 7} }}")).toBe(
      "{'10': 1, '9': 2, 9: 3, -1: 4, '1.0': 5, 1.0: 7}",
    );
  });
});

describe('other delimiters', () => {
  const square: Delimiters = {
    ...DEFAULT_DELIMITERS,
    blockStart: '[%',
    blockEnd: '%]',
    variableStart: '[[',
    variableEnd: ']]',
    commentStart: '[#',
    commentEnd: '#]',
  };

  it.each<[string, Delimiters, string]>([
    [
      '[% raw %]<< a >>[% if %][% endraw %]<< 1 >>',
      { ...DEFAULT_DELIMITERS, blockStart: '[%', blockEnd: '%]', variableStart: '<<', variableEnd: '>>' },
      '<< a >>[% if %]1',
    ],
    [
      '<%raw%>{{ x }}[[ x ]]<% endraw %>[[ 1 ]]{{ y }}',
      { ...square, blockStart: '<%', blockEnd: '%>' },
      '{{ x }}[[ x ]]1{{ y }}',
    ],
    [
      'run: ${{ github.ref }} [[ v ]] [% if v %]y[% endif %] {% if %}[# {{ #]',
      square,
      'run: ${{ github.ref }} x y {% if %}',
    ],
    ['${{ v }} {% raw %}${{ github.ref }}{% endraw %}', DEFAULT_DELIMITERS, '$x ${{ github.ref }}'],
  ])('%s', (source, delimiters, expected) => {
    expect(render(source, { v: 'x' }, { options: { delimiters } })).toBe(expected);
  });

  it('leave an expression of GitHub that is not protected an error', () => {
    expect(errorOf('run: ${{ github.ref.name }}')).toMatchObject({
      python: 'UndefinedError',
      position: { line: 0 },
    });
  });
});

describe('an answer that holds Jinja', () => {
  const v = '{{ 1 + 1 }}{% raw %}{#';
  const loader = loaderOf({
    shows: '[{{ v }}]',
    m: '{% macro m(a) %}{{ a }}{{ caller() if caller }}{% endmacro %}',
  });

  it.each([
    ['{{ v }}|{{ [v] }}', `${v}|['${v}']`],
    ['{% set w = v %}{{ w }}{% set w %}{{ v }}{% endset %}{{ w }}', v + v],
    ['{% macro m(a) %}{{ a }}{% endmacro %}{{ m(v) }}{{ m(a=v) }}', v + v],
    ["{% from 'm' import m %}{{ m(v) }}{% call m(v) %}{{ v }}{% endcall %}", v + v + v],
    ['{% filter upper %}{{ v }}{% endfilter %}', v.toUpperCase()],
    ["{% include 'shows' %}", `[${v}]`],
    ["{% set v = v ~ '!' %}{% include 'shows' %}", `[${v}!]`],
    ["{% for v in [v] %}{% include 'shows' %}{% endfor %}", `[${v}]`],
    ["{{ v|replace('1', '{{ 2 }}') }}", '{{ {{ 2 }} + {{ 2 }} }}{% raw %}{#'],
  ])('is data in %s', (source, expected) => {
    expect(renderWith(source, loader, new Map([['v', v]]))).toBe(expected);
  });

  it('is data in a name', () => {
    expect(namesOfSegment(render('{{ v }}.txt', { v: '{{ 1 + 1 }}' }), 's')).toEqual(['{{ 1 + 1 }}.txt']);
  });

  it('is no template where it is included', () => {
    expect(errorWith('{% include v %}', loader, new Map([['v', v]])).python).toBe('TemplateNotFound');
  });
});

describe('two renderings of one template', () => {
  const source =
    "{% set n = namespace(seen=[]) %}{% for x in list %}{% if loop.index == 2 %}{% include 'inner' %}" +
    '{% endif %}{% do n.seen.append(x) %}{{ loop.index }}{{ v }}{{ loop.changed(v) }}{% endfor %}{{ n.seen }}{{ nope }}';
  const context = (v: string): TemplateContext =>
    new Map<string, TemplateValue>([
      ['v', v],
      ['list', [`${v}1`, `${v}2`, `${v}3`]],
    ]);
  const alone = (v: string): string => `1${v}True(${v})2${v}False3${v}False['${v}1', '${v}2', '${v}3']`;

  it('of which one starts in the middle of the other see nothing of each other', () => {
    const other: string[] = [];
    let isInside = false;
    const template = jinja.compile(
      source,
      'note',
      { extensions },
      {
        load: (name) => {
          if (!isInside) {
            isInside = true;
            other.push(template.render(context('b')).text);
          }
          return { source: '({{ v }})', file: name };
        },
      },
    );
    expect(template.render(context('a')).text).toBe(alone('a'));
    expect(other).toEqual([alone('b')]);
  });

  it('do so at a random choice and at the time, too', () => {
    const template = jinja.compile(
      "{% set x %}{{ v }}{{ [v]|random }}{% now 'utc', '%Y' %}{% endset %}<{{ x }}>{{ v }}{{ nope }}",
      'note',
      { extensions },
    );
    const inner: string[] = [];
    const startOther = (): void => {
      const surroundings = { now: () => Date.UTC(2025, 5, 1), random: () => 0.5 };
      inner.push(template.render(new Map([['v', 'b']]), new Set(), DEFAULT_BUDGET, surroundings).text);
    };
    const outer = template.render(new Map([['v', 'a']]), new Set(['w']), DEFAULT_BUDGET, {
      now: () => {
        startOther();
        return Date.UTC(2024, 5, 1);
      },
      random: () => {
        startOther();
        return 0.5;
      },
    });
    expect(outer.text).toBe('<aa2024>a');
    expect(outer.undefinedNames).toMatchObject([{ name: 'nope' }]);
    expect(new Set(inner)).toEqual(new Set(['<bb2025>b']));
    expect(inner.length).toBeGreaterThanOrEqual(2);
  });

  it('keep their secrets for themselves', () => {
    const template = jinja.compile("{{ [1]|random }}{{ 'set' if v }}{{ v if w }}", 'note');
    const surroundings = {
      now: () => 0,
      random: () => {
        expect(() =>
          template.render(
            new Map([
              ['v', 'x'],
              ['w', 'y'],
            ]),
            new Set(['v']),
          ),
        ).toThrow('secret');
        return 0;
      },
    };
    const given = new Map([
      ['v', 'a'],
      ['w', 'y'],
    ]);
    expect(template.render(given, new Set(), DEFAULT_BUDGET, surroundings).text).toBe('1seta');
  });
});

describe('the values of a context', () => {
  it.each([
    [
      "{{ l.append(3) }}{{ l }}{% do d.update({'a': 2, 'b': 3}) %}{{ d }}{{ l.sort(reverse=true) }}{{ l }}",
      "None[1, 2, 3]{'a': 2, 'b': 3}None[3, 2, 1]",
    ],
    ["{% set _ = l.pop() %}{{ l }}{{ d.pop('a') }}{{ d }}", '[1]1{}'],
    ['{{ n.x.append(1) }}{{ n }}', "None{'x': [1]}"],
    ['{% set m = l %}{% do m.append(3) %}{{ l }}', '[1, 2, 3]'],
    ['{% set ns = namespace(l=l) %}{% do ns.l.insert(0, 9) %}{% do ns.l.reverse() %}{{ l }}', '[2, 1, 9]'],
    ["{% do d.setdefault('c', []).append(1) %}{% do d.clear() if false %}{{ d }}", "{'a': 1, 'c': [1]}"],
    ['{% do l.extend(l) %}{% do l.remove(1) %}{% do l.clear() %}{{ l }}', '[]'],
    ['{{ l|sort(reverse=true) }}{{ l }}', '[2, 1][1, 2]'],
  ])('are changed by %s in this rendering only', (source, expected) => {
    const inner: TemplateValue[] = [];
    const l: TemplateValue[] = [1n, 2n];
    const d = new Map<TemplateValue, TemplateValue>([['a', 1n]]);
    const n = new Map<TemplateValue, TemplateValue>([['x', inner]]);
    const context = new Map<string, TemplateValue>([
      ['l', l],
      ['d', d],
      ['n', n],
    ]);
    const template = jinja.compile(source, 'note', { extensions });
    expect(template.render(context).text).toBe(expected);
    expect(template.render(context).text).toBe(expected);
    expect([l, [...d], [...n], inner]).toEqual([[1n, 2n], [['a', 1n]], [['x', []]], []]);
  });
});

describe('includes', () => {
  /** `0` includes `1`, which includes `2`, … so many. */
  const nested = (depth: number): TemplateLoader =>
    loaderOf(
      Object.fromEntries(
        Array.from({ length: depth }, (_, index) => [
          String(index),
          index + 1 < depth ? `${index % 10}{% include '${index + 1}' %}` : 'end',
        ]),
      ),
    );

  it('sixty deep are fine', () => {
    expect(renderWith("{% include '0' %}", nested(60))).toBe('0123456789'.repeat(6).slice(0, 59) + 'end');
  });

  it('without an end are refused', () => {
    const loader = loaderOf({ a: "{% include 'b' %}", b: "x{% include 'a' %}" });
    const error = { python: 'RecursionError', message: 'templates include each other without an end' };
    expect(errorWith("{% include 'a' %}", loader)).toMatchObject(error);
    expect(errorWith("{% include 'a' ignore missing %}", loader)).toMatchObject(error);
    expect(errorWith("{% include '0' %}", nested(61))).toMatchObject(error);
  });

  it('two hundred in a row are fine', () => {
    const source = "{% for i in range(200) %}{% include 'part' %}{% endfor %}";
    expect(renderWith(source, loaderOf({ part: '{{ i % 10 }}' }))).toBe('0123456789'.repeat(20));
    expect(renderWith("{% include 'part' %}".repeat(200), loaderOf({ part: 'x' }))).toBe('x'.repeat(200));
  });

  it('with an error name the file that it is in, and the place in it', () => {
    const loader = loaderOf({
      outer: "\n{% include 'part' %}",
      part: 'a\r\n {{ 1 / 0 }}',
      broken: '\n\n{% if %}',
    });
    expect(errorWith("{% include 'outer' %}", loader)).toMatchObject({
      file: 'part',
      position: { line: 1, column: 6 },
      expression: '{{ 1 / 0 }}',
      python: 'ZeroDivisionError',
    });
    expect(errorWith("a {% include 'broken' %}", loader)).toMatchObject({
      file: 'broken',
      position: { line: 2 },
      kind: 'syntax',
    });
  });

  it.each([
    ["\n  {% include 'no' %}", 1],
    ["{% if true %}\n\n{% include 'no' %}{% endif %}", 2],
    ["\n{% import 'no' as x %}", 1],
    ["\n{% from 'no' import x %}", 1],
    ["\n\n{% extends 'no' %}", 2],
  ])('that are refused or not found are errors at the tag: %j', (source, line) => {
    const refusing: TemplateLoader = {
      load: (name) => {
        throw new TemplateError(`'${name}' is outside`, name, { line: 0, column: 0 }, 'render');
      },
    };
    const here = { file: 'note', position: { line }, python: 'TemplateNotFound' };
    expect(errorWith(source, refusing)).toMatchObject({ ...here, message: "'no' is outside" });
    expect(errorWith(source, loaderOf({}))).toMatchObject(here);
  });

  it('that are refused or not found are passed over with `ignore missing`, those with an error are not', () => {
    const refusing: TemplateLoader = {
      load: () => {
        throw new TemplateError('refused', 'x', { line: 0, column: 0 }, 'render');
      },
    };
    expect(renderWith("a{% include 'no' ignore missing %}b", refusing)).toBe('ab');
    const loader = loaderOf({ broken: '{% if %}', failing: "{% include 'no' %}" });
    expect(renderWith("a{% include 'no' ignore missing %}b", loader)).toBe('ab');
    expect(errorWith("{% include 'broken' ignore missing %}", loader).file).toBe('broken');
    expect(errorWith("{% include 'failing' ignore missing %}", loader).file).toBe('failing');
  });
});
