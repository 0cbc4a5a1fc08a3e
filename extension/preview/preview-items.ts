import * as vscode from 'vscode';
import { l10n, readableSize } from '../../core/system';
import type { PreviewFile } from '../../core/templates';
import { severityFace } from '../views/templates/words';
import { previewUri } from './preview-documents';
import type { FileNode, PreviewNode, ProblemNode } from './preview-nodes';
import { sheetTitle } from './preview-session';

/**
 * What the view shows of a node.
 * @param template the name of the template
 */
export function itemOf(node: PreviewNode, template: string): vscode.TreeItem {
  const item = new vscode.TreeItem(titleOf(node), openness(node));
  item.id = node.id;
  item.description = descriptionOf(node);
  item.tooltip = tooltipOf(node);
  item.accessibilityInformation = { label: spokenOf(node) };
  const icon = iconOf(node);
  if (icon !== undefined) item.iconPath = icon;
  const contextValue = contextOf(node);
  if (contextValue !== undefined) item.contextValue = contextValue;
  if (node.type === 'file') {
    // The theme has an icon for it by its name.
    item.resourceUri = previewUri(template, node.set, node.file.path);
  }
  if (node.type === 'file' || node.type === 'problem') {
    item.command = { command: 'exlab.previewTemplate.open', title: l10n.t('Open'), arguments: [node] };
  }
  return item;
}

function openness(node: PreviewNode): vscode.TreeItemCollapsibleState {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  return node.type === 'set' || node.type === 'folder' ? Expanded : None;
}

function titleOf(node: PreviewNode): string {
  switch (node.type) {
    case 'set':
      return sheetTitle(node.set);
    case 'problem':
      return node.problem.message;
    case 'message':
      return node.text;
    default:
      return node.name;
  }
}

function descriptionOf(node: PreviewNode): string {
  switch (node.type) {
    case 'set':
      return node.isCurrent ? '' : l10n.t('as before');
    case 'message':
      return node.when === 'before' ? l10n.t('said before') : l10n.t('said after');
    case 'file':
      return fileNote(node.file);
    default:
      return '';
  }
}

function fileNote({ kind, size, target = '' }: PreviewFile): string {
  switch (kind) {
    case 'link':
      return `→ ${target}`;
    case 'verbatim':
      return l10n.t('copied, {0}', readableSize(size));
    default:
      return '';
  }
}

function tooltipOf(node: PreviewNode): string {
  if (node.type !== 'file') return titleOf(node);
  const { path, source } = node.file;
  return [path, fileNote(node.file), source === null ? '' : l10n.t('From {0}', source)]
    .filter(Boolean)
    .join('\n');
}

function spokenOf(node: PreviewNode): string {
  const said = [titleOf(node), descriptionOf(node)].filter(Boolean).join(', ');
  return node.type === 'problem' ? `${problemWord(node)}, ${said}` : said;
}

function problemWord({ problem }: ProblemNode): string {
  if (problem.severity === 'error') return l10n.t('Error');
  return problem.severity === 'warning' ? l10n.t('Warning') : l10n.t('Note');
}

function iconOf(node: PreviewNode): vscode.ThemeIcon | undefined {
  switch (node.type) {
    case 'set':
      return new vscode.ThemeIcon('checklist');
    case 'problem': {
      const { icon, color } = severityFace(node.problem.severity);
      return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    }
    case 'message':
      return new vscode.ThemeIcon('comment');
    case 'folder':
      return vscode.ThemeIcon.Folder;
    case 'file':
      return node.file.kind === 'link' ? new vscode.ThemeIcon('file-symlink-file') : vscode.ThemeIcon.File;
  }
}

function contextOf(node: PreviewNode): string | undefined {
  if (node.type === 'set') return 'exlab.preview.set';
  return isFromFile(node) ? 'exlab.preview.file' : undefined;
}

function isFromFile(node: PreviewNode): node is FileNode {
  return node.type === 'file' && node.file.source !== null;
}
