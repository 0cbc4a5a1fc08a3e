import * as path from 'node:path';
import * as vscode from 'vscode';
import type { InterruptedSession, UnfinishedCreation } from '../../core/sessions';
import { l10n, localTime } from '../../core/system';
import type { Services } from '../services';
import { UnfinishedActions, type CreatesAgain } from './actions';

export { UnfinishedActions, type CreatesAgain } from './actions';

/** Offers once what an earlier process left in the middle; later the command finds it again, and what came since. */
export function offerUnfinished(services: Services): vscode.Disposable {
  const { engines, errors } = services;
  const guarded = (work: () => unknown): void => {
    void errors.guard('unfinished creations', work);
  };
  const note = (): void => {
    guarded(() => noteUnfinished(services));
  };
  return vscode.Disposable.from(
    engines.onDidChangeUnfinished(note),
    engines.onDidRecover((sessions) => {
      note();
      const cutOff = sessions.filter(({ outcome }) => outcome === 'unfinished');
      if (cutOff.length > 0) guarded(() => offer(cutOff));
    }),
  );
}

/** Says whether there are unfinished creations, for commands. */
async function noteUnfinished({ engines, contextKeys }: Services): Promise<void> {
  contextKeys.set('exlab.unfinished', (await engines.unfinishedCount()) > 0);
}

async function offer(cutOff: readonly InterruptedSession[]): Promise<void> {
  const show = l10n.t('Show');
  const [first] = cutOff;
  const name = path.basename(first?.destination ?? '');
  const message =
    cutOff.length === 1
      ? l10n.t('The creation of {0} was cut off. Its files are kept.', name)
      : l10n.t('{0} creations were cut off. Their files are kept.', cutOff.length);
  if ((await vscode.window.showWarningMessage(message, show)) === show) {
    await vscode.commands.executeCommand('exlab.showUnfinished');
  }
}

/** Lists unfinished creations; each can be opened, made again or discarded. */
export async function showUnfinished(services: Services, creations: CreatesAgain): Promise<void> {
  const engine = await services.engines.engine();
  const unfinished = await engine.unfinished();
  services.engines.unfinishedChanged();
  if (unfinished.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No creation was left unfinished.'));
    return;
  }
  const creation = await chooseCreation(unfinished);
  const action = creation && (await chooseAction(creation));
  if (creation === undefined || action === undefined) return;
  await new UnfinishedActions(services, creations)[action](creation);
}

async function chooseCreation(
  unfinished: readonly UnfinishedCreation[],
): Promise<UnfinishedCreation | undefined> {
  const chosen = await vscode.window.showQuickPick(
    unfinished.map((creation) => ({
      creation,
      label: path.basename(creation.destination),
      description: `${creation.request.label}, ${localTime(new Date(creation.opened_at))}`,
      detail: creation.reachable
        ? (creation.error?.message ?? creation.state)
        : l10n.t('its disk is not there now: connect it'),
    })),
    { title: l10n.t('Unfinished Creations'), placeHolder: l10n.t('Choose one to see what can be done') },
  );
  return chosen?.creation;
}

type Action = 'open' | 'again' | 'discard';

async function chooseAction(creation: UnfinishedCreation): Promise<Action | undefined> {
  const actions: { action: Action; label: string; detail: string }[] = [
    {
      action: 'again',
      label: l10n.t('Create Again'),
      detail: l10n.t('With the same answers; what is left of the first time is discarded then'),
    },
    { action: 'open', label: l10n.t('Open Its Files'), detail: creation.work_folder },
    { action: 'discard', label: l10n.t('Discard…'), detail: l10n.t('Its files are deleted for good') },
  ];
  const chosen = await vscode.window.showQuickPick(actions, { title: path.basename(creation.destination) });
  return chosen?.action;
}
