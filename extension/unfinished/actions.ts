import * as path from 'node:path';
import * as vscode from 'vscode';
import type { UnfinishedCreation } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Services } from '../services';

/** Asks once more for what an unfinished creation was to make; true where it was made. */
export interface CreatesAgain {
  createAgain(creation: UnfinishedCreation): Promise<boolean>;
}

/** What can be done about a creation that was left unfinished, wherever it is listed. */
export class UnfinishedActions {
  constructor(
    private readonly services: Services,
    private readonly creations: CreatesAgain,
  ) {}

  /** Shows its files in a window of their own. */
  async open({ work_folder }: UnfinishedCreation): Promise<void> {
    await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(work_folder), {
      forceNewWindow: true,
    });
  }

  /** Makes it again with the same answers; where that comes to be, what is left of the first time goes. */
  async again(creation: UnfinishedCreation): Promise<void> {
    if (await this.creations.createAgain(creation)) await this.remove(creation);
    this.services.engines.unfinishedChanged();
  }

  /** Removes it with its files, where somebody is certain. */
  async discard(creation: UnfinishedCreation): Promise<void> {
    if (await isCertain(creation)) await this.remove(creation);
    this.services.engines.unfinishedChanged();
  }

  private async remove({ session_id, destination }: UnfinishedCreation): Promise<void> {
    const engine = await this.services.engines.engine();
    if (await engine.discardUnfinished(session_id)) return;
    const name = path.basename(destination);
    void vscode.window.showWarningMessage(
      l10n.t('The unfinished creation {0} is not there any more: somebody else has decided about it.', name),
    );
  }
}

async function isCertain({ request, destination, work_folder }: UnfinishedCreation): Promise<boolean> {
  const remove = l10n.t('Delete for Good');
  const message = l10n.t("Delete the files of '{0}' for good?", request.label);
  const detail = l10n.t(
    '{0} was never finished. What it has made so far cannot be taken back: {1}',
    path.basename(destination),
    work_folder,
  );
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, remove)) === remove;
}
