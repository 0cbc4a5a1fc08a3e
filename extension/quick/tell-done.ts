import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CreationResult } from '../../core/sessions';
import { README_FILE } from '../../core/layout';
import { l10n } from '../../core/system';

/** Where a run or project is shown among the others. */
export interface RunsRevealer {
  reveal(folder: string): Promise<void>;
}

/** Tells what was made, and offers to look at it; nobody waits for the answer. */
export function tellDone(result: CreationResult, warnings: readonly string[], runs: RunsRevealer): void {
  const ways = waysToLook(vscode.Uri.file(result.path), runs);
  const shown = messageOf(result, warnings)(...ways.map(({ title }) => title));
  void shown.then((chosen) => ways.find(({ title }) => title === chosen)?.look());
}

interface WayToLook {
  readonly title: string;
  look(): unknown;
}

function waysToLook(run: vscode.Uri, runs: RunsRevealer): WayToLook[] {
  return [
    {
      title: l10n.t('Open README'),
      look: () => vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(run, README_FILE)),
    },
    {
      title: l10n.t('Open Folder'),
      look: () => vscode.commands.executeCommand('vscode.openFolder', run, { forceNewWindow: true }),
    },
    hasFileManager()
      ? {
          title: l10n.t('Reveal in File Manager'),
          look: () => vscode.commands.executeCommand('revealFileInOS', run),
        }
      : { title: l10n.t('Show in Runs'), look: () => runs.reveal(run.fsPath) },
  ];
}

/** The files of a served or remote window are on a computer whose file manager nobody sees. */
function hasFileManager(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}

type Message = (...ways: string[]) => Thenable<string | undefined>;

function messageOf(result: CreationResult, warnings: readonly string[]): Message {
  const name = path.basename(result.path);
  const { showInformationMessage, showWarningMessage } = vscode.window;
  if (result.blocked) return (...ways) => showWarningMessage(blockedText(name, result), ...ways);
  if (warnings.length > 0) {
    const text = l10n.t('{0} is there. {1}', name, warnings.join(' '));
    return (...ways) => showWarningMessage(text, ...ways);
  }
  return (...ways) => showInformationMessage(l10n.t('{0} is there.', name), ...ways);
}

function blockedText(name: string, { findings }: CreationResult): string {
  const hard = findings.filter(({ tier }) => tier === 'hard');
  const why = hard[0]?.rule_detail ?? '';
  return hard.length === 1
    ? l10n.t('{0} is there, and will not be synced before this is corrected: {1}', name, why)
    : l10n.t(
        '{0} is there, and will not be synced before {1} findings are corrected. {2}',
        name,
        hard.length,
        why,
      );
}
