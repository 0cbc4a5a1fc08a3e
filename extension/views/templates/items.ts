import * as vscode from 'vscode';
import { l10n } from '../../../core/system';
import type { LintProblem } from '../../../core/templates';
import type { LintState, TemplateNode, TemplatesNode } from './nodes';
import { descriptionOf, faceOf, spokenOf, titleOf, tooltipOf } from './words';

/** What the view shows of a node. */
export function itemOf(node: TemplatesNode, lint: LintState | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(titleOf(node), openness(node, lint));
  const { icon, color } = faceOf(node, lint);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.description = descriptionOf(node, lint);
  item.tooltip = tooltipOf(node, lint);
  const contextValue = contextOf(node);
  if (contextValue !== undefined) item.contextValue = contextValue;
  const command = commandOf(node);
  if (command !== undefined) item.command = command;
  item.accessibilityInformation = { label: spokenOf(node, lint) };
  return item;
}

function openness(node: TemplatesNode, lint: LintState | undefined): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (node.type === 'group') return Expanded;
  const hasProblems = node.type === 'template' && lint?.kind === 'linted' && lint.problems.length > 0;
  return hasProblems ? Collapsed : None;
}

/** A click or Enter opens what the template declares, or the place of a problem. */
function commandOf(node: TemplatesNode): vscode.Command | undefined {
  if (node.type !== 'template' && node.type !== 'problem') return undefined;
  return { command: 'exlab.templates.open', title: l10n.t('Open'), arguments: [node] };
}

/** Where a problem stands in its file. */
export function rangeOf({ line, column, endLine, endColumn }: LintProblem): vscode.Range {
  const start = new vscode.Position(line - 1, column - 1);
  const isRange = endLine !== undefined && endColumn !== undefined;
  return new vscode.Range(start, isRange ? new vscode.Position(endLine - 1, endColumn - 1) : start);
}

function contextOf(node: TemplatesNode): string | undefined {
  return node.type === 'template' ? `exlab.template.${kindOf(node)}` : undefined;
}

/** What can be made from it. */
function kindOf({ entry: { template } }: TemplateNode): string {
  if (template === null) return 'broken';
  if (template.type !== 'run') return template.type;
  return template.runScope ?? 'both';
}
