import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templatedName, templatedText } from '../../../../core/templates/authoring/templated-text';
import { WholeWords } from '../../../../core/templates/authoring/whole-words';
import { jinja } from '../../../../core/templates/jinja';
import { ROUNDS } from '../../../support/seed';

const WORDS: ReadonlyMap<string, string> = new Map([
  ['HeLa', 'cell_line'],
  ['2026-11-20', 'date'],
  ['S1', 'sample'],
]);
const IN_ORDER = new WholeWords(WORDS.keys());
const idOf = (word: string): string => WORDS.get(word) ?? expect.fail(word);

function templated(text: string): string {
  return templatedText(IN_ORDER.cut(text), idOf);
}

function rendered(template: string): string {
  const answers = new Map([...WORDS].map(([word, id]) => [id, word]));
  return jinja.compile(template, 'x.jinja').render(answers).text;
}

/** Texts of what is dangerous: braces, line ends, tags and words, in every order. */
const dangerous = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '%',
        '#',
        '-',
        '+',
        ' ',
        '\n',
        '\r\n',
        '\r',
        '_',
        '{{',
        '}}',
        '{%',
        '%}',
        '{#',
        '#}',
      ),
      fc.constantFrom(
        'raw',
        'endraw',
        '{% raw %}',
        '{%- endraw -%}',
        'HeLa',
        '2026-11-20',
        'S1',
        'S12',
        "'",
        '\\',
        '\uFEFF',
      ),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('a text in which words are asked for', () => {
  it('asks for whole words and leaves all else', () => {
    expect(templated('HeLa, S1 and S12, S1_raw on 2026-11-20\n')).toBe(
      '{{ cell_line }}, {{ sample }} and S12, {{ sample }}_raw on {{ date }}\n',
    );
  });

  it('puts what looks like a tag between raw tags, a stretch a line', () => {
    expect(templated('S1\na {{ b }} {% c %} d\n{# e\n')).toBe(
      '{{ sample }}\na {% raw %}{{ b }} {% c %}{% endraw %} d\n{% raw %}{#{% endraw %} e\n',
    );
  });

  it('keeps a brace in front of a word apart from the tag', () => {
    expect(templated('{S1}')).toBe('{% raw %}{{% endraw %}{{ sample }}}');
  });

  it('gives the line ends of Windows back', () => {
    const text = '\uFEFFS1\r\n{{ x }}\r\n';
    expect(rendered(templated(text))).toBe(text);
    expect(templated(text)).toBe(
      "\uFEFF{% filter replace('\\n', '\\r\\n') %}{{ sample }}\r\n{% raw %}{{ x }}{% endraw %}\r\n{% endfilter %}",
    );
  });

  it('renders to the text as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(dangerous, (text) => {
        expect(rendered(templated(text))).toBe(text);
      }),
      { numRuns: 800 * ROUNDS },
    );
  });

  it('renders to the name as it was', () => {
    fc.assert(
      fc.property(dangerous, (text) => {
        const name = text.replaceAll(/[\r\n]/g, '');
        expect(rendered(templatedName(IN_ORDER.cut(name), idOf))).toBe(name);
      }),
      { numRuns: 400 * ROUNDS },
    );
  });
});
