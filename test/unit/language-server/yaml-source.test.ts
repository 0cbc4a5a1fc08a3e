import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import type { TextChange } from '../../../language-server/fixes/fix';
import { YamlSource } from '../../../language-server/fixes/yaml-source';

type Edit = (yaml: YamlSource, text: string) => TextChange | readonly TextChange[] | undefined;

/** What an edit makes of a text; undefined where it is refused. */
function edited(text: string, edit: Edit): string | undefined {
  const document = TextDocument.create('file:///copier.yml', 'yaml', 1, text);
  const changes = edit(new YamlSource('/copier.yml', document), text);
  return changes && TextDocument.applyEdits(document, [changes].flat());
}

const append: Edit = (yaml, text) => yaml.append(text.search(/\?|id/), 'label: X');
const appendInBraces: Edit = (yaml, text) => yaml.append(text.indexOf('{id'), 'label: X');
const removeFirst: Edit = (yaml, text) => yaml.removeItem(text.indexOf('{id: a}'));
const moveDown: Edit = (yaml) => {
  const [first, second] = yaml.rootEntries;
  return first && second && yaml.move(first, 'below', second);
};

describe('an entry added to a mapping', () => {
  it.each([
    [
      'stands below the others',
      '- id: x\n  hint: y # why\n- 1\n',
      '- id: x\n  hint: y # why\n  label: X\n- 1\n',
    ],
    ['stands in a text without an end', '- id: x', '- id: x\n  label: X'],
    [
      'leaves the blank lines to a text that keeps them',
      '- id: x\n  hint: |+\n    a\n\n- 1\n',
      '- id: x\n  hint: |+\n    a\n\n  label: X\n- 1\n',
    ],
  ])('%s', (_what, before, after) => {
    expect(edited(before, append)).toBe(after);
  });

  it('stands between the brackets of the others', () => {
    expect(edited('[{id: x, hint: y }]\n', appendInBraces)).toBe('[{id: x, hint: y, label: X }]\n');
  });

  it.each([
    ['an anchor stands before the key', '- &a id: x\n'],
    ['a tab stands before the key', '-\tid: x\n'],
    ['the key is announced', '- ? id\n  : x\n'],
    ['the mapping has no brackets in a list with some', '[id: x]\n'],
  ])('is none where %s', (_what, text) => {
    expect(edited(text, append)).toBeUndefined();
  });
});

describe('an element taken out of a list', () => {
  it('takes its comma with it', () => {
    expect(edited('[{id: a}, {id: b}]\n', removeFirst)).toBe('[{id: b}]\n');
  });

  it.each([
    ['it has an anchor', '[&one {id: a}, {id: b}]\n'],
    ['the next one has an anchor', 'r: [{id: a}, &other {id: b}]\ns: *other\n'],
    ['the next one has a tag', '[{id: a}, !!map {id: b}]\n'],
  ])('stays where %s', (_what, text) => {
    expect(edited(text, removeFirst)).toBeUndefined();
  });

  it('leaves no blank line to the text above', () => {
    const text = '- a: |+\n    one\n- b: |+\n    two\n\n- c\n';
    expect(edited(text, (yaml) => yaml.removeItem(text.indexOf('b:')))).toBe('- a: |+\n    one\n- c\n');
  });
});

describe('an entry that is moved', () => {
  it('keeps the blank lines of a text in it', () => {
    const text = 'a:\n  help: |+\n    one\n\nb: 1\n';
    expect(edited(text, moveDown)).toBe('b: 1\n\na:\n  help: |+\n    one\n\n');
  });
});
