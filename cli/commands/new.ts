import type { Command, CommandContext } from '../command';
import { readAnswers, type GivenAnswers } from '../creation/answers';
import { askSomebody, mayAsk } from '../creation/asking';
import { createAndFollow } from '../creation/create';
import {
  beginInterview,
  isChangedSinceConfirmed,
  isDestinationTaken,
  requestOf,
  type Draft,
  type SessionHandle,
  type Wanted,
} from '../../core/sessions';
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
  const workplace = await openWorkplace(context, { ahead: true });
  const { engine } = workplace;
  try {
    if (!given.has('dry-run')) tellInterrupted(context.output, await engine.recover());
    const started: Started = { context, workplace, wanted, draft, answers };
    return await (mayAsk(context) ? createByAsking(started) : createAsItIs(started));
  } finally {
    await engine.close();
  }
}

interface Started {
  readonly context: CommandContext;
  readonly workplace: Workplace;
  readonly wanted: Wanted;
  readonly draft: Draft;
  readonly answers: GivenAnswers;
}

/** Has the gate judge what was given. */
async function createAsItIs({ context, workplace, wanted, draft, answers }: Started): Promise<number> {
  const { engine } = workplace;
  const given = context.arguments;
  const request = requestOf(draft);
  secretCheck(context.output, answers)((await engine.controller.form(request)).template);
  if (given.has('dry-run')) return dryRun(context, engine, { request, wanted });
  const following = { context, engine, interactive: false, discard: given.has('discard') };
  return reportEnding(context, engine, { request, wanted }, await createAndFollow(following, request));
}

/**
 * Asks for what is missing, and makes what was confirmed. Where that is no longer what would be made, or its place
 * was taken meanwhile, the plan is shown again.
 */
async function createByAsking({ context, workplace, wanted, draft, answers }: Started): Promise<number> {
  const { engine } = workplace;
  const { output, arguments: given } = context;
  const isDry = given.has('dry-run');
  const following = { context, engine, interactive: true, discard: given.has('discard') };
  const options = { confirm: !isDry, output, checkSecrets: secretCheck(output, answers) };
  let interview = beginInterview(draft);
  for (let isAgain = false; ; isAgain = true) {
    const before = interview;
    const asked = await askSomebody(context, ({ fillIn }, questioner) =>
      fillIn(questioner, workplace, before, { ...options, isAgain }),
    );
    if ('exit' in asked) return asked.exit;
    const { confirmed } = asked.answer;
    interview = asked.answer.interview;
    const request = requestOf(interview.draft);
    if (isDry) return dryRun(context, engine, { request, wanted });
    const handle = await createAndFollow(following, request, confirmed);
    const outdated = outdatedBy(handle);
    if (outdated === undefined) return reportEnding(context, engine, { request, wanted }, handle);
    output.warning(outdated);
  }
}

/** Why the plan is to be looked at again, where what was confirmed was not made; undefined where that is of no use. */
function outdatedBy({ state, error }: SessionHandle): string | undefined {
  if (state !== 'failed' || error === null) return undefined;
  if (isDestinationTaken(error)) return error.message;
  if (!isChangedSinceConfirmed(error)) return undefined;
  return l10n.t('What would be made is no longer what was shown: look at the plan again.');
}
