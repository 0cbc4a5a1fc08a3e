import * as vscode from 'vscode';
import { systemClock } from '../../../core/system';
import type { Services } from '../../services';
import { UnfinishedActions, type CreatesAgain } from '../../unfinished';
import { sessionCommands, type SessionsCommands } from './commands';
import { LookingAgain } from './looking-again';
import type { SessionPages } from './nodes';
import { SessionsTree } from './tree';

export type { SessionsCommandId, SessionsCommands } from './commands';

/** The Sessions view (spec 11.3); its commands are registered by whoever makes it. */
export interface SessionsView {
  /** @param creations asks for what an unfinished creation was to make once more */
  commands(creations: CreatesAgain): SessionsCommands;
  dispose(): void;
}

/**
 * Makes the view. `pages` are those of this window on which creations can be seen. Nothing is read before the editor asks for its
 * first line.
 */
export function createSessionsView(services: Services, pages: SessionPages): SessionsView {
  const tree = new SessionsTree(services, pages, (message) => {
    view.message = message;
  });
  const view = vscode.window.createTreeView('exlab.sessions', { treeDataProvider: tree });
  const looking = new LookingAgain(systemClock, () => tree.look());
  looking.setVisible(view.visible);
  const watching = view.onDidChangeVisibility(({ visible }) => {
    looking.setVisible(visible);
  });
  const parts = vscode.Disposable.from(watching, looking, view, tree);
  return {
    commands: (creations) =>
      sessionCommands({
        view,
        pages,
        refresh: () => {
          tree.refresh();
        },
        want: () => {
          services.contextKeys.set('exlab.sessions.wanted', true);
        },
        actions: new UnfinishedActions(services, creations),
      }),
    dispose: () => {
      parts.dispose();
    },
  };
}
