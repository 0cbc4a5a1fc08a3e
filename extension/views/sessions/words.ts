import * as path from 'node:path';
import { phaseOf, phaseTitle, type SessionInFlight, type SessionKind } from '../../../core/sessions';
import { l10n, localTime } from '../../../core/system';
import type { GroupNode, InFlightNode, SessionGroup, SessionsNode, UnfinishedNode } from './nodes';

/** How a group is called. */
export function groupTitle(group: SessionGroup): string {
  switch (group) {
    case 'running':
      return l10n.t('In progress');
    case 'waiting':
      return l10n.t('Waiting for you');
    case 'unfinished':
      return l10n.t('Unfinished');
  }
}

/** What a node is called in the tree: a creation by its label, else by its folder, else by what it makes. */
export function titleOf(node: SessionsNode): string {
  if (node.type === 'group') return groupTitle(node.group);
  const { kind, destination, label } = creationOf(node);
  return label.trim() || path.basename(destination) || kindWord(kind);
}

/** What stands beside the title: how many there are, what it is at, what went wrong. */
export function descriptionOf(node: SessionsNode): string {
  switch (node.type) {
    case 'group':
      return String(node.children.length);
    case 'in_flight':
      return activity(node);
    case 'unfinished':
      return whyUnfinished(node);
  }
}

/** All that a screen reader says of a node. */
export function spokenOf(node: SessionsNode): string {
  return node.type === 'group' ? groupSpoken(node) : creationSpoken(node);
}

/** All that is known of a node, line by line; local time with UTC beside it. */
export function tooltipOf(node: SessionsNode): string {
  if (node.type === 'group') return groupSpoken(node);
  const { kind, destination, openedAt } = creationOf(node);
  const lines = [
    titleOf(node),
    `${kindWord(kind)}: ${node.type === 'in_flight' ? activity(node) : whyUnfinished(node)}`,
    l10n.t('Begun: {0}', localTime(new Date(openedAt))),
    destination,
    node.type === 'in_flight' ? processLine(node.session) : filesLine(node),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** The icon of a node, and the theme's colour for it where somebody has to look. */
export function faceOf(node: SessionsNode): { readonly icon: string; readonly color?: string } {
  if (node.type === 'unfinished') {
    return {
      icon: node.creation.reachable ? 'warning' : 'debug-disconnect',
      color: 'list.warningForeground',
    };
  }
  const group = node.type === 'group' ? node.group : groupOfSession(node.session);
  if (group === 'waiting') return { icon: 'bell-dot', color: 'list.warningForeground' };
  if (node.type === 'group') return { icon: group === 'running' ? 'run-all' : 'history' };
  return { icon: node.session.process_state === 'unknown' ? 'question' : 'sync' };
}

function groupOfSession({ state }: SessionInFlight): SessionGroup {
  return state === 'input_required' ? 'waiting' : 'running';
}

interface CreationWords {
  readonly kind: SessionKind;
  readonly destination: string;
  readonly label: string;
  readonly openedAt: string;
}

function creationOf(node: InFlightNode | UnfinishedNode): CreationWords {
  if (node.type === 'unfinished') {
    const { kind, destination, request, opened_at } = node.creation;
    return { kind, destination, label: request.label, openedAt: opened_at };
  }
  const { kind, planned, opened_at } = node.session;
  return {
    kind,
    destination: planned?.folder.path ?? '',
    label: planned?.request.label ?? '',
    openedAt: opened_at,
  };
}

function kindWord(kind: SessionKind): string {
  return kind === 'project' ? l10n.t('New project') : l10n.t('New run');
}

/** What a session does now, or waits for; of one whose process cannot be seen, where it ran. */
function activity({ session, page }: InFlightNode): string {
  const { state, process_state, process } = session;
  if (process_state === 'unknown') return l10n.t('begun on {0}', process.host);
  if (state === 'input_required' && page !== null && page.waitsFor !== '') return page.waitsFor;
  const phase = phaseOf(state);
  return phase === null ? l10n.t('Starting') : phaseTitle(phase);
}

function whyUnfinished({ creation }: UnfinishedNode): string {
  if (!creation.reachable) return l10n.t('its disk is not there now: connect it');
  return creation.error?.message ?? l10n.t('cut off');
}

function processLine({ process, process_state }: SessionInFlight): string {
  return process_state === 'alive'
    ? l10n.t('Process {0} on {1}', process.pid, process.host)
    : l10n.t('Process {0} on {1}: nobody can say here whether it still runs.', process.pid, process.host);
}

function filesLine({ creation }: UnfinishedNode): string {
  return l10n.t('Its files: {0}', creation.work_folder);
}

function groupSpoken({ group, children }: GroupNode): string {
  return `${groupTitle(group)}, ${children.length}`;
}

function creationSpoken(node: InFlightNode | UnfinishedNode): string {
  const { kind } = creationOf(node);
  return [titleOf(node), kindWord(kind), descriptionOf(node)].join(', ');
}
