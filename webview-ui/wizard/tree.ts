import type { PreviewFile } from '../protocol';

/** A file or folder that will exist. The root's path is empty. */
export interface TreeNode {
  readonly path: string;
  readonly name: string;
  readonly file: PreviewFile | null;
  readonly children: readonly TreeNode[];
  readonly isFolder: boolean;
  /** Findings in it and below. */
  readonly findings: number;
}

/** A node that is not hidden in a folded folder. */
export interface TreeRow {
  readonly node: TreeNode;
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | null;
}

interface Branch {
  file: PreviewFile | null;
  readonly children: Map<string, Branch>;
}

/**
 * The tree of the files of a preview, in their order; folders that are not listed are made up.
 * @param name of the folder that holds them
 */
export function buildTree(name: string, files: readonly PreviewFile[]): TreeNode {
  const root: Branch = { file: null, children: new Map() };
  for (const file of files) {
    let branch = root;
    for (const part of file.path.split('/').filter((text) => text !== '')) {
      const known = branch.children.get(part) ?? { file: null, children: new Map<string, Branch>() };
      branch.children.set(part, known);
      branch = known;
    }
    if (branch !== root) branch.file = file;
  }
  return nodeOf(root, '', name);
}

function nodeOf(branch: Branch, path: string, name: string): TreeNode {
  const children = [...branch.children].map(([part, child]) =>
    nodeOf(child, path === '' ? part : `${path}/${part}`, part),
  );
  const isFolder =
    path === '' || branch.file === null || branch.file.kind === 'folder' || children.length > 0;
  const below = children.reduce((sum, child) => sum + child.findings, 0);
  return {
    path,
    name,
    file: branch.file,
    children,
    isFolder,
    findings: below + (branch.file?.findings ?? 0),
  };
}

/** The rows that show, from top to bottom. */
export function visibleRows(root: TreeNode, folded: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (nodes: readonly TreeNode[], level: number, parent: string | null): void => {
    nodes.forEach((node, index) => {
      rows.push({ node, level, position: index + 1, siblings: nodes.length, parent });
      if (!folded.has(node.path)) add(node.children, level + 1, node.path);
    });
  };
  add([root], 1, null);
  return rows;
}

/** What a key does in a tree: which row gets the focus, or which folder folds or unfolds. */
export type TreeStep =
  { readonly to: string } | { readonly fold: string } | { readonly unfold: string } | null;

/** The step of a key at a row (the pattern "Tree View" of the ARIA practices). */
export function stepOfKey(
  rows: readonly TreeRow[],
  at: string,
  key: string,
  folded: ReadonlySet<string>,
): TreeStep {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.node.path === at),
  );
  const row = rows[index];
  if (!row) return null;
  const to = (target: TreeRow | undefined): TreeStep => (target ? { to: target.node.path } : null);
  const opens = row.node.children.length > 0;
  const isOpen = opens && !folded.has(row.node.path);
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1]);
    case 'ArrowUp':
      return to(rows[index - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (isOpen) return to(rows[index + 1]);
      return opens ? { unfold: row.node.path } : null;
    case 'ArrowLeft':
      if (isOpen) return { fold: row.node.path };
      return row.parent === null ? null : { to: row.parent };
    default:
      return null;
  }
}

/** The next row after one whose name begins with what was typed; one letter again and again goes through all of them. */
export function rowOfTyping(rows: readonly TreeRow[], at: string, typed: string): string | null {
  const wanted = typed.toLowerCase();
  const index = rows.findIndex((row) => row.node.path === at);
  // A longer text may still be about the row where its first letter led.
  const start = wanted.length > 1 ? index : index + 1;
  const ordered = [...rows.slice(Math.max(0, start)), ...rows.slice(0, Math.max(0, start))];
  return ordered.find((row) => row.node.name.toLowerCase().startsWith(wanted))?.node.path ?? null;
}
