import * as path from 'node:path';
import { folderOf, type RunsNode } from './nodes';

/** What a node holds, as far as it was or is read now; the roots without one. */
export type ChildrenOf = (node?: RunsNode) => Promise<readonly RunsNode[]>;

/** The node that stands for a folder, looked for from the root down; undefined where none is shown. */
export async function findNode(childrenOf: ChildrenOf, folder: string): Promise<RunsNode | undefined> {
  let nodes = await childrenOf();
  for (;;) {
    const next = nodes.find((node) => leadsTo(node, folder));
    if (next === undefined || folderOf(next) === folder) return next;
    nodes = await childrenOf(next);
  }
}

function leadsTo(node: RunsNode, folder: string): boolean {
  switch (node.type) {
    case 'testRuns':
    case 'period':
      return node.runs.some((run) => run.path === folder);
    case 'problem':
      return false;
    default: {
      const own = folderOf(node) ?? '';
      return folder === own || (node.type !== 'run' && folder.startsWith(own + path.sep));
    }
  }
}
