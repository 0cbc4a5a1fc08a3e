import * as vscode from 'vscode';
import type { Services } from '../../services';
import { templatesCommands, type TemplatesCommands } from './commands';
import type { GroupNode, TemplatesNode } from './nodes';
import { TemplatesTree } from './tree';

export type { TemplatesCommandId, TemplatesCommands } from './commands';

/** The Templates view (spec 11.3); its commands are registered by whoever makes it. */
export interface TemplatesView {
  readonly commands: TemplatesCommands;
  /** The templates of the lab and those that ship, as they are now. */
  read(): Promise<readonly GroupNode[]>;
  dispose(): void;
}

/**
 * Makes the view. Nothing is read before the editor asks for its first line.
 * @param installation the folder of the extension
 */
export function createTemplatesView(services: Services, installation: string): TemplatesView {
  const tree = new TemplatesTree(services, installation, (message) => {
    view.message = message;
  });
  const view: vscode.TreeView<TemplatesNode> = vscode.window.createTreeView('exlab.templates', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const parts = vscode.Disposable.from(view, tree);
  return {
    commands: templatesCommands(tree, view),
    read: () => tree.read(),
    dispose: () => {
      parts.dispose();
    },
  };
}
