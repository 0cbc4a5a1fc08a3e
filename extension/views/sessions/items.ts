import * as vscode from 'vscode';
import type { SessionsNode } from './nodes';
import { descriptionOf, faceOf, spokenOf, titleOf, tooltipOf } from './words';

/** What the view shows of a node. */
export function itemOf(node: SessionsNode): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(titleOf(node), node.type === 'group' ? Expanded : None);
  const { icon, color } = faceOf(node);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.description = descriptionOf(node);
  item.tooltip = tooltipOf(node);
  const contextValue = contextOf(node);
  if (contextValue !== undefined) item.contextValue = contextValue;
  item.accessibilityInformation = { label: spokenOf(node) };
  return item;
}

/** What can be done with it; with what goes on nothing can be done here. */
function contextOf(node: SessionsNode): string | undefined {
  if (node.type !== 'unfinished') return undefined;
  return node.creation.reachable ? 'exlab.session.unfinished' : 'exlab.session.unfinishedAway';
}
