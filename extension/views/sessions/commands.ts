import * as vscode from 'vscode';
import type { UnfinishedCreation } from '../../../core/sessions';
import { ExlabError, l10n } from '../../../core/system';
import type { UnfinishedActions } from '../../unfinished';
import { isSessionsNode, type SessionPages, type SessionsNode } from './nodes';

/** The commands of the view, by their ids. */
export type SessionsCommandId =
  | 'exlab.showSessions'
  | 'exlab.showWizard'
  | 'exlab.sessions.refresh'
  | 'exlab.sessions.openFiles'
  | 'exlab.sessions.createAgain'
  | 'exlab.sessions.discard';
export type SessionsCommands = Readonly<Record<SessionsCommandId, (node?: unknown) => unknown>>;

/** What the commands need of the view. */
export interface SessionsViewParts {
  readonly view: Pick<vscode.TreeView<SessionsNode>, 'selection'>;
  readonly pages: Pick<SessionPages, 'showSession'>;
  refresh(): void;
  /** Has the view shown though it may be empty. */
  want(): void;
  readonly actions: UnfinishedActions;
}

/** What each command does. Called without a node, by a key or another extension, it means what is selected. */
export function sessionCommands(parts: SessionsViewParts): SessionsCommands {
  const { view, pages, actions } = parts;
  const meant = (node: unknown): SessionsNode | undefined =>
    isSessionsNode(node) ? node : view.selection[0];
  const chosen = (node: unknown): UnfinishedCreation => chosenCreation(meant(node));
  return {
    'exlab.showSessions': () => {
      parts.want();
      return vscode.commands.executeCommand('exlab.sessions.focus');
    },
    'exlab.showWizard': (given) => {
      const node = meant(given);
      if (node?.type !== 'in_flight' || !pages.showSession(node.session.session_id)) throw noPage();
    },
    'exlab.sessions.refresh': () => {
      parts.refresh();
    },
    'exlab.sessions.openFiles': (node) => actions.open(chosen(node)),
    'exlab.sessions.createAgain': (node) => actions.again(chosen(node)),
    'exlab.sessions.discard': (node) => actions.discard(chosen(node)),
  };
}

function noPage(): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose a creation of this window in the Sessions view first, one that has not ended.'),
  });
}

function chosenCreation(node: SessionsNode | undefined): UnfinishedCreation {
  if (node?.type === 'unfinished') return node.creation;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose an unfinished creation in the Sessions view first.'),
  });
}
