import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CreationResult } from '../../core/sessions';
import { README_FILE } from '../../core/layout';
import { l10n } from '../../core/system';

/** Tells what was made, and offers to look at it; nobody waits for the answer. */
export function tellDone(result: CreationResult): void {
  const name = path.basename(result.path);
  const readme = l10n.t('Open README');
  const folder = l10n.t('Open Folder');
  const shown = result.blocked
    ? vscode.window.showWarningMessage(blockedText(name, result), readme, folder)
    : vscode.window.showInformationMessage(l10n.t('{0} is there.', name), readme, folder);
  void shown.then((chosen) => {
    const run = vscode.Uri.file(result.path);
    if (chosen === readme) return vscode.window.showTextDocument(vscode.Uri.joinPath(run, README_FILE));
    if (chosen === folder)
      return vscode.commands.executeCommand('vscode.openFolder', run, { forceNewWindow: true });
    return undefined;
  });
}

function blockedText(name: string, { findings }: CreationResult): string {
  const [first] = findings.filter(({ tier }) => tier === 'hard');
  const hard = findings.filter(({ tier }) => tier === 'hard').length;
  return l10n.t(
    '{0} is there, and will not be synced before {1} findings are corrected. {2}',
    name,
    hard,
    first?.rule_detail ?? '',
  );
}
