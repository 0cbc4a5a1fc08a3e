import * as path from 'node:path';
import { RUN_PREFIX, TEST_RUNS_FOLDER } from '../../core/layout';
import type { PathPart } from '../../webview-ui/protocol';

/** A destination in parts: what marks a test run stands out, and the folder's own name. Together they are the path. */
export function pathParts(destination: string, isTestRun: boolean): PathPart[] {
  const leaf = path.basename(destination);
  const above = destination.slice(0, destination.length - leaf.length);
  if (!isTestRun) {
    return [
      { text: above, as: 'plain' },
      { text: leaf, as: 'leaf' },
    ];
  }
  const prefix = leaf.startsWith(RUN_PREFIX.test) ? RUN_PREFIX.test : '';
  const isMarked = path.basename(path.dirname(destination)) === TEST_RUNS_FOLDER;
  const markAt = isMarked ? above.length - TEST_RUNS_FOLDER.length - path.sep.length : above.length;
  const parts: PathPart[] = [
    { text: above.slice(0, markAt), as: 'plain' },
    { text: above.slice(markAt), as: 'mark' },
    { text: prefix, as: 'mark' },
    { text: leaf.slice(prefix.length), as: 'leaf' },
  ];
  return parts.filter(({ text }) => text !== '');
}
