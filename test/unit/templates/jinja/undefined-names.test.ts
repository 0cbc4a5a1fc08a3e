import { describe, expect, it } from 'vitest';
import { errorOf, render, rendering } from './template';

const strict = { undefinedNames: 'strict' } as const;

describe('undefined names, lenient', () => {
  it.each([
    ['[{{ nope }}]', '[]'],
    ["{{ nope|upper }}{{ nope ~ 'x' }}", 'x'],
    ['{{ nope is defined }}{{ nope == nope2 }}{{ nope == 1 }}', 'FalseTrueFalse'],
    ['{{ nope|length }}{{ nope|list }}{{ nope in [1] }}', '0[]False'],
    ["{{ nope or 'x' }}{% if not nope %}y{% endif %}", 'xy'],
    ['{{ sample.nope }}{{ sample["nope"] }}{{ [][0] }}', ''],
    ['{{ [nope] }}', '[Undefined]'],
  ])('%s gives %s', (source, expected) => {
    expect(render(source, { sample: {} })).toBe(expected);
  });

  it.each(['nope.x', 'nope[0]', 'nope()', 'nope + 1', 'nope < 1', 'nope|int', 'sample.nope.x', '-nope'])(
    '{{ %s }} is an error',
    (source) => {
      expect(errorOf(`{{ ${source} }}`, { context: { sample: {} } }).kind).toBe('render');
    },
  );

  it('are told, each once, in the order of use, with the place of the first', () => {
    const source =
      '{{ one|default(1) }}{{ two }}\n{% if three %}{% endif %}{{ four ~ two }} {{ sample.five }}';
    expect(rendering(source, { context: { sample: {} } }).undefinedNames).toEqual([
      { name: 'two', position: { line: 0, column: 23 } },
      { name: 'four', position: { line: 1, column: 28 } },
      { name: 'sample.five', position: { line: 1, column: 52 } },
    ]);
  });
});

describe('undefined names, strict', () => {
  it.each(['nope', 'nope|upper', "nope or 'x'", 'nope == 1', 'nope|list', 'sample.nope', '[1]|join(nope)'])(
    '{{ %s }} is an error',
    (source) => {
      expect(errorOf(`{{ ${source} }}`, { context: { sample: {} }, options: strict }).kind).toBe('render');
    },
  );

  it('may be asked for and replaced', () => {
    const source = "{{ nope is defined }}{{ nope|default('d') }}{{ sample.nope|d('e') }}{{ 'y' if false }}";
    expect(render(source, { sample: {} }, { options: strict })).toBe('Falsede');
  });

  it('say which name of the context was meant, at the place of the name', () => {
    const error = errorOf('a\n{{ 1 + sampel_type }}', { context: { sample_type: 'x' }, options: strict });
    expect(error).toMatchObject({
      message: "'sampel_type' is not defined; did you mean 'sample_type'?",
      file: 'note.md.jinja',
      position: { line: 1, column: 7 },
      kind: 'render',
    });
  });
});
