import * as path from 'node:path';
import * as vscode from 'vscode';
import { l10n } from '../../../core/system';
import type { LintProblem } from '../../../core/templates';
import { plainNotice } from '../../plain-notice';
import { lintOfLab } from './lint-template';
import type { GroupNode } from './nodes';
import { openProblem } from './open-node';
import { countOf, placeOf, severityFace } from './words';

interface Linted {
  readonly root: string;
  readonly problems: readonly LintProblem[];
}

/**
 * Lints templates as they are saved and shows what is wrong with them in a list that leads to each place (spec 11.1).
 * Nothing of a template is evaluated.
 * @param read lists the templates of the lab
 * @param only the folder of the one that is meant; without it all of them are
 */
export async function lintAndShow(
  read: () => Promise<readonly GroupNode[]>,
  only: string | undefined,
): Promise<void> {
  const linted = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Linting templates') },
    async () => lintAll(only === undefined ? rootsOf(await read()) : [only]),
  );
  const problems = linted.flatMap((each) => each.problems);
  if (problems.length === 0) {
    const message =
      only === undefined
        ? l10n.t('Templates linted: {0}. There are no problems.', linted.length)
        : l10n.t('{0} is linted. There are no problems.', path.basename(only));
    void vscode.window.showInformationMessage(plainNotice(message));
    return;
  }
  await letChoose(linted);
}

function rootsOf(groups: readonly GroupNode[]): string[] {
  return groups.flatMap(({ children }) =>
    children.flatMap((child) => (child.type === 'template' ? [child.entry.path] : [])),
  );
}

async function lintAll(roots: readonly string[]): Promise<Linted[]> {
  const linted: Linted[] = [];
  for (const root of roots) linted.push({ root, problems: await lintOfLab(root) });
  return linted;
}

interface ProblemPick extends vscode.QuickPickItem {
  readonly problem?: LintProblem;
}

async function letChoose(linted: readonly Linted[]): Promise<void> {
  const { errors, warnings, notes } = countOf(linted.flatMap(({ problems }) => problems));
  const pick = await vscode.window.showQuickPick(linted.flatMap(picksOf), {
    title: l10n.t('Lint Templates: {0} errors, {1} warnings, {2} notes', errors, warnings, notes),
    placeHolder: l10n.t('Choose a problem to go to its place'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (pick?.problem === undefined) return;
  await openProblem(pick.problem);
}

const ORDER = ['error', 'warning', 'information'] as const;

function picksOf({ root, problems }: Linted): ProblemPick[] {
  if (problems.length === 0) return [];
  const inOrder = ORDER.flatMap((severity) => problems.filter((problem) => problem.severity === severity));
  return [
    { label: path.basename(root), kind: vscode.QuickPickItemKind.Separator },
    ...inOrder.map((problem) => ({
      label: `$(${severityFace(problem.severity).icon}) ${placeOf({ root, problem })}`,
      description: problem.code,
      detail: problem.message,
      problem,
    })),
  ];
}
