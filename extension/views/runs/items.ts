import * as vscode from 'vscode';
import type { RunKind } from '../../../core/layout';
import { l10n } from '../../../core/system';
import { isEmpty, type Tally } from '../../problems/tally';
import { problemsNote, tallyLines } from '../../problems/words';
import { folderOf, type PeriodNode, type RunsNode } from './nodes';
import { runDescription, runFace, runSpoken, runTitle, runTooltip } from './words';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** What the view shows of a node, with the problems in it. Tooltips come later, when somebody asks for one. */
export function itemOf(node: RunsNode, tally: Tally, isOpen: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(titleOf(node), openness(node, isOpen));
  item.id = node.id;
  item.iconPath = iconOf(node, tally);
  const description = descriptionOf(node, tally);
  if (description !== '') item.description = description;
  const contextValue = contextOf(node);
  if (contextValue !== undefined) item.contextValue = contextValue;
  const folder = folderOf(node);
  // Only runs bear a badge, and only what has an address can.
  if (node.type === 'run' && folder !== undefined) item.resourceUri = vscode.Uri.file(folder);
  item.accessibilityInformation = { label: spoken(node, tally) };
  if (node.type === 'run' && node.summary.state !== 'no_record') item.command = readmeOf(node);
  return item;
}

/** A click or Enter opens what the run says of itself. */
function readmeOf(node: RunsNode): vscode.Command {
  return { command: 'exlab.runs.openReadme', title: l10n.t('Open README'), arguments: [node] };
}

function openness(node: RunsNode, isOpen: boolean): vscode.TreeItemCollapsibleState {
  if (node.type === 'run' || node.type === 'problem') return None;
  if (node.type === 'equipment' && !node.equipment.exists) return None;
  return isOpen ? Expanded : Collapsed;
}

function titleOf(node: RunsNode): string {
  switch (node.type) {
    case 'equipment':
      return node.equipment.label;
    case 'project':
      return node.project.shortId;
    case 'testRuns':
      return l10n.t('Test runs');
    case 'period':
      return node.label;
    case 'run':
      return runTitle(node);
    case 'problem':
      return node.error.message;
  }
}

function descriptionOf(node: RunsNode, tally: Tally): string {
  return [factsOf(node), problemsNote(tally)].filter((part) => part !== '').join(' · ');
}

function factsOf(node: RunsNode): string {
  switch (node.type) {
    case 'equipment':
      return notesOn(node.equipment).join(' · ');
    case 'project':
      return node.project.name;
    case 'testRuns':
    case 'period':
      return node.runs.length.toLocaleString(vscode.env.language);
    case 'run':
      return runDescription(node, { now: new Date(), language: vscode.env.language });
    case 'problem':
      return '';
  }
}

function notesOn({ id, label, isConfigured, exists, isAway }: EquipmentOf): string[] {
  const notes = [
    id === label ? '' : id,
    isConfigured ? '' : l10n.t('not in the configuration'),
    exists || isAway === true ? '' : l10n.t('no runs yet'),
    isAway === true ? l10n.t('its folder is not there') : '',
  ];
  return notes.filter((note) => note !== '');
}

type EquipmentOf = Extract<RunsNode, { type: 'equipment' }>['equipment'];

function contextOf(node: RunsNode): string | undefined {
  switch (node.type) {
    case 'equipment':
      return node.equipment.exists ? 'exlab.equipment' : 'exlab.equipmentWithoutFolder';
    case 'project':
    case 'testRuns':
      return `exlab.${node.type}`;
    case 'period':
      return `exlab.period.${kindIn(node)}`;
    case 'run':
      return `exlab.run.${node.run.kind}`;
    case 'problem':
      return undefined;
  }
}

/** Which runs stand in a period: below the test runs of a project there are no others. */
function kindIn(node: PeriodNode): RunKind {
  const { parent } = node;
  if (parent.type === 'period') return kindIn(parent);
  return parent.type === 'testRuns' ? 'test' : 'experimental';
}

function iconOf(node: RunsNode, tally: Tally): vscode.ThemeIcon {
  switch (node.type) {
    case 'equipment':
      return new vscode.ThemeIcon('circuit-board');
    case 'project':
      return new vscode.ThemeIcon('project');
    case 'testRuns':
      return new vscode.ThemeIcon('tools');
    case 'period':
      return new vscode.ThemeIcon('calendar');
    case 'run': {
      const { icon, color } = runFace(node.run.kind, node.summary.state, tally);
      return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    }
    case 'problem':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  }
}

function spoken(node: RunsNode, tally: Tally): string {
  return [named(node), problemsNote(tally)].filter((part) => part !== '').join(', ');
}

function named(node: RunsNode): string {
  switch (node.type) {
    case 'equipment':
      return l10n.t('Instrument {0}', [node.equipment.label, ...notesOn(node.equipment)].join(', '));
    case 'project':
      return l10n.t('Project {0}', [node.project.shortId, node.project.name].filter(Boolean).join(', '));
    case 'testRuns':
      return l10n.t('Test runs, {0}', node.runs.length);
    case 'period':
      return l10n.t('{0}, {1} runs', node.label, node.runs.length);
    case 'run':
      return runSpoken(node);
    case 'problem':
      return node.error.message;
  }
}

/** What is told when somebody points at a node. */
export function tooltipOf(node: RunsNode, tally: Tally): string {
  const problems = isEmpty(tally) ? [] : tallyLines(tally);
  if (node.type === 'run') return runTooltip(node, problems);
  return [named(node), ...problems, folderOf(node)].filter((line) => line !== undefined).join('\n');
}
