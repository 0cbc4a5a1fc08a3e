import * as vscode from 'vscode';
import { l10n } from '../../../core/system';
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
  const command = commandOf(node);
  if (command !== undefined) item.command = command;
  item.accessibilityInformation = { label: spokenOf(node) };
  return item;
}

/** What a click does: it shows the page of what goes on in this window. */
function commandOf(node: SessionsNode): vscode.Command | undefined {
  if (node.type !== 'in_flight' || node.page === null) return undefined;
  return { command: 'exlab.showWizard', title: l10n.t('Show'), arguments: [node] };
}

/** What can be done with it; with what goes on elsewhere nothing can be done here. */
function contextOf(node: SessionsNode): string | undefined {
  if (node.type === 'group') return undefined;
  if (node.type === 'in_flight') return node.page === null ? undefined : 'exlab.session.shown';
  return node.creation.reachable ? 'exlab.session.unfinished' : 'exlab.session.unfinishedAway';
}
