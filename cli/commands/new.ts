import type { Command, CommandContext } from '../command';
import { readAnswers, type GivenAnswers } from '../creation/answers';
import { askSomebody, mayAsk, type Asked } from '../creation/asking';
import { createAndFollow } from '../creation/create';
import { requestOf, type Draft, type Wanted } from '../../core/sessions';
import { readDraft } from '../creation/draft';
import { dryRun } from '../creation/dry-run';
import { creationObject, reportEnding } from '../creation/ending';
import { PROJECT_OPTIONS, RUN_OPTIONS } from '../creation/options';
import { secretCheck } from '../creation/secrets';
import { tellInterrupted } from '../interrupted';
import { l10n } from '../../core/system';
import { openWorkplace, type Workplace } from '../workplace';

const NOTES = [
  l10n.t(
    "--set beats --answers, which beats defaults. A secret comes from the prompt or from '--answers -'. On a terminal, what is missing is asked for.",
  ),
  l10n.t('Exit codes: 0 done, 1 done but kept from being synced, 2 failed, 3 wrong usage, 130 aborted.'),
];

function newCommand(wanted: Wanted): Command {
  return {
    options: wanted.kind === 'run' ? RUN_OPTIONS : PROJECT_OPTIONS,
    notes: NOTES,
    run: (context) => create(context, wanted),
    failure: (error) => creationObject({ session_id: null, state: 'failed', result: null, error }),
  };
}

export const newRun = newCommand({ kind: 'run', runKind: 'experimental' });
export const newTestRun = newCommand({ kind: 'run', runKind: 'test' });
export const newProject = newCommand({ kind: 'project' });

async function create(context: CommandContext, wanted: Wanted): Promise<number> {
  const given = context.arguments;
  const answers = await readAnswers(given, context.terminal);
  const draft = readDraft(given, wanted, answers.values);
  const workplace = await openWorkplace(context);
  const { engine } = workplace;
  try {
    if (!given.has('dry-run')) tellInterrupted(context.output, await engine.recover());
    const interactive = mayAsk(context);
    const filled = await (interactive ? askForTheRest : asItIs)(context, workplace, draft, answers);
    if ('exit' in filled) return filled.exit;
    const request = requestOf(filled.answer);
    if (given.has('dry-run')) return await dryRun(context, engine, { request, wanted });
    const handle = await createAndFollow(
      { context, engine, interactive, discard: given.has('discard') },
      request,
    );
    return await reportEnding(context, engine, { request, wanted }, handle);
  } finally {
    await engine.close();
  }
}

/** The draft for the gate to judge. */
async function asItIs(
  { output }: CommandContext,
  { engine }: Workplace,
  draft: Draft,
  answers: GivenAnswers,
): Promise<Asked<Draft>> {
  const { template } = await engine.controller.form(requestOf(draft));
  secretCheck(output, answers)(template);
  return { answer: draft };
}

/** The draft with what was missing. */
function askForTheRest(
  context: CommandContext,
  workplace: Workplace,
  draft: Draft,
  answers: GivenAnswers,
): Promise<Asked<Draft>> {
  const { output } = context;
  return askSomebody(context, ({ fillIn }, questioner) =>
    fillIn(questioner, workplace, draft, {
      confirm: !context.arguments.has('dry-run'),
      output,
      checkSecrets: secretCheck(output, answers),
    }),
  );
}
