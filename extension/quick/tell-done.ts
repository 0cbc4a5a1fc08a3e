import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CreationResult } from '../../core/sessions';
import { README_FILE } from '../../core/layout';
import { l10n } from '../../core/system';
import type { ErrorFunnel } from '../errors';
import { messageLines } from './message-lines';
import { plainNotice } from '../plain-notice';

/** Where a run or project is shown among the others. */
export interface RunsRevealer {
  reveal(folder: string): Promise<void>;
}

/** What is needed to look at what was made. */
interface Looking {
  readonly runs: RunsRevealer;
  readonly errors: ErrorFunnel;
}

/** Tells what was made, and offers to look at it; nobody waits for the answer. */
export function tellDone(
  result: CreationResult,
  warnings: readonly string[],
  { runs, errors }: Looking,
): void {
  const ways = waysToLook(vscode.Uri.file(result.path), runs);
  void errors.guard('look at what was created', async () => {
    const chosen = await messageOf(result, warnings)(...ways.map(({ title }) => title));
    await ways.find(({ title }) => title === chosen)?.look();
  });
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
  const said = messageLines(result.message ?? '');
  if (result.blocked)
    return (...ways) =>
      showWarningMessage(plainNotice([blockedText(name, result), ...said].join(' ')), ...ways);
  if (warnings.length > 0) {
    const text = l10n.t('Created {0}. {1}', name, [...warnings, ...said].join(' '));
    return (...ways) => showWarningMessage(plainNotice(text), ...ways);
  }
  const text =
    said.length === 0 ? l10n.t('Created {0}.', name) : l10n.t('Created {0}. {1}', name, said.join(' '));
  return (...ways) => showInformationMessage(plainNotice(text), ...ways);
}

function blockedText(name: string, { findings }: CreationResult): string {
  const hard = findings.filter(({ tier }) => tier === 'hard');
  const why = hard[0]?.rule_detail ?? '';
  return hard.length === 1
    ? l10n.t('Created {0}. It will not be synced before this is corrected: {1}', name, why)
    : l10n.t(
        'Created {0}. It will not be synced before {1} findings are corrected. {2}',
        name,
        hard.length,
        why,
      );
}
