import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jinja } from '../../../../core/templates/jinja';
import { render } from './template';

describe('whitespace around tags', () => {
  it.each([
    ['a \n {%- if true -%} \n b \n {%- endif %} c', {}, 'ab c'],
    ['{{- 1 -}}\n x', {}, '1x'],
    ['a {#- c -#} b', {}, 'ab'],
    ['{% if true %}\n  b\n{% endif %}\n', { trimBlocks: true }, '  b\n'],
    ['{% if true +%}\n  b\n{% endif +%}\n', { trimBlocks: true }, '\n  b\n\n'],
    ['a\n  {% if true %}b\n  {% endif %}c', { lstripBlocks: true }, 'a\nb\nc'],
    ['a\n  {%+ if true %}b{% endif %}', { lstripBlocks: true }, 'a\n  b'],
    ['a\n  {{ 1 }}', { lstripBlocks: true }, 'a\n  1'],
    ['{{ 1 }}  {% if true %}b{% endif %}', { lstripBlocks: true }, '1  b'],
    ['{% if true %}\n  {% endif %}c', { lstripBlocks: true, trimBlocks: true }, 'c'],
    ['  {# c #}\nx', { lstripBlocks: true, trimBlocks: true }, 'x'],
    ['x {# c #}\n', { lstripBlocks: true }, 'x \n'],
    ['\u00a0{%- if true %}x{% endif %}', {}, 'x'],
    ['\ufeff{%- if true %}x{% endif %}', {}, '\ufeffx'],
  ])('%j with %j gives %j', (source, options, expected) => {
    expect(render(source, {}, { options })).toBe(expected);
  });

  it('keeps or drops one newline at the end', () => {
    expect(render('a\n\n')).toBe('a\n\n');
    expect(render('a\n\n', {}, { options: { keepTrailingNewline: false } })).toBe('a\n');
  });

  it('makes every line ending a newline, as Jinja does', () => {
    expect(render('a\r\n{{ 1 }}\rb\n')).toBe('a\n1\nb\n');
  });

  it('takes braces in texts and dicts for what they are', () => {
    expect(render("{{ '}}' }}{{ {'a': {'b': 1}} }}{{ '%}' }}")).toBe("}}{'a': {'b': 1}}%}");
    expect(render('{ {a} } %} }} #} ${x}')).toBe('{ {a} } %} }} #} ${x}');
  });
});

describe('text without tags', () => {
  const plainText = fc
    .string({
      unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('{', '}', '%', '#', '\n')),
    })
    .map((text) => text.replace(/\{(?=[{%#])/g, '(').replace(/\r/g, ' '));

  it('is rendered unchanged', () => {
    fc.assert(
      fc.property(plainText, fc.boolean(), fc.boolean(), (text, trimBlocks, lstripBlocks) => {
        const template = jinja.compile(text, 'plain', { trimBlocks, lstripBlocks });
        expect(template.isStatic).toBe(true);
        expect(template.render(new Map()).text).toBe(text);
      }),
      { seed: 20240511, numRuns: 400 },
    );
  });

  it('is not said of a template with a tag, an expression or a comment', () => {
    for (const source of ['{{ 1 }}', '{% if 1 %}{% endif %}', 'a{# c #}', '{% raw %}{% endraw %}'])
      expect(jinja.compile(source, 'x').isStatic).toBe(false);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '-',
      '+',
      'if',
      'endif',
      'for',
      'in',
      'set',
      'raw',
      'endraw',
      'x',
      '.',
      '|',
    ],
    ...[
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '\\',
      '1',
      '1.5',
      ' ',
      '\n',
      '=',
      '*',
      '~',
      ':',
      ',',
      'é',
      '\u{1f600}',
    ],
  );

  it('either renders or ends with an error of the template at a place in it', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const source = parts.join('');
        const lines = source.split('\n');
        try {
          jinja.compile(source, 'any').render(new Map([['x', [1n]]]));
        } catch (caught) {
          expect(caught).toMatchObject({ name: 'TemplateError', file: 'any' });
          const { line, column } = (caught as { position: { line: number; column: number } }).position;
          expect(lines[line]?.length).toBeGreaterThanOrEqual(column);
        }
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});
