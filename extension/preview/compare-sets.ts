import * as vscode from 'vscode';
import { ExlabError, l10n } from '../../core/system';
import { previewDifferences, type PreviewFile } from '../../core/templates';
import { plainNotice } from '../plain-notice';
import { previewUri } from './preview-documents';
import { sheetTitle } from './preview-session';
import { setOf, type PreviewState, type SetName } from './preview-state';

/**
 * Shows the differences between what a template makes of answers A and of answers B, file by file.
 * @returns false where there are none
 * @throws `template_render_error` where one of them cannot be made as the template and the answers are now
 */
export async function compareSets(state: PreviewState): Promise<boolean> {
  const left = currentFiles(state, 'A');
  const right = currentFiles(state, 'B');
  const resources = previewDifferences(left, right).map((difference) => {
    const one = previewUri(state.name, 'A', difference.path);
    const other = previewUri(state.name, 'B', difference.path);
    return [
      difference.right === undefined ? one : other,
      difference.left === undefined ? undefined : one,
      difference.right === undefined ? undefined : other,
    ];
  });
  if (resources.length === 0) return false;
  const title = l10n.t('{0}: {1} and {2}', state.name, sheetTitle('A'), sheetTitle('B'));
  await vscode.commands.executeCommand('vscode.changes', title, resources);
  return true;
}

/** What is as it was before tells nothing of how the sets differ now. */
function currentFiles(state: PreviewState, name: SetName): readonly PreviewFile[] {
  const set = setOf(state, name);
  if (set?.isCurrent === true && set.preview !== undefined) return set.preview.files;
  const why = set?.problems.find(({ severity }) => severity === 'error')?.message ?? '';
  throw new ExlabError({
    code: 'template_render_error',
    message: l10n.t('{0} cannot be compared before this is corrected: {1}', sheetTitle(name), why),
  });
}

/** Says that there is nothing to see yet, and leads to where that changes. */
export async function tellSame(edit: () => Promise<void>): Promise<void> {
  const way = l10n.t('Edit Answers B');
  const message = l10n.t('The template makes the same of answers A and of answers B: change one of B first.');
  if ((await vscode.window.showInformationMessage(plainNotice(message), way)) === way) await edit();
}
