import type { Engine } from '../../core/engine';
import type { CreationRequest, Wanted } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Command, CommandContext } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { readAnswers, type GivenAnswers } from '../creation/answers';
import { createAndFollow } from '../creation/create';
import { creationObject, reportEnding } from '../creation/ending';
import { ANSWER_OPTIONS } from '../creation/options';
import { checkSecrets } from '../creation/secrets';
import { tellInterrupted } from '../interrupted';
import { openWorkplace } from '../workplace';
import { noSuchSession } from './sessions-show';

/** `exlab sessions restart ID`: creates anew what was cut off, and then discards what it had left. */
export const sessionsRestart: Command = {
  positionals: [{ name: 'ID', required: true, help: l10n.t("the session's id, from 'exlab sessions'") }],
  options: [...ANSWER_OPTIONS, CONFIG_OPTION],
  notes: [
    l10n.t(
      "The answers are those of the first time; secret ones are not kept: give them with '--answers -'.",
    ),
  ],
  run: restart,
  failure: (error) => creationObject({ session_id: null, state: 'failed', result: null, error }),
};

async function restart(context: CommandContext): Promise<number> {
  const [id = ''] = context.arguments.positionals;
  const answers = await readAnswers(context.arguments, context.terminal);
  const { engine } = await openWorkplace(context);
  try {
    tellInterrupted(context.output, await engine.recover());
    const unfinished = (await engine.unfinished()).find((creation) => creation.session_id === id);
    if (unfinished === undefined) throw noSuchSession(id);
    const request = await withAnswers(context, engine, unfinished.request, answers);
    const following = { context, engine, interactive: false, discard: false };
    const handle = await createAndFollow(following, request);
    if (handle.state === 'done') await engine.discardUnfinished(id);
    return await reportEnding(context, engine, { request, wanted: wantedOf(request) }, handle);
  } finally {
    await engine.close();
  }
}

async function withAnswers(
  context: CommandContext,
  engine: Engine,
  first: CreationRequest,
  answers: GivenAnswers,
): Promise<CreationRequest> {
  const request = { ...first, variables: { ...first.variables, ...Object.fromEntries(answers.values) } };
  await checkSecrets(context.output, engine, request, answers);
  return request;
}

function wantedOf(request: CreationRequest): Wanted {
  return request.kind === 'run' ? { kind: 'run', runKind: request.run_kind } : { kind: 'project' };
}
