import { describe, expect, it } from 'vitest';
import { manifestCursor, type ManifestCursor } from '../../../../core/templates/completion/manifest-cursor';
import { marked } from '../../../support/marked-text';

function cursorIn(source: string): ManifestCursor {
  const { text, cursors } = marked(source);
  const [{ line, character } = { line: 0, character: 0 }] = cursors;
  return manifestCursor(text.split(/\r\n|\n|\r/), { line, column: character }, ['{{', '{%']);
}

describe('the place in a manifest', () => {
  it.each<[string, string, Partial<ManifestCursor>]>([
    ['a key at the margin', 'a: 1\n_ex‸', { path: [], role: 'key', before: '_ex', siblings: ['a'] }],
    [
      'a key of a question',
      'a:\n  type: str\n  de‸',
      { path: ['a'], role: 'key', before: 'de', siblings: ['type'] },
    ],
    ['an empty line in a question', 'a:\n  type: str\n  ‸\nb: 1', { path: ['a'], role: 'key', before: '' }],
    ['a value', 'a:\n  type: st‸', { path: ['a', 'type'], role: 'value', before: 'st', column: 8 }],
    ['a value behind an anchor', 'a:\n  type: &t st‸', { path: ['a', 'type'], role: 'value', before: 'st' }],
    ['an item', '_exlab_plugins:\n  - cell‸', { path: ['_exlab_plugins', '-'], role: 'key', before: 'cell' }],
    ['an item at the margin', '_x:\n- ce‸', { path: ['_x', '-'], role: 'key', before: 'ce' }],
    [
      'a key of an item',
      'f:\n  - id: x\n    ty‸',
      { path: ['f', '-'], role: 'key', before: 'ty', siblings: ['id'] },
    ],
    ['a key in braces', 'a: {type: str, de‸', { path: ['a'], role: 'key', before: 'de', siblings: ['type'] }],
    ['a value in braces', 'a: {type: s‸}', { path: ['a', 'type'], role: 'value', before: 's', column: 10 }],
    [
      'an item in brackets',
      'a:\n  choices: [x, y‸',
      { path: ['a', 'choices', '-'], role: 'value', before: 'y' },
    ],
    ['a list over lines', 'a: [x,\n  y‸', { path: ['a', '-'], role: 'value', before: 'y', column: 2 }],
    [
      'a text in quotes',
      'a: "{{ \\"b\\" ‸',
      { path: ['a'], role: 'value', before: '{{ "b" ', quote: '"', column: 4 },
    ],
    [
      'a text in single quotes',
      "a: {default: '{{ ''b'' ‸'}",
      { path: ['a', 'default'], before: "{{ 'b' ", quote: "'" },
    ],
    [
      'a text that is not quoted yet',
      'a:\n  default: {{ b‸',
      { path: ['a', 'default'], role: 'value', before: '{{ b' },
    ],
    [
      'such a text in braces',
      'a: {default: {{ b‸',
      { path: ['a', 'default'], role: 'value', before: '{{ b' },
    ],
    [
      'a block of text',
      'a:\n  help: |\n    one\n    {{ ‸',
      { path: ['a', 'help'], role: 'value', quote: '|' },
    ],
    [
      'behind a block of text',
      'a:\n  help: >-\n    one: two\n  ty‸',
      { path: ['a'], role: 'key', before: 'ty' },
    ],
    ['a comment', 'a: 1 # what‸', { role: 'nothing' }],
    ['behind a text in quotes', 'a: "b" ‸', { role: 'nothing' }],
    ['a key in quotes above', '"a":\n  de‸', { path: ['a'], role: 'key', before: 'de' }],
    ['a second line of a text', 'a:\n  help: one\n    two‸', { path: ['a', 'help'], role: 'value' }],
    ['the second document', 'a: 1\n---\nb‸', { path: [], role: 'key', before: 'b' }],
    ['lines with CRLF', 'a:\r\n  type: str\r\n  de‸', { path: ['a'], role: 'key', before: 'de' }],
  ])('is %s', (_title, source, expected) => {
    expect(cursorIn(source)).toMatchObject(expected);
  });

  it('is found in any text', () => {
    const source = 'a: {b: [1, "x\\"", {{ c }}], d: |\n - e\n\t- "f: \'g\n? [\n]}: &h !i *j\n';
    for (let line = 0; line < 6; line += 1)
      for (let column = 0; column < 30; column += 1)
        expect(() => manifestCursor(source.split('\n'), { line, column }, ['{{'])).not.toThrow();
  });
});
