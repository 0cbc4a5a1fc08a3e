import { describe, expect, it } from 'vitest';
import type { PreviewFile, TemplatePreview } from '../../../../core/templates';
import { isPreviewNode, previewNodes, type PreviewNode } from '../../../../extension/preview/preview-nodes';
import type { SetState } from '../../../../extension/preview/preview-state';

function file(path: string, kind: PreviewFile['kind'] = 'rendered'): PreviewFile {
  return { kind, path, size: 0, sha256: null, text: '', source: kind === 'folder' ? null : `/t/${path}` };
}

function preview(files: readonly PreviewFile[], before = ''): TemplatePreview {
  return { files, answers: new Map(), problems: [], notes: [], messages: { before, after: '' } };
}

function set(name: SetState['name'], made: TemplatePreview, problems: SetState['problems'] = []): SetState {
  return { name, preview: made, isCurrent: true, questions: [], problems };
}

function outline(nodes: readonly PreviewNode[]): unknown[] {
  return nodes.map((node) => {
    if (node.type === 'folder') return [node.name, outline(node.children)];
    if (node.type === 'set') return [node.set, outline(node.children)];
    if (node.type === 'file') return node.name;
    return node.type === 'problem' ? `! ${node.problem.message}` : `"${node.text}"`;
  });
}

const STATE = { root: '/t', name: 't', version: '1' };

describe('the tree of a preview', () => {
  it('shows folders before files, each by name, as people count', () => {
    const files = ['b/2.txt', 'b/10.txt', 'a.txt', 'b/c/d.txt'].map((path) => file(path));
    const nodes = previewNodes({ ...STATE, sets: [set('A', preview([...files, file('empty', 'folder')]))] });
    expect(outline(nodes)).toEqual([['b', [['c', ['d.txt']], '2.txt', '10.txt']], ['empty', []], 'a.txt']);
  });

  it('begins with what is wrong, and what the template says', () => {
    const problems = [{ severity: 'error', message: 'broken' }] as const;
    const nodes = previewNodes({ ...STATE, sets: [set('A', preview([file('a.txt')], 'Hello\n'), problems)] });
    expect(outline(nodes)).toEqual(['! broken', '"Hello"', 'a.txt']);
  });

  it('has a node for each set where there are two', () => {
    const sets = [set('A', preview([file('a.txt')])), set('B', preview([file('b.txt')]))];
    expect(outline(previewNodes({ ...STATE, sets }))).toEqual([
      ['A', ['a.txt']],
      ['B', ['b.txt']],
    ]);
  });

  it('has ids of its own for every node, the same after every rendering', () => {
    const ids = (nodes: readonly PreviewNode[]): string[] =>
      nodes.flatMap((node) => [node.id, ...('children' in node ? ids(node.children) : [])]);
    const sets = [set('A', preview([file('a/b'), file('a/c')])), set('B', preview([file('a/b')]))];
    const all = ids(previewNodes({ ...STATE, sets }));
    expect(new Set(all).size).toBe(all.length);
    expect(ids(previewNodes({ ...STATE, sets }))).toEqual(all);
  });

  it('knows its own nodes', () => {
    expect(previewNodes({ ...STATE, sets: [set('A', preview([file('a')]))] }).every(isPreviewNode)).toBe(
      true,
    );
    expect([undefined, null, 'file', { type: 'other', id: '' }, { type: 'file' }].some(isPreviewNode)).toBe(
      false,
    );
  });
});
