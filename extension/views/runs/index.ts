import * as vscode from 'vscode';
import { toExlabError } from '../../../core/system';
import type { Services } from '../../services';
import { runsCommands, type RunsCommands } from './commands';
import { RunDecorations } from './decorations';
import { RunFilterInput } from './filter-input';
import { findNode } from './find-node';
import { RunsTree } from './tree';

export type { RunsCommandId, RunsCommands } from './commands';

/** The Runs view (spec 11.3); its commands are registered by whoever makes it. */
export interface RunsView {
  readonly commands: RunsCommands;
  /** Brings the view to the front, with the run or project selected where it is shown. */
  reveal(folder: string): Promise<void>;
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
  /** Selects what stands for a folder; false where nothing that is shown does. */
  const select = async (folder: string): Promise<boolean> => {
    const node = await findNode((parent) => tree.getChildren(parent), folder);
    if (node !== undefined) await view.reveal(node, { select: true, focus: false });
    return node !== undefined;
  };
  const selecting = services.engines.onDidCreate(({ path }) => {
    // Who looks at the runs sees the new one at once.
    if (!view.visible) return;
    select(path).catch((caught: unknown) => {
      // It was made all the same: that it cannot be shown is nothing to act upon.
      services.log.warn(`Runs view: ${toExlabError(caught).message}`);
    });
  });
  const opening = vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => {
      tree.noteOpen(element, true);
    }),
    view.onDidCollapseElement(({ element }) => {
      tree.noteOpen(element, false);
    }),
  );
  const parts = vscode.Disposable.from(opening, selecting, filter, decorations, view, tree);
  return {
    commands,
    reveal: async (folder) => {
      await vscode.commands.executeCommand('exlab.runs.focus');
      if (await select(folder)) return;
      // A filter may hide it.
      await filter.clear();
      await select(folder);
    },
    dispose: () => {
      parts.dispose();
    },
  };
}
