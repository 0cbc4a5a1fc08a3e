import type { Command, CommandContext } from '../command';
import { readAnswers, STANDARD_INPUT } from '../creation/answers';
import { createAndFollow } from '../creation/create';
import { requestOf, type Draft, type Wanted } from '../../core/sessions';
import { readDraft } from '../creation/draft';
import { dryRun } from '../creation/dry-run';
import { creationObject, reportEnding } from '../creation/ending';
import { PROJECT_OPTIONS, RUN_OPTIONS } from '../creation/options';
import { checkSecrets } from '../creation/secrets';
import { CREATION_EXIT } from '../exit-codes';
import { tellInterrupted } from '../interrupted';
import { l10n } from '../../core/system';
import { canAsk } from '../terminal';
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
    await checkSecrets(context.output, engine, requestOf(draft), answers);
    const interactive = mayAsk(context);
    const filled = interactive ? await askForTheRest(context, workplace, draft) : draft;
    if (filled === undefined) return CREATION_EXIT.aborted;
    const request = requestOf(filled);
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

function mayAsk({ arguments: given, terminal }: CommandContext): boolean {
  const refused = given.has('no-input') || given.has('json') || given.text('answers') === STANDARD_INPUT;
  return !refused && canAsk(terminal);
}

/** The draft with what was missing; undefined where somebody broke off. */
async function askForTheRest(
  context: CommandContext,
  workplace: Workplace,
  draft: Draft,
): Promise<Draft | undefined> {
  const { fillIn, PromptCancelled, terminalQuestioner } = await import('../prompts');
  const questioner = await terminalQuestioner(context.terminal);
  try {
    return await fillIn(questioner, workplace, draft, {
      confirm: !context.arguments.has('dry-run'),
      output: context.output,
    });
  } catch (caught) {
    if (!(caught instanceof PromptCancelled)) throw caught;
    context.output.note(l10n.t('Nothing was created.'));
    return undefined;
  }
}
