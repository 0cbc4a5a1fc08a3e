import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import type { PreSyncVerdict } from '../../core/sync';
import { ExlabError, l10n, localTime, systemClock } from '../../core/system';
import { mayBeOverridden, type Finding } from '../../core/validator';
import { plainNotice } from '../plain-notice';
import { choose } from '../quick/native-inputs';
import type { Services } from '../services';
import { usualOperator } from '../settings';
import { requireTrust } from '../trust';
import type { RunsView } from '../views/runs';
import { folderOf, isRunsNode } from '../views/runs/nodes';
import { auditNow } from './audit-now';
import { askAnswers, confirmOverride } from './ask-override';
import { chooseFinding, chooseFolder, chooseRule, type Wanted } from './choose-target';
import type { ProblemDesk } from './desk';
import { isProblemTarget, type ProblemTarget } from './target';

/** What is done about problems (spec 4.4, 11.3): from a lightbulb, the Runs view or the palette. */
export class ProblemCommands {
  constructor(
    private readonly services: Services,
    private readonly desk: ProblemDesk,
    private readonly runs: Pick<RunsView, 'reveal'>,
  ) {}

  /** Audits a node of the Runs view, or the whole lab. */
  async auditNow(given: unknown): Promise<void> {
    requireTrust();
    await auditNow(this.desk, given);
  }

  /** Shows what was marked as known too, or hides it again. */
  async showKnown(): Promise<void> {
    const isShown = await this.desk.toggleKnown();
    const { known } = this.desk.store.total;
    void vscode.window.showInformationMessage(
      isShown
        ? l10n.t('Problems that are marked as known are shown now: {0}.', known)
        : l10n.t('Problems that are marked as known are hidden now: {0}.', known),
    );
  }

