import type { PlanEntry } from '../core/sessions';
import { printable, type Output } from './output';

/** Prints files and folders as an indented tree, in the order of their paths. */
export function printTree(output: Output, entries: readonly Pick<PlanEntry, 'kind' | 'path'>[]): void {
  const shown = new Set<string>();
  for (const { kind, path } of [...entries].sort((left, right) => (left.path < right.path ? -1 : 1))) {
    const segments = path.split('/');
    for (const depth of segments.keys()) {
      const isLast = depth === segments.length - 1;
      const prefix = segments.slice(0, depth + 1).join('/');
      if (shown.has(prefix)) continue;
      shown.add(prefix);
      const slash = isLast && kind !== 'folder' ? '' : '/';
      output.print(`${'  '.repeat(depth + 1)}${printable(segments[depth] ?? '')}${slash}`);
    }
  }
}
