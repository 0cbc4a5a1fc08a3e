import * as vscode from 'vscode';
import { holdsOnlyOurs } from '../../../core/catalogue';
import { ExlabError, exists, l10n, moveToTrash, toExlabError } from '../../../core/system';
import type { Services } from '../../services';
import { requireTrust } from '../../trust';
import type { RunNode } from './nodes';
import { kindWord, runMoment } from './words';
import { plainNotice } from '../../plain-notice';

/**
 * Moves a run to the trash while it holds only what we made (spec 11.3). It is looked at before the question and
 * again after it: an instrument may write at any moment. What it writes between the second look and the move is not
 * lost either: it goes into the trash with the run. Nothing is ever deleted for good.
 */
export async function discardRun(services: Services, node: RunNode): Promise<void> {
  requireTrust();
  const { path } = node.run;
  await refuseForeign(path);
  if (!(await isConfirmed(node))) return;
  await refuseForeign(path);
  const place = await moveAway(path);
  services.log.info(`run moved to the trash: ${path}${place === undefined ? '' : `, now ${place}`}`);
  services.engines.created(path);
  // Where no desktop shows the trash, somebody who wants it back must know where it is.
  if (place !== undefined)
    void vscode.window.showInformationMessage(plainNotice(l10n.t('Moved to the trash: {0}', place)));
}

/** Returns where the run is now, as far as anybody knows. */
async function moveAway(run: string): Promise<string | undefined> {
  try {
    if (!editorHasTrash()) return await moveToTrash(run);
    await vscode.workspace.fs.delete(vscode.Uri.file(run), { recursive: true, useTrash: true });
    return undefined;
  } catch (caught) {
    throw await notMoved(run, caught);
  }
}

/** The files of a served or remote window are on a computer whose trash the editor does not know. */
function editorHasTrash(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

async function refuseForeign(run: string): Promise<void> {
  const answer = await holdsOnlyOurs(run);
  if (answer.onlyOurs) return;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t(
      'The run is not discarded, since it may hold more than what was made with it. {0}: {1}.',
      answer.path === '' ? run : answer.path,
      answer.reason,
    ),
    details: { path: run, file: answer.path },
  });
}

async function isConfirmed(node: RunNode): Promise<boolean> {
  const move = l10n.t('Move to Trash');
  const label = node.summary.label === '' ? node.run.leaf : node.summary.label;
  const answer = await vscode.window.showWarningMessage(
    l10n.t("Discard '{0}'?", label),
    {
      modal: true,
      detail: l10n.t(
        '{0} of {1}. It holds nothing but what was made with it, and can be taken back from the trash.\n{2}',
        kindWord(node.run.kind),
        runMoment(node),
        node.run.path,
      ),
    },
    move,
  );
  return answer === move;
}

/** Where there is no trash (some shares), the folder stays. */
async function notMoved(run: string, caught: unknown): Promise<ExlabError> {
  // Our own move says all that there is to say.
  if (caught instanceof ExlabError) return caught;
  const { message } = toExlabError(caught);
  if (!(await exists(run))) return toExlabError(caught);
  return new ExlabError(
    {
      code: 'permission_denied',
      message: l10n.t(
        'The run was not moved to the trash, and stays where it is: {0} Remove {1} yourself if it is to go.',
        message,
        run,
      ),
      details: { path: run },
    },
    { cause: caught },
  );
}