  /** Lets the findings of a rule pass for a run, for a reason. */
  async override(given: unknown): Promise<void> {
    const engine = await this.services.engines.engine();
    const title = l10n.t('Override And Allow Sync');
    const wanted: Wanted = {
      title,
      isWanted: (finding) => !finding.override_active && mayBeOverridden(finding),
      none: l10n.t(
        'Nothing is there to override: no finding that may be overridden keeps it from being synced.',
      ),
    };
    const { folder, finding } = await this.target(given, wanted, (findings) => chooseRule(findings, wanted));
    const answers = await askAnswers({ ...this.asking(engine, title), withExpiry: true });
    const findings = this.findingsOf(folder).filter(({ rule }) => rule === finding.rule).length;
    if (!(await confirmOverride({ folder, rule: finding.rule, findings }, answers))) return;
    const { expiresAt, ...rest } = answers;
    const verdict = await engine.override({
      folder,
      rule: finding.rule,
      ...rest,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    this.services.log.info(`override of ${finding.rule}: ${folder}`);
    await this.desk.judge(folder);
    tellWhatIsLeft(verdict);
  }

  /** Ends an override; what it let pass keeps the run from being synced again. */
  async revoke(given: unknown): Promise<void> {
    const engine = await this.services.engines.engine();
    const title = l10n.t('Revoke Override');
    const wanted: Wanted = {
      title,
      isWanted: (finding) => finding.override_active,
      none: l10n.t('Nothing is overridden there.'),
    };
    const { folder, finding } = await this.revocable(given, wanted);
    const overrideId = await chooseOverride(engine, folder, finding?.rule, title);
    const { reason, operator } = await askAnswers({ ...this.asking(engine, title), withExpiry: false });
    await engine.revokeOverride({ folder, overrideId, reason, operator });
    this.services.log.info(`override ${overrideId} revoked: ${folder}`);
    await this.desk.judge(folder);
  }

  /** Hides a finding on this computer. It keeps the run from being synced as before. */
  async markKnown(given: unknown): Promise<void> {
    const { knownProblems } = await this.services.engines.engine();
    const wanted: Wanted = {
      title: l10n.t('Mark As Known'),
      isWanted: (finding) => !this.desk.isKnown(finding),
      none: l10n.t('There is no problem that is not marked as known.'),
    };
    const { finding } = await this.target(given, wanted, (findings, folder) =>
      chooseFinding(findings, folder, wanted),
    );
    await knownProblems.mark([finding]);
    await this.desk.knownChanged();
    if (finding.tier === 'soft' || finding.override_active) return;
    void vscode.window.showInformationMessage(
      plainNotice(
        l10n.t(
          '{0} is hidden on this computer. It keeps {1} from being synced as before.',
          finding.rule,
          path.basename(finding.run_path),
        ),
      ),
    );
  }

  /** Shows a finding again that was hidden on this computer. */
  async unmarkKnown(given: unknown): Promise<void> {
    const { knownProblems } = await this.services.engines.engine();
    const wanted: Wanted = {
      title: l10n.t('No Longer Mark As Known'),
      isWanted: (finding) => this.desk.isKnown(finding),
      none: l10n.t('No problem is marked as known there.'),
    };
    const { finding } = await this.target(given, wanted, (findings, folder) =>
      chooseFinding(findings, folder, wanted),
    );
    const { run_path, rule, offending_path } = finding;
    await knownProblems.unmark({ run_path, rule, offending_path });
    await this.desk.knownChanged();
  }

  /** Shows where a problem is: in the Explorer where its folder is open there, else in the Runs view. */
  async reveal(given: unknown): Promise<void> {
    const wanted: Wanted = {
      title: l10n.t('Reveal'),
      isWanted: () => true,
      none: l10n.t('No problem is known there.'),
    };
    const { folder, finding } = isProblemTarget(given)
      ? given
      : await this.target(given, wanted, (findings, at) => chooseFinding(findings, at, wanted));
    const uri = vscode.Uri.file(finding?.offending_path ?? folder);
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) await this.runs.reveal(folder);
    else await vscode.commands.executeCommand('revealInExplorer', uri);
  }

  private asking(engine: Engine, title: string) {
    return {
      title,
      operator: usualOperator(),
      allowlist: engine.config.operators.allowlist,
      now: () => systemClock.now(),
    };
  }

  private findingsOf(folder: string): readonly Finding[] {
    return this.desk.store.get(folder)?.findings ?? [];
  }

  /** The problem that a command is about: the one that it was called with, else one that is chosen. */
  private async target(
    given: unknown,
    wanted: Wanted,
    ask: (findings: readonly Finding[], folder: string) => Promise<Finding>,
  ): Promise<Required<ProblemTarget>> {
    if (isProblemTarget(given) && given.finding !== undefined) {
      return { folder: given.folder, finding: given.finding };
    }
    const folder = folderIn(given) ?? (await chooseFolder(this.desk.store, wanted));
    // What is chosen from must be what is there, and nobody may have audited it yet.
    await this.desk.judge(folder);
    return { folder, finding: await ask(this.findingsOf(folder), folder) };
  }

  /** Overrides may stand where nothing is found any more: from a run, all of its overrides are offered. */
  private async revocable(given: unknown, wanted: Wanted): Promise<ProblemTarget> {
    if (isProblemTarget(given)) return given;
    return { folder: folderIn(given) ?? (await chooseFolder(this.desk.store, wanted)) };
  }
}

/** Somebody who overrides wants to have it synced: what else keeps it from that is told. */
function tellWhatIsLeft({ folder, blocking, unreadable }: PreSyncVerdict): void {
  const left = blocking.length + unreadable.length;
  if (left === 0) return;
  const name = path.basename(folder);
  void vscode.window.showWarningMessage(
    plainNotice(l10n.t('Overridden. {0} is not synced yet: other problems block it ({1}).', name, left)),
  );
}

/** The run or project that a node of the Runs view stands for. */
function folderIn(given: unknown): string | undefined {
  if (!isRunsNode(given)) return isProblemTarget(given) ? given.folder : undefined;
  return folderOf(given);
}

async function chooseOverride(
  engine: Engine,
  folder: string,
  rule: string | undefined,
  title: string,
): Promise<string> {
  const standings = await engine.overrides(folder);
  const active = standings.filter(
    ({ state, override }) => state === 'active' && (rule === undefined || override.problem_class === rule),
  );
  const [only, ...others] = active;
  if (only === undefined) {
    throw new ExlabError({
      code: 'validation_failed',
      message: l10n.t('{0} has no override that could be revoked.', path.basename(folder)),
      details: { path: folder },
    });
  }
  if (others.length === 0) return only.override.id;
  const picks = active.map(({ override }) => ({
    value: override.id,
    label: override.problem_class,
    description: `${override.operator}, ${localTime(new Date(override.recorded_at))}`,
    detail: override.reason,
  }));
  const reply = await choose({ title }, { prompt: l10n.t('Which override?'), picks });
  if (reply.kind === 'given') return reply.value;
  throw new vscode.CancellationError();
}
