import { describe, expect, it } from 'vitest';
import type { PreviewFile } from '../../../webview-ui/protocol';
import { buildTree, rowOfTyping, stepOfKey, visibleRows } from '../../../webview-ui/wizard/tree';

const file = (path: string, kind: PreviewFile['kind'] = 'rendered', findings = 0): PreviewFile => ({
  path,
  kind,
  size: 1,
  findings,
});
const root = buildTree('Run_1', [
  file('protocol', 'folder'),
  file('protocol/staining.txt', 'rendered', 2),
  file('raw', 'folder'),
  file('README.md'),
]);
const none = new Set<string>();
const rows = visibleRows(root, none);
const paths = (folded: ReadonlySet<string>) => visibleRows(root, folded).map((row) => row.node.path);

describe('the tree of files', () => {
  it('shows what it was given in its order, below the run’s folder', () => {
    expect(paths(none)).toEqual(['', 'protocol', 'protocol/staining.txt', 'raw', 'README.md']);
    expect(rows.map((row) => row.level)).toEqual([1, 2, 3, 2, 2]);
    expect(rows[3]).toMatchObject({ position: 2, siblings: 3, parent: '' });
  });

  it('hides what is in a folded folder', () => {
    expect(paths(new Set(['protocol']))).toEqual(['', 'protocol', 'raw', 'README.md']);
    expect(paths(new Set(['']))).toEqual(['']);
  });

  it('makes up folders that are not listed', () => {
    const tree = buildTree('Run_1', [file('a/b/c.txt')]);
    expect(visibleRows(tree, none).map((row) => [row.node.path, row.node.isFolder])).toEqual([
      ['', true],
      ['a', true],
      ['a/b', true],
      ['a/b/c.txt', false],
    ]);
  });

  it('sums the findings of a folder', () => {
    expect(root.findings).toBe(2);
    expect(root.children[0]?.findings).toBe(2);
    expect(root.children[1]?.findings).toBe(0);
  });

  it('takes names that objects have by themselves for names', () => {
    const tree = buildTree('Run_1', [file('__proto__/constructor')]);
    expect(visibleRows(tree, none).map((row) => row.node.path)).toEqual([
      '',
      '__proto__',
      '__proto__/constructor',
    ]);
  });
});

describe('keys in the tree', () => {
  it('go up, down and to the ends, and stay where it ends', () => {
    expect(stepOfKey(rows, 'protocol', 'ArrowDown', none)).toEqual({ to: 'protocol/staining.txt' });
    expect(stepOfKey(rows, 'protocol', 'ArrowUp', none)).toEqual({ to: '' });
    expect(stepOfKey(rows, 'raw', 'Home', none)).toEqual({ to: '' });
    expect(stepOfKey(rows, 'raw', 'End', none)).toEqual({ to: 'README.md' });
    expect(stepOfKey(rows, 'README.md', 'ArrowDown', none)).toBeNull();
  });

  it('to the right unfold a folder, then enter it', () => {
    expect(stepOfKey(rows, 'protocol', 'ArrowRight', new Set(['protocol']))).toEqual({ unfold: 'protocol' });
    expect(stepOfKey(rows, 'protocol', 'ArrowRight', none)).toEqual({ to: 'protocol/staining.txt' });
    expect(stepOfKey(rows, 'README.md', 'ArrowRight', none)).toBeNull();
  });

  it('to the left fold a folder, else go to the one that holds it', () => {
    expect(stepOfKey(rows, 'protocol', 'ArrowLeft', none)).toEqual({ fold: 'protocol' });
    expect(stepOfKey(rows, 'protocol/staining.txt', 'ArrowLeft', none)).toEqual({ to: 'protocol' });
    expect(stepOfKey(rows, '', 'ArrowLeft', new Set(['']))).toBeNull();
  });

  it('that are letters find a name, and one letter again goes on to the next', () => {
    expect(rowOfTyping(rows, '', 'rea')).toBe('README.md');
    expect(rowOfTyping(rows, 'protocol', 'r')).toBe('raw');
    expect(rowOfTyping(rows, 'raw', 'r')).toBe('README.md');
    expect(rowOfTyping(rows, 'README.md', 'r')).toBe('');
    expect(rowOfTyping(rows, 'raw', 'x')).toBeNull();
  });

  it('keep the row while more letters of its name are typed', () => {
    expect(rowOfTyping(rows, 'raw', 'ra')).toBe('raw');
  });
});
