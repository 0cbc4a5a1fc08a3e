import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { itemOf } from './preview-items';
import { previewNodes, type PreviewNode } from './preview-nodes';
import type { PreviewState } from './preview-state';

/** The view that shows what a template makes. It is there while a preview is open. */
export class PreviewTree implements vscode.TreeDataProvider<PreviewNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view = vscode.window.createTreeView('exlab.templatePreview', {
    treeDataProvider: this,
    showCollapseAll: true,
  });
  private state: PreviewState | undefined;

  /** Shows what is known now. */
  show(state: PreviewState): void {
    this.state = state;
    this.view.description = `${state.name} ${state.version}`.trim();
    this.view.message = messageOf(state);
    this.changed.fire(undefined);
  }

  /** Forgets what is shown. */
  clear(): void {
    this.state = undefined;
    this.view.description = '';
    this.view.message = '';
    this.changed.fire(undefined);
  }

  /** What is selected, for commands that are called without a node. */
  get selected(): PreviewNode | undefined {
    return this.view.selection[0];
  }

  getChildren(node?: PreviewNode): PreviewNode[] {
    if (node === undefined) return this.state === undefined ? [] : [...previewNodes(this.state)];
    return node.type === 'set' || node.type === 'folder' ? [...node.children] : [];
  }

  getTreeItem(node: PreviewNode): vscode.TreeItem {
    return itemOf(node, this.state?.name ?? '');
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}

/** Says that what is shown is not of the template as it is now. */
function messageOf({ sets }: PreviewState): string {
  const broken = sets.filter(
    ({ isCurrent, problems }) => !isCurrent && problems.some(({ severity }) => severity === 'error'),
  );
  if (broken.length === 0) return '';
  return broken.some(({ preview }) => preview !== undefined)
    ? l10n.t('The template cannot be rendered as it is now. The files are as they were before.')
    : l10n.t('The template cannot be rendered as it is now.');
}
