import * as vscode from 'vscode';
import { l10n } from '../core/system';
import type { Services } from './services';

/** The one item in the status bar: a way to a new run, or to what keeps from it. */
export function createStatusBar({ engines, log }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('exlab.status', vscode.StatusBarAlignment.Left);
  item.name = 'ExLab Wizard';
  const show = (): void => {
    refresh(item, engines).catch((caught: unknown) => {
      log.error(`status bar: ${String(caught)}`);
    });
  };
  show();
  item.show();
  return vscode.Disposable.from(
    item,
    engines.onDidChange(show),
    engines.onDidCreate(show),
    engines.onDidRecover(show),
  );
}

interface Face {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
}

async function refresh(item: vscode.StatusBarItem, engines: Services['engines']): Promise<void> {
  const { text, tooltip, command } = await faceOf(engines);
  Object.assign(item, { text, tooltip, command, accessibilityInformation: { label: tooltip } });
}

async function faceOf(engines: Services['engines']): Promise<Face> {
  const config = await engines.config();
  if (config === null || config.equipment.length === 0) {
    return {
      text: `$(beaker) ${l10n.t('ExLab: set up')}`,
      tooltip: l10n.t('ExLab Wizard is not set up yet: open its configuration'),
      command: 'exlab.openConfiguration',
    };
  }
  const unfinished = await engines.unfinishedCount();
  if (unfinished > 0) {
    return {
      text: `$(warning) ${l10n.t('ExLab: {0} unfinished', unfinished)}`,
      tooltip: l10n.t('{0} creations were left unfinished: look at them', unfinished),
      command: 'exlab.showUnfinished',
    };
  }
  return {
    text: '$(beaker) ExLab',
    tooltip: l10n.t('Create a new run'),
    command: 'exlab.newRunQuick',
  };
}
