import * as path from 'node:path';
import * as vscode from 'vscode';
import type { PlanAnswer } from '../../core/sessions';
import { sizeOf, type CreationPlan, type PlanEntry } from '../../core/sessions';
import { l10n, localTime, readableSize, type ErrorShape } from '../../core/system';
import type { Finding } from '../../core/validator';
import { choose, type Frame, type Pick } from './native-inputs';

/** What somebody decided about a plan. */
export type Decision =
  | { readonly kind: 'create' }
  | { readonly kind: 'back' }
  /** Something that speaks against it is to be corrected. */
  | { readonly kind: 'correct'; readonly problem: ErrorShape };

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
    : l10n.t('This keeps it from being created: choose one to correct it.');
  const reply = await choose<Decision | null>(frame, {
    prompt,
    picks,
    check: (decision) => Promise.resolve(decision === null ? prompt : undefined),
  });
  if (reply.kind === 'back') return { kind: 'back' };
  return reply.value ?? { kind: 'back' };
}

function problemPick(problem: ErrorShape): Pick<Decision> {
  return { value: { kind: 'correct', problem }, label: `$(error) ${problem.message}`, alwaysShow: true };
}

function createPick(plan: CreationPlan): Pick<Decision> {
  const files = plan.files.filter(({ kind }) => kind !== 'folder').length;
  return {
    value: { kind: 'create' },
    label: `$(check) ${l10n.t('Create {0}', path.basename(plan.destination.path))}`,
    description: l10n.t('{0} files, {1}', files, readableSize(plan.bytes)),
    detail: plan.destination.path,
    alwaysShow: true,
  };
}

type AnyPick = Pick<null> | vscode.QuickPickItem;

function planPicks(plan: CreationPlan): AnyPick[] {
  const files = plan.files.filter(({ kind }) => kind !== 'folder');
  return [
    ...section(l10n.t('Findings'), plan.findings, findingPick),
    ...section(l10n.t('Worth a look'), plan.notes, (note) => shown('info', note)),
    ...section(l10n.t('What it is'), factsOf(plan), ([name, value]) => shown('tag', name, value)),
    ...section(l10n.t('Files'), files.slice(0, LISTED_FILES), filePick),
    ...(files.length > LISTED_FILES
      ? [shown('ellipsis', l10n.t('and {0} more', files.length - LISTED_FILES))]
      : []),
  ];
}

function section<Item>(title: string, items: readonly Item[], toPick: (item: Item) => AnyPick): AnyPick[] {
  if (items.length === 0) return [];
  return [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items.map(toPick)];
}

function findingPick(finding: Finding): AnyPick {
  const icon = finding.tier === 'hard' ? 'warning' : 'info';
  return { ...shown(icon, path.basename(finding.offending_path), finding.rule), detail: finding.rule_detail };
}

function factsOf(plan: CreationPlan): [string, string][] {
  const { template, project, equipment, run } = plan;
  return [
    [l10n.t('template'), `${template.name} ${template.version}`],
    [l10n.t('project'), `${project.short_id} ${project.name_at_creation}`],
    [l10n.t('instrument'), `${equipment.id} ${equipment.label}`],
    ...(run === null ? [] : ([[l10n.t('time'), localTime(new Date(run.date))]] as [string, string][])),
  ];
}

function filePick(entry: PlanEntry): AnyPick {
  return shown('file', entry.path, readableSize(sizeOf(entry)));
}

/** Something to look at; taking it decides nothing. */
function shown(icon: string, label: string, description = ''): Pick<null> {
  return { value: null, label: `$(${icon}) ${label}`, description };
}
