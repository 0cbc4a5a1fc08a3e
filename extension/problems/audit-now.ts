import * as path from 'node:path';
import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { isRunsNode, folderOf, placeOf, type RunsNode } from '../views/runs/nodes';
import type { ProblemDesk } from './desk';
import { problemCount, type Tally } from './tally';

/** Audits what a node of the Runs view stands for, or the whole lab, and says what came of it. */
export async function auditNow(desk: ProblemDesk, given: unknown): Promise<void> {
  const folder = isRunsNode(given) ? scopeOf(given) : undefined;
  const what = folder === undefined ? l10n.t('The lab') : path.basename(folder);
  const abort = new AbortController();
  const { scanned } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Audit: {0}', what),
      cancellable: true,
    },
    async (progress, token) => {
      token.onCancellationRequested(() => {
        abort.abort(new vscode.CancellationError());
      });
      let toldAt = 0;
      return desk.audit(folder, {
        signal: abort.signal,
        onProgress: ({ runs }) => {
          // Each would be a message to the window.
          if (runs - toldAt < TELL_EVERY) return;
          toldAt = runs;
          progress.report({ message: l10n.t('{0} runs', runs.toLocaleString(vscode.env.language)) });
        },
      });
    },
  );
  await tellResult(what, scanned.runs, folder === undefined ? desk.store.total : desk.store.tally(folder));
}

const TELL_EVERY = 100;

/** Runs that stand together in the view are those of one project. */
function scopeOf(node: RunsNode): string | undefined {
  const { equipment, project } = placeOf(node);
  return folderOf(node) ?? project?.path ?? equipment?.path;
}

async function tellResult(what: string, runs: number, tally: Tally): Promise<void> {
  const count = problemCount(tally);
  if (count === 0) {
    const sentence =
      tally.known + tally.overridden === 0
        ? l10n.t('{0} is audited. Runs: {1}, problems: none.', what, runs)
        : l10n.t(
            '{0} is audited. Runs: {1}, problems: none but {2} overridden and {3} marked as known.',
            what,
            runs,
            tally.overridden,
            tally.known,
          );
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  const show = l10n.t('Show Problems');
  const sentence = l10n.t(
    '{0} is audited. Problems: {1}, of which {2} block the sync.',
    what,
    count,
    tally.blocking,
  );
  if ((await vscode.window.showWarningMessage(sentence, show)) === show) {
    await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  }
}
