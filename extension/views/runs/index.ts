import * as vscode from 'vscode';
import type { Services } from '../../services';
import { runsCommands, type RunsCommands } from './commands';
import { RunDecorations } from './decorations';
import { RunFilterInput } from './filter-input';
import { RunsTree } from './tree';

export type { RunsCommandId, RunsCommands } from './commands';

/** The Runs view (spec 11.3); its commands are registered by whoever makes it. */
export interface RunsView {
  readonly commands: RunsCommands;
  dispose(): void;
}

/** Makes the view. Nothing is read before the editor asks for its first line. */
export function createRunsView(services: Services): RunsView {
  const tree = new RunsTree(services);
  const view = vscode.window.createTreeView('exlab.runs', { treeDataProvider: tree, showCollapseAll: true });
  const decorations = new RunDecorations(services, tree.records);
  const filter = new RunFilterInput(services, tree, view);
  const commands = runsCommands(services, {
    view,
    refresh: async () => {
      await tree.refresh();
      decorations.refresh();
    },
    askForFilter: () => filter.ask(),
    clearFilter: () => filter.clear(),
  });
  const parts = vscode.Disposable.from(filter, decorations, view, tree);
  return {
    commands,
    dispose: () => {
      parts.dispose();
    },
  };
}
