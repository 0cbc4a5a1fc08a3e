import * as path from 'node:path';
import * as vscode from 'vscode';
import { compareReadme } from '../../core/readme';
import { ExlabError, l10n } from '../../core/system';
import { plainNotice } from '../plain-notice';
import type { Services } from '../services';
import { RECORDED_SCHEME } from './recorded';

export { chooseFolder } from './choose-folder';

/**
 * Writes a deleted README again from its record, and opens it.
 * @param compare what is done where the README exists and somebody wants to see what its record gives
 */
export async function regenerate(
  services: Services,
  folder: string,
  compare: (folder: string) => Promise<void>,
): Promise<void> {
  const engine = await services.engines.engine();
  try {
    const readme = await engine.regenerateReadme(folder);
    services.problems.judgeSoon(folder);
    services.log.info(`README regenerated: ${readme}`);
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(readme));
  } catch (caught) {
    if (!(caught instanceof ExlabError) || caught.code !== 'destination_exists') throw caught;
    const action = l10n.t('Compare');
    const answer = await vscode.window.showWarningMessage(plainNotice(caught.message), action);
    if (answer === action) await compare(folder);
  }
}

/** The README that a document stands for, with the front matter that its record gives. */
export async function recordedReadme(recorded: vscode.Uri): Promise<string> {
  const readme = recorded.with({ scheme: 'file' }).fsPath;
  return (await compareReadme(path.dirname(readme))).asRecorded;
}

/**
 * Opens the README beside what it would be by its record; a notice is enough where both say the same.
 * @param changed told of the document of the record: one that is open already is read anew
 */
export async function showComparison(folder: string, changed: (recorded: vscode.Uri) => void): Promise<void> {
  const { readme, comparison } = await compareReadme(folder);
  if (comparison.status === 'compared' && comparison.differences.length === 0) {
    void vscode.window.showInformationMessage(
      plainNotice(l10n.t('The README of {0} says what its record says.', path.basename(folder))),
    );
    return;
  }
  const file = vscode.Uri.file(readme);
  const recorded = file.with({ scheme: RECORDED_SCHEME });
  changed(recorded);
  const title = l10n.t('{0}: Record ↔ README', path.basename(folder));
  await vscode.commands.executeCommand('vscode.diff', recorded, file, title);
}
