import * as vscode from 'vscode';
import { l10n } from '../core/system';
import { problemCount } from './problems/tally';
import { problemsNote, tallyLines } from './problems/words';
import type { Services } from './services';

/** The one item in the status bar: a way to a new run, or to what keeps from it. */
export function createStatusBar({ engines, problems, log }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('exlab.status', vscode.StatusBarAlignment.Left);
  item.name = 'ExLab Wizard';
  const show = (): void => {
    refresh(item, engines, problems).catch((caught: unknown) => {
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
    problems.onDidChange(show),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
  );
}

interface Face {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
}

async function refresh(
  item: vscode.StatusBarItem,
  engines: Services['engines'],
  problems: Services['problems'],
): Promise<void> {
  wear(item, await faceOf(engines, problems));
}

function wear(item: vscode.StatusBarItem, { text, tooltip, command }: Face): void {
  // What is read out holds what is seen: whoever speaks to the machine says that.
  const seen = text.replace(/^\$\([\w-]+\) /, '');
  const label = `${seen}, ${tooltip}`;
  Object.assign(item, { text, tooltip, command, accessibilityInformation: { label } });
}

async function faceOf(engines: Services['engines'], problems: Services['problems']): Promise<Face> {
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
  if (unfinished > 0) return unfinishedFace(unfinished, problems);
  return problemsFace(problems) ?? newRunFace();
}

function unfinishedFace(unfinished: number, { store }: Services['problems']): Face {
  const note = problemsNote(store.total);
  const words = l10n.t('ExLab: {0} unfinished', unfinished);
  const tooltip = l10n.t('Look at the creations that were left unfinished');
  return {
    text: `$(warning) ${note === '' ? words : `${words}, ${note}`}`,
    tooltip: note === '' ? tooltip : [tooltip, ...tallyLines(store.total)].join('\n'),
    command: 'exlab.showUnfinished',
  };
}

/** What keeps runs from being synced, or from being looked at, is urgent; other problems are told of beside the rest. */
function problemsFace({ store, failure }: Services['problems']): Face | undefined {
  const { total } = store;
  if (failure !== '') {
    return {
      text: `$(warning) ${l10n.t('ExLab: audit failed')}`,
      tooltip: l10n.t('The last audit did not come to its end, look at the log: {0}', failure),
      command: 'exlab.showLog',
    };
  }
  if (problemCount(total) === 0) return undefined;
  const lines = tallyLines(total);
  if (total.blocking + total.unreadable === 0) {
    const { text, tooltip, command } = newRunFace();
    return { text, tooltip: [tooltip, ...lines].join('\n'), command };
  }
  return {
    text: `$(error) ${l10n.t('ExLab: {0}', problemsNote(total))}`,
    tooltip: [l10n.t('Show the problems'), ...lines].join('\n'),
    command: 'workbench.panel.markers.view.focus',
  };
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
