import * as vscode from 'vscode';
import type { UnfinishedCreation } from '../../../core/sessions';
import { ExlabError, l10n } from '../../../core/system';
import type { UnfinishedActions } from '../../unfinished';
import { isSessionsNode, type SessionsNode } from './nodes';

/** The commands of the view, by their ids. */
export type SessionsCommandId =
  | 'exlab.showSessions'
  | 'exlab.sessions.refresh'
  | 'exlab.sessions.openFiles'
  | 'exlab.sessions.createAgain'
  | 'exlab.sessions.discard';
export type SessionsCommands = Readonly<Record<SessionsCommandId, (node?: unknown) => unknown>>;

/** What the commands need of the view. */
export interface SessionsViewParts {
  readonly view: Pick<vscode.TreeView<SessionsNode>, 'selection'>;
  refresh(): void;
  /** Has the view shown though it may be empty. */
  want(): void;
  readonly actions: UnfinishedActions;
}

/** What each command does. Called without a node, by a key or another extension, it means what is selected. */
export function sessionCommands(parts: SessionsViewParts): SessionsCommands {
  const { view, actions } = parts;
  const chosen = (node: unknown): UnfinishedCreation =>
    chosenCreation(isSessionsNode(node) ? node : view.selection[0]);
  return {
    'exlab.showSessions': () => {
      parts.want();
      return vscode.commands.executeCommand('exlab.sessions.focus');
    },
    'exlab.sessions.refresh': () => {
      parts.refresh();
    },
    'exlab.sessions.openFiles': (node) => actions.open(chosen(node)),
    'exlab.sessions.createAgain': (node) => actions.again(chosen(node)),
    'exlab.sessions.discard': (node) => actions.discard(chosen(node)),
  };
}

function chosenCreation(node: SessionsNode | undefined): UnfinishedCreation {
  if (node?.type === 'unfinished') return node.creation;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('Choose an unfinished creation in the Sessions view first.'),
  });
}
