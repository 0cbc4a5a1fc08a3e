import { NO_PROBLEMS, isEmpty, plus, type Tally } from '../../problems/tally';
import type { ProblemsAccess } from '../../services';
import { folderOf, type RunsNode } from './nodes';

/** The problems in all that a node stands for. */
export function tallyOfNode(node: RunsNode, store: ProblemsAccess['store']): Tally {
  if (isEmpty(store.total)) return NO_PROBLEMS;
  if (node.type === 'testRuns' || node.type === 'period') {
    return node.runs.reduce((sum, run) => plus(sum, store.own(run.path)), NO_PROBLEMS);
  }
  const folder = folderOf(node);
  return folder === undefined ? NO_PROBLEMS : store.tally(folder);
}
