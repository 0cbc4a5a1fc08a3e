import type { Engine } from '../../core/engine';
import type { CreationRequest, Wanted } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { CommandContext } from '../command';
import { CREATION_EXIT } from '../exit-codes';
import { printProblems } from './gate-problems';
import { planObject, printPlan } from './plan-report';
import { printMessageToCome } from './template-messages';

/** Shows what a creation would do, and all that speaks against it; writes nothing. */
export async function dryRun(
  context: CommandContext,
  engine: Engine,
  { request, wanted }: { readonly request: CreationRequest; readonly wanted: Wanted },
): Promise<number> {
  const { output } = context;
  const { plan, problems } = await engine.controller.plan(request);
  output.json({ plan: plan === null ? null : planObject(plan), problems, error: problems[0] ?? null });
  if (plan !== null) {
    printPlan(output, plan);
    printMessageToCome(output, plan.messages);
  }
  if (problems.length > 0) {
    printProblems(output, problems, wanted, await engine.controller.form(request));
    return CREATION_EXIT.failed;
  }
  output.print();
  output.print(l10n.t('Nothing was written.'));
  return plan?.findings.some(({ tier }) => tier === 'hard') === true
    ? CREATION_EXIT.blocked
    : CREATION_EXIT.done;
}
