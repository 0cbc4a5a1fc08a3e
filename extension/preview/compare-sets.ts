import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { previewDifferences } from '../../core/templates';
import { plainNotice } from '../plain-notice';
import { previewUri } from './preview-documents';
import { sheetTitle } from './preview-session';
import { setOf, type PreviewState } from './preview-state';

/**
 * Shows the differences between what a template makes of answers A and of answers B, file by file.
 * @returns false where there are none
 */
export async function compareSets(state: PreviewState): Promise<boolean> {
  const left = setOf(state, 'A')?.preview?.files ?? [];
  const right = setOf(state, 'B')?.preview?.files ?? [];
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

/** Says that there is nothing to see yet, and leads to where that changes. */
export async function tellSame(edit: () => Promise<void>): Promise<void> {
  const way = l10n.t('Edit Answers B');
  const message = l10n.t('The template makes the same of answers A and of answers B: change one of B first.');
  if ((await vscode.window.showInformationMessage(plainNotice(message), way)) === way) await edit();
}
