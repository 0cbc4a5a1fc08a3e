import * as path from 'node:path';
import * as vscode from 'vscode';
import type { PlanAnswer } from '../../core/sessions';
import { sizeOf, type CreationPlan, type PlanEntry } from '../../core/sessions';
import { l10n, localTime, readableSize, type ErrorShape } from '../../core/system';
import type { Finding } from '../../core/validator';
import { messageLines } from './message-lines';
import { choose, type Frame, type Pick } from './native-inputs';
import { problemLines } from './problem-lines';

/** What somebody decided about a plan. */
export type Decision =
  | { readonly kind: 'create'; readonly plan: CreationPlan }
  | { readonly kind: 'back' }
  /** Something outside of the answers speaks against it: it is to be looked at again. */
  | { readonly kind: 'look_again' };

/** Files beyond this many are counted, not listed: the list is for a look, the folder for the rest. */
const LISTED_FILES = 200;

/** Shows the plan that will be executed, or what speaks against it. Throws `CancellationError` where it is dismissed. */
export async function confirmPlan(frame: Frame, { plan, problems }: PlanAnswer): Promise<Decision> {
  const isSound = problems.length === 0 && plan !== null;
  const picks = [
    ...problems.map(problemPick),
    ...(isSound ? [createPick(plan)] : []),
    ...(plan === null ? [] : planPicks(plan)),
  ];
  const prompt = isSound
    ? l10n.t('Enter creates it. Nothing is written before.')
    : l10n.t('This keeps it from being created. Enter looks again.');
  const reply = await choose<Decision>(frame, { prompt, picks });
  return reply.kind === 'back' ? reply : reply.value;
}

function problemPick(problem: ErrorShape): Pick<Decision> {
  return { value: { kind: 'look_again' }, ...problemLines(problem.message), alwaysShow: true };
}

function createPick(plan: CreationPlan): Pick<Decision> {
  const files = plan.files.filter(({ kind }) => kind !== 'folder').length;
  return {
    value: { kind: 'create', plan },
    label: `$(check) ${l10n.t('Create {0}', path.basename(plan.destination.path))}`,
    description: l10n.t('{0} files, {1}', files, readableSize(plan.bytes)),
    detail: plan.destination.path,
    alwaysShow: true,
  };
}

function planPicks(plan: CreationPlan): vscode.QuickPickItem[] {
  const files = plan.files.filter(({ kind }) => kind !== 'folder');
  return [
    ...section(l10n.t('Findings'), plan.findings, findingPick),
    ...section(l10n.t('Worth a look'), plan.notes, (note) => shown('info', note)),
    ...section(l10n.t('The template says'), messageLines(plan.messages.before), (line) =>
      shown('comment', line),
    ),
    ...section(l10n.t('What it is'), factsOf(plan), ([name, value]) => shown('tag', name, value)),
    ...section(l10n.t('Files'), files.slice(0, LISTED_FILES), filePick),
    ...(files.length > LISTED_FILES
      ? [shown('ellipsis', l10n.t('and {0} more', files.length - LISTED_FILES))]
      : []),
  ];
}

function section<Item>(
  title: string,
  items: readonly Item[],
  toPick: (item: Item) => vscode.QuickPickItem,
): vscode.QuickPickItem[] {
  if (items.length === 0) return [];
  return [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items.map(toPick)];
}

function findingPick(finding: Finding): vscode.QuickPickItem {
  const icon = finding.tier === 'hard' ? 'warning' : 'info';
  return { ...shown(icon, path.basename(finding.offending_path), finding.rule), detail: finding.rule_detail };
}

function factsOf(plan: CreationPlan): [string, string][] {
  const { template, project, equipment, run, fields } = plan;
  return [
    [l10n.t('label'), fields.label],
    [l10n.t('template'), `${template.name} ${template.version}`],
    [l10n.t('project'), together(project.short_id, project.name_at_creation)],
    [l10n.t('instrument'), together(equipment.id, equipment.label)],
    [l10n.t('operator'), fields.operator],
    [l10n.t('objective'), fields.objective],
    ...(run === null ? [] : ([[l10n.t('time'), localTime(new Date(run.date))]] as [string, string][])),
  ];
}

/** An id and a name, once where they are the same. */
function together(id: string, name: string): string {
  return name === '' || name === id ? id : `${id} ${name}`;
}

function filePick(entry: PlanEntry): vscode.QuickPickItem {
  return shown('file', entry.path, readableSize(sizeOf(entry)));
}

/** Something to look at; taking it decides nothing. */
function shown(icon: string, label: string, description = ''): vscode.QuickPickItem {
  return { label: `$(${icon}) ${label}`, description };
}
