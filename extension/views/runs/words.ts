import type { RunState, RunSummary } from '../../../core/catalogue';
import type { RunKind } from '../../../core/layout';
import { l10n, localTime } from '../../../core/system';
import type { Tally } from '../../problems/tally';
import type { RunNode } from './nodes';
import { localTimestamp } from './periods';

/** A state in a word or two, for the line of a run. */
export function stateWord(state: RunState): string {
  switch (state) {
    case 'pending':
      return l10n.t('pending');
    case 'synced':
      return l10n.t('synced');
    case 'cleaned':
      return l10n.t('cleaned');
    case 'failed':
      return l10n.t('sync failed');
    case 'blocked_by_validation':
      return l10n.t('blocked');
    case 'no_record':
      return l10n.t('no record');
    case 'broken_record':
      return l10n.t('broken record');
  }
}

/** A state in a sentence, for whoever wants to know more. */
export function stateSentence({ state, problem }: Pick<RunSummary, 'state' | 'problem'>): string {
  switch (state) {
    case 'pending':
      return l10n.t('Waits to be synced.');
    case 'synced':
      return l10n.t('Synced to the storage of the lab.');
    case 'cleaned':
      return l10n.t('Synced, and the local files are cleared.');
    case 'failed':
      return l10n.t('The sync failed: the data is here only.');
    case 'blocked_by_validation':
      return l10n.t('Findings keep it from being synced: correct them, or override them with a reason.');
    case 'no_record':
      return l10n.t('It has no creation.json: nothing tells who made it, and it is not synced.');
    case 'broken_record':
      return problem;
  }
}

/** The letter that stands for a state beside a folder. */
export function stateBadge(state: RunState): string {
  const badges: Record<RunState, string> = {
    pending: 'P',
    synced: 'S',
    cleaned: 'C',
    failed: 'F',
    blocked_by_validation: 'B',
    no_record: '?',
    broken_record: '!',
  };
  return badges[state];
}

/** How a run is drawn: what needs somebody's eye has a shape of its own, since not every theme has colours. */
export interface RunFace {
  readonly icon: string;
  /** The id of the theme's colour; undefined where nothing needs anybody's eye. */
  readonly color?: string;
}

export function runFace(kind: RunKind, state: RunState, { blocking, unreadable }: Tally): RunFace {
  switch (state) {
    case 'failed':
      return { icon: 'error', color: 'list.errorForeground' };
    case 'broken_record':
      return { icon: 'warning', color: 'list.errorForeground' };
    case 'blocked_by_validation':
      return { icon: 'circle-slash', color: 'list.warningForeground' };
    case 'no_record':
      return { icon: 'question', color: 'list.warningForeground' };
    default:
      if (blocking + unreadable > 0) return { icon: 'circle-slash', color: 'list.errorForeground' };
      return { icon: kind === 'test' ? 'tools' : 'beaker' };
  }
}

export function kindWord(kind: RunKind): string {
  return kind === 'test' ? l10n.t('Test run') : l10n.t('Run');
}

/** What a run is called in the list: its label, else its time, else its folder's name. */
export function runTitle({ run, summary }: RunNode): string {
  return summary.label.trim() || timeOf(run.moment) || run.leaf;
}

/** The day and the language in which times are said. */
export interface Today {
  readonly now: Date;
  readonly language: string;
}

/** What stands beside the title: when it was started, as short as it can be told today, and its state. */
export function runDescription(node: RunNode, today: Today): string {
  const { moment } = node.run;
  const isTitle = runTitle(node) === timeOf(moment);
  return [isTitle || moment === null ? '' : shortTime(new Date(moment), today), stateWord(node.summary.state)]
    .filter((part) => part !== '')
    .join(' · ');
}

/** `14:05` of today, `20 Nov 14:05` of this year, `2025-11-20` of another. */
function shortTime(date: Date, { now, language }: Today): string {
  const [day = '', clock = ''] = localTimestamp(date).split(' ');
  if (date.getFullYear() !== now.getFullYear()) return day;
  const minutes = clock.slice(0, '14:05'.length);
  if (localTimestamp(now).startsWith(day)) return minutes;
  return `${date.toLocaleDateString(language, { day: 'numeric', month: 'short' })} ${minutes}`;
}

/** When a run was started, or its folder's name where that tells no time. */
export function runMoment({ run }: RunNode): string {
  return timeOf(run.moment) || run.leaf;
}

/** All that a screen reader says of a run. */
export function runSpoken(node: RunNode): string {
  const { run, summary } = node;
  const [title, time] = [runTitle(node), timeOf(run.moment)];
  return [title, spokenKind(run.kind), title === time ? '' : time, stateWord(summary.state)]
    .filter((part) => part !== '')
    .join(', ');
}

/** Local time to the second; empty where the name tells none. */
function timeOf(moment: number | null): string {
  return moment === null ? '' : localTimestamp(new Date(moment));
}

/** Within a sentence. */
function spokenKind(kind: RunKind): string {
  return kind === 'test' ? l10n.t('test run') : l10n.t('run');
}

const OBJECTIVE_SHOWN = 300;

/**
 * All that is known of a run, line by line; local time with UTC beside it.
 * @param problems what there is to say of its problems
 */
export function runTooltip({ run, summary }: RunNode, problems: readonly string[] = []): string {
  const { label, operator, objective, template } = summary;
  const shortened =
    objective.length > OBJECTIVE_SHOWN ? `${objective.slice(0, OBJECTIVE_SHOWN)}…` : objective;
  return [
    label,
    `${kindWord(run.kind)}: ${stateSentence(summary)}`,
    ...problems,
    run.moment === null ? '' : l10n.t('Started: {0}', localTime(new Date(run.moment))),
    operator === '' ? '' : l10n.t('Operator: {0}', operator),
    shortened === '' ? '' : l10n.t('Objective: {0}', shortened),
    template === null ? '' : l10n.t('Template: {0} {1}', template.name, template.version),
    run.path,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
