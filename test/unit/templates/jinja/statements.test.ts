import { describe, expect, it } from 'vitest';
import { errorOf, render, rendering } from './template';

describe('if', () => {
  it('takes the first branch that is true in Python', () => {
    const source = '{% if a %}a{% elif b %}b{% else %}c{% endif %}';
    expect(render(source, { a: [], b: '0' })).toBe('b');
    expect(render(source, { a: 0, b: '' })).toBe('c');
    expect(render(source, { a: ' ', b: 1 })).toBe('a');
  });

  it('holds many branches', () => {
    const branches = Array.from({ length: 600 }, (_, index) => `{% elif n == ${index} %}${index}`).join('');
    expect(render(`{% if false %}${branches}{% endif %}`, { n: 599 })).toBe('599');
  });
});

describe('for', () => {
  it.each([
    ['{% for t in tags %}{{ loop.index }}{{ t }}{{ "," if not loop.last }}{% endfor %}', '1a,2b'],
    ['{% for k, v in conf.items() %}{{ k }}={{ v }};{% endfor %}', 'y=1;x=2;'],
    ['{% for k in conf %}{{ k }}{% endfor %}', 'yx'],
    ['{% for c in "é😀" %}[{{ c }}]{% endfor %}', '[é][😀]'],
    ['{% for t in [] %}x{% else %}none{% endfor %}', 'none'],
    ['{% for n in [1, 2, 3] if n is odd %}{{ n }}{{ loop.length }}{% endfor %}', '1232'],
    ['{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}', '123'],
    ['{% for t in tags %}{{ loop.previtem|d("-") }}{{ loop.nextitem|d("-") }}{% endfor %}', '-ba-'],
    ['{% for n in [1, 1, 2] %}{{ loop.changed(n) }} {% endfor %}', 'True False True '],
    ['{% for n in range(3) %}{{ loop.cycle("a", "b") }}{{ loop.revindex }}{% endfor %}', 'a3b2a1'],
    ['{% for t in nope %}x{% else %}empty{% endfor %}', 'empty'],
    [
      '{% for a in tags %}{% set o = loop %}{% for b in tags %}{{ o.index }}{{ loop.index }} {% endfor %}{% endfor %}',
      '11 12 21 22 ',
    ],
  ])('%s gives %s', (source, expected) => {
    expect(render(source, { tags: ['a', 'b'], conf: { y: 1, x: 2 } })).toBe(expected);
  });

  it('refuses what is nothing to go through, and wrong numbers of names', () => {
    expect(errorOf('{% for x in 5 %}{% endfor %}').message).toBe("a 'int' is nothing to go through");
    expect(errorOf('{% for a, b in [(1, 2, 3)] %}{% endfor %}').message).toBe('2 names cannot take 3 values');
    expect(errorOf('{% for a in [1] %}{{ loop([]) }}{% endfor %}').message).toContain("'recursive'");
    expect(errorOf('{% for loop in [] %}{% endfor %}').message).toContain("'loop'");
  });
});

describe('set', () => {
  it.each([
    ['{% set x = 5 %}{{ x }}', '5'],
    ['{% set a, b = 1, 2 %}{{ b }}{{ a }}', '21'],
    ['{% set x %}hello {{ 1 }}{% endset %}{{ x|upper }}', 'HELLO 1'],
    ["{% set x | replace('l', 'L') | upper %}hello{% endset %}{{ x }}", 'HELLO'],
    ['{% set n = namespace(v=0) %}{% for i in [1, 2] %}{% set n.v = n.v + i %}{% endfor %}{{ n.v }}', '3'],
    ['{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}', '21'],
    ['{% if true %}{% set x = 1 %}{% endif %}{{ x }}', '1'],
    ['{% set given = given ~ "+" %}{{ given }}', 'g+'],
  ])('%s gives %s', (source, expected) => {
    expect(render(source, { given: 'g' })).toBe(expected);
  });

  it('hides a name of the context in the whole scope that sets it first, as Jinja does', () => {
    expect(render('{% set given %}<{{ given }}>{% endset %}{{ given }}', { given: 'g' })).toBe('<>');
    expect(render('{{ given }}{% set given %}<{{ given }}>{% endset %}{{ given }}', { given: 'g' })).toBe(
      'g<g>',
    );
    expect(render('{% for i in [1] %}[{{ given }}]{% endfor %}{% set given = 1 %}', { given: 'g' })).toBe(
      '[]',
    );
  });

  it('sets names and attributes of a namespace only', () => {
    expect(errorOf('{% set 1 = 2 %}').message).toBe('only a name can be set');
    expect(errorOf('{% set none = 2 %}').message).toBe('only a name can be set');
    expect(errorOf('{% set a.b = 2 %}', { context: { a: {} } }).message).toContain("'namespace'");
  });
});

describe('raw', () => {
  it('is written as it stands, and marked in the text', () => {
    const source = 'é {% raw %}{{ a }}{% endraw %} {{ n }}{%- raw -%}  {% b %}\n{%- endraw %}';
    const { text, rawSpans } = rendering(source, { context: { n: 12 } });
    expect(text).toBe('é {{ a }} 12{% b %}');
    expect(rawSpans.map(([start, end]) => text.slice(start, end))).toEqual(['{{ a }}', '{% b %}']);
  });

  it('marks each turn of a loop, and nothing for an empty block', () => {
    const { rawSpans } = rendering(
      '{% raw %}{% endraw %}{% for i in [1, 2] %}-{% raw %}x{% endraw %}{% endfor %}',
    );
    expect(rawSpans).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('is not marked where it was captured', () => {
    const { text, rawSpans } = rendering('{% set x %}{% raw %}{{ a }}{% endraw %}{% endset %}--{{ x }}');
    expect({ text, rawSpans }).toEqual({ text: '--{{ a }}', rawSpans: [] });
  });
});

describe('tags', () => {
  it.each([
    ['do f()', 'jinja2.ext.do'],
    ['break', 'jinja2.ext.loopcontrols'],
    ['continue', 'jinja2.ext.loopcontrols'],
    ["now 'utc'", 'jinja2_time.TimeExtension'],
    ['trans', 'jinja2.ext.i18n'],
    ['debug', 'jinja2.ext.debug'],
  ])('{% %s %} is refused without its extension, which is named', (tag, extension) => {
    const name = tag.split(' ')[0] ?? '';
    expect(errorOf(`\n  {% ${tag} %}`)).toMatchObject({
      message: `the tag '${name}' needs '${extension}' in _jinja_extensions`,
      kind: 'syntax',
      position: { line: 1, column: 5 },
    });
  });

  it('suggests the tag that was meant', () => {
    expect(errorOf('{% iff x %}').message).toBe("no tag named 'iff'; did you mean 'if'?");
    expect(errorOf('{% endif %}').message).toBe("the tag 'endif' closes or continues nothing here");
  });
});
