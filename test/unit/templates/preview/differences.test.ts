import { describe, expect, it } from 'vitest';
import { previewDifferences, type PreviewFile } from '../../../../core/templates';

function rendered(path: string, text: string): PreviewFile {
  return { kind: 'rendered', path, size: text.length, sha256: text, text, source: `/t/${path}.jinja` };
}

describe('the differences of two previews', () => {
  it('are the files that are not the same, and those that only one has', () => {
    const same = rendered('same.txt', 'x');
    const left = [rendered('gone.txt', 'a'), rendered('other.txt', 'a'), same];
    const right = [rendered('new.txt', 'b'), rendered('other.txt', 'b'), same];
    const differences = previewDifferences(left, right);
    expect(differences.map((each) => [each.path, each.left?.text, each.right?.text])).toEqual([
      ['gone.txt', 'a', undefined],
      ['new.txt', undefined, 'b'],
      ['other.txt', 'a', 'b'],
    ]);
  });

  it('are none between a preview and itself', () => {
    const files = [rendered('a.txt', 'x')];
    expect(previewDifferences(files, files)).toEqual([]);
  });

  it('see where a link leads, and whether a folder became a file', () => {
    const link = { kind: 'link', path: 'l', size: 0, sha256: null, text: null, source: '/t/l' } as const;
    const folder = { kind: 'folder', path: 'f', size: 0, sha256: null, text: null, source: null } as const;
    const left = [{ ...link, target: 'a' }, folder];
    const right = [{ ...link, target: 'b' }, rendered('f', '')];
    expect(previewDifferences(left, right).map(({ path }) => path)).toEqual(['f', 'l']);
  });
});
