import * as vscode from 'vscode';
import { README_FILE } from '../../core/layout';
import { l10n } from '../../core/system';
import type { Action } from '../../webview-ui/protocol';
import type { ActionSubject } from './wizard-ports';

/** Does what a page asks for and its wizard cannot do itself. */
export async function actFor(action: Action, { folder, template, equipment }: ActionSubject): Promise<void> {
  const made = folder === undefined || folder === '' ? undefined : vscode.Uri.file(folder);
  switch (action) {
    case 'open-folder':
      if (made !== undefined) await run('vscode.openFolder', made, { forceNewWindow: true });
      return;
    case 'open-readme':
      if (made !== undefined) await run('vscode.open', vscode.Uri.joinPath(made, README_FILE));
      return;
    case 'reveal':
      if (made !== undefined) await run('revealFileInOS', made);
      return;
    case 'copy-path':
      if (made !== undefined) await vscode.env.clipboard.writeText(made.fsPath);
      return;
    case 'open-template':
      if (template !== undefined) await run('vscode.open', vscode.Uri.file(template));
      return;
    case 'new-project':
      await run('exlab.newProject', equipment === undefined ? {} : { equipment });
      return;
    case 'open-configuration':
      await run('exlab.openConfiguration');
      return;
    case 'show-log':
      await run('exlab.showLog');
      return;
    case 'show-unfinished':
      await run('exlab.showUnfinished');
      return;
    default:
  }
}

function run(command: string, ...args: readonly unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}

/** Asks whether what was typed may be thrown away: there is no way back to it. */
export async function confirmDiscard(): Promise<boolean> {
  const discard = l10n.t('Discard');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Discard this draft?'),
    {
      modal: true,
      detail: l10n.t('What was typed in this wizard is thrown away, and the form begins anew.'),
    },
    discard,
  );
  return chosen === discard;
}

/** The files of a served or remote window are on a computer whose file manager nobody sees. */
export function hasFileManager(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}
