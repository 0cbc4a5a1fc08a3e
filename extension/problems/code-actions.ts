import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { mayBeOverridden, type Finding } from '../../core/validator';
import type { CommandId } from '../commands/ids';
import { PROBLEMS_SCHEME, SOURCE, rangeOf, type ProblemsPanel } from './panel';
import { sheetOf } from './problem-document';
import type { ProblemStore } from './problem-store';
import type { SightOf } from './sight';
import type { ProblemTarget } from './target';

const QUICK_FIX = vscode.CodeActionKind.QuickFix;

/** What can be done about a problem of ours, at its lightbulb in an editor and in the list of problems (spec 11.3). */
export class ProblemActions implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly registration = vscode.languages.registerCodeActionsProvider(
    [{ scheme: 'file' }, { scheme: PROBLEMS_SCHEME }],
    this,
    { providedCodeActionKinds: [QUICK_FIX] },
  );

  constructor(
    private readonly store: ProblemStore,
    private readonly panel: Pick<ProblemsPanel, 'folderAt'>,
    private readonly sightOf: SightOf,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    // The editor asks at every step of the cursor, in files of everybody.
    const own = diagnostics.filter(({ source }) => source === SOURCE);
    const folder = own.length === 0 ? undefined : this.panel.folderAt(document.uri);
    const problems = folder === undefined ? undefined : this.store.get(folder);
    if (problems === undefined) return [];
    const sight = await this.sightOf(problems);
    const { inDocument, inFiles } = sheetOf(problems, sight);
    const placed = document.uri.scheme === PROBLEMS_SCHEME ? inDocument : inFiles.get(document.uri.fsPath);
    return own.flatMap((diagnostic) => {
      const finding = placed?.find(
        ({ range, message }) => message === diagnostic.message && rangeOf(range).isEqual(diagnostic.range),
      )?.finding;
      const target = { folder: problems.path, ...(finding === undefined ? {} : { finding }) };
      return actionsFor(target, finding !== undefined && sight.isKnown(finding)).map(([title, command]) =>
        action(title, command, target, diagnostic),
      );
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}

function actionsFor({ finding }: ProblemTarget, isKnown: boolean): [string, CommandId][] {
  const reveal: [string, CommandId] = [l10n.t('Reveal'), 'exlab.problems.reveal'];
  if (finding === undefined) return [reveal];
  return [
    ...standing(finding),
    isKnown
      ? [l10n.t('No Longer Mark As Known'), 'exlab.problems.unmarkKnown']
      : [l10n.t('Mark As Known'), 'exlab.problems.markKnown'],
    reveal,
  ];
}

function standing(finding: Finding): [string, CommandId][] {
  if (finding.override_active) return [[l10n.t('Revoke Override…'), 'exlab.problems.revoke']];
  if (!mayBeOverridden(finding)) return [];
  return [[l10n.t('Override And Allow Sync…'), 'exlab.problems.override']];
}

function action(
  title: string,
  command: CommandId,
  target: ProblemTarget,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, QUICK_FIX);
  made.diagnostics = [diagnostic];
  made.command = { title, command, arguments: [target] };
  return made;
}
