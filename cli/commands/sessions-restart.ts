import type { Engine } from '../../core/engine';
import type { CreationRequest, UnfinishedCreation, Wanted } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Command, CommandContext } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { readAnswers, type GivenAnswers } from '../creation/answers';
import { askSomebody, mayAsk, type Asked } from '../creation/asking';
import { createAndFollow } from '../creation/create';
import { creationObject, reportEnding } from '../creation/ending';
import { ANSWER_OPTIONS } from '../creation/options';
import { secretCheck } from '../creation/secrets';
import { secretsMissing, unansweredSecrets } from '../creation/withheld';
import { tellInterrupted } from '../interrupted';
import { openWorkplace } from '../workplace';
import { noSuchSession } from './sessions-show';

/** `exlab sessions restart ID`: creates anew what was cut off, and then discards what it had left. */
export const sessionsRestart: Command = {
  positionals: [{ name: 'ID', required: true, help: l10n.t("the session's id, from 'exlab sessions'") }],
  options: [...ANSWER_OPTIONS, CONFIG_OPTION],
  notes: [
    l10n.t(
      "The answers are those of the first time. Secret ones are not kept: give them with '--answers -', or on a terminal when they are asked for.",
    ),
  ],
  run: restart,
  failure: (error) => creationObject({ session_id: null, state: 'failed', result: null, error }),
};

async function restart(context: CommandContext): Promise<number> {
  const [id = ''] = context.arguments.positionals;
  const answers = await readAnswers(context.arguments, context.terminal);
  const { engine } = await openWorkplace(context, { ahead: true });
  try {
    tellInterrupted(context.output, await engine.recover());
    const unfinished = (await engine.unfinished()).find((creation) => creation.session_id === id);
    if (unfinished === undefined) throw noSuchSession(id);
    const asked = await requestAgain(context, engine, unfinished, answers);
    if ('exit' in asked) return asked.exit;
    const request = asked.answer;
    const following = { context, engine, interactive: mayAsk(context), discard: false };
    const handle = await createAndFollow(following, request);
    if (handle.state === 'done') await engine.discardUnfinished(id);
    return await reportEnding(context, engine, { request, wanted: wantedOf(request) }, handle);
  } finally {
    await engine.close();
  }
}

/**
 * The first request with the answers that are given now.
 * Throws `validation_failed` where a secret answer is missing, and nobody can be asked for it.
 */
async function requestAgain(
  context: CommandContext,
  engine: Engine,
  { request: first, withheld }: UnfinishedCreation,
  answers: GivenAnswers,
): Promise<Asked<CreationRequest>> {
  const request = { ...first, variables: { ...first.variables, ...Object.fromEntries(answers.values) } };
  const { template } = await engine.controller.form(request);
  secretCheck(context.output, answers)(template);
  const missing = await unansweredSecrets(engine, request, withheld);
  if (missing.length === 0) return { answer: request };
  if (!mayAsk(context)) throw secretsMissing(missing);
  return askSomebody(context, ({ askWithheld }, questioner) =>
    askWithheld(questioner, engine, request, withheld),
  );
}

function wantedOf(request: CreationRequest): Wanted {
  return request.kind === 'run' ? { kind: 'run', runKind: request.run_kind } : { kind: 'project' };
}
