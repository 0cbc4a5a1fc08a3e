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
  // Nothing is read for it: until somebody has looked, it is the way to a new run.
  wear(item, newRunFace());
  item.show();
  return vscode.Disposable.from(
    item,
    engines.onDidRead(show),
    engines.onDidChangeUnfinished(show),
    engines.onDidRecover(show),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
  );
}

interface Face {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
}

async function refresh(item: vscode.StatusBarItem, engines: Services['engines']): Promise<void> {
  wear(item, await faceOf(engines));
}

function wear(item: vscode.StatusBarItem, { text, tooltip, command }: Face): void {
  // What is read out holds what is seen: whoever speaks to the machine says that.
  const seen = text.replace(/^\$\([\w-]+\) /, '');
  const label = `${seen}, ${tooltip}`;
  Object.assign(item, { text, tooltip, command, accessibilityInformation: { label } });
}

async function faceOf(engines: Services['engines']): Promise<Face> {
  const { key, why } = await engines.setup();
  if (key !== 'ready') return setupFace(key, why);
  if (!vscode.workspace.isTrusted) {
    return {
      text: '$(workspace-untrusted) ExLab',
      tooltip: l10n.t(
        'Nothing is created while this window shows a folder that is not trusted: manage its trust',
      ),
      command: 'workbench.trust.manage',
    };
  }
  const unfinished = await engines.unfinishedCount();
  if (unfinished > 0) {
    return {
      text: `$(warning) ${l10n.t('ExLab: {0} unfinished', unfinished)}`,
      tooltip: l10n.t('Look at the creations that were left unfinished'),
      command: 'exlab.showUnfinished',
    };
  }
  return newRunFace();
}

function newRunFace(): Face {
  return { text: '$(beaker) ExLab', tooltip: l10n.t('Create a new run'), command: 'exlab.newRun' };
}

function setupFace(key: 'none' | 'incomplete', why: string): Face {
  const command = 'exlab.openConfiguration';
  if (key === 'none') {
    return {
      text: `$(beaker) ${l10n.t('ExLab: set up')}`,
      tooltip: l10n.t('ExLab Wizard is not set up yet: open its configuration'),
      command,
    };
  }
  return {
    text: `$(warning) ${l10n.t('ExLab: correct the configuration')}`,
    tooltip: why,
    command,
  };
}
