import { phaseTitle } from '../../core/sessions';
import type { Engine } from '../../core/engine';
import type { InputRequest } from '../../core/plugins';
import type { Confirmation, CreationRequest, SessionEvent, SessionHandle } from '../../core/sessions';
import { l10n, toExlabError } from '../../core/system';
import type { CommandContext } from '../command';
import { printable } from '../output';
import type { Progress } from '../progress';
import { canAsk } from '../terminal';
import { problemsOf } from './gate-problems';

/** A creation that is followed from its request to its end. */
export interface Following {
  readonly context: CommandContext;
  readonly engine: Engine;
  /** Whether somebody may be asked when a plugin needs something. */
  readonly interactive: boolean;
  /** Whether what was made is removed where it does not come to its end. */
  readonly discard: boolean;
}

/**
 * Creates, shows how far it is, and returns the last handle. The first interrupt stops it and keeps its files, a
 * second one removes them.
 * @param confirmed what somebody has agreed to, where a plan was shown: that is made or nothing
 */
export async function createAndFollow(
  following: Following,
  request: CreationRequest,
  confirmed?: Confirmation,
): Promise<SessionHandle> {
  const { context, engine } = following;
  const { controller } = engine;
  let interrupts = 0;
  let sessionId: string | undefined;
  const cancel = (): void => {
    if (sessionId !== undefined) void controller.cancel(sessionId, { discard_files: following.discard });
  };
  const stopListening = context.terminal.onInterrupt(() => {
    interrupts += 1;
    cancel();
  });
  try {
    const opened = await (request.kind === 'run'
      ? controller.createRun(request, { confirmed })
      : controller.createProject(request, { confirmed }));
    sessionId = opened.session_id;
    // Whoever interrupts while the gate still looks is heard now.
    if (interrupts > 0) cancel();
    await follow(following, opened.session_id);
    const ended = await controller.finished(opened.session_id);
    return await tidyUp(following, ended, interrupts > 1);
  } finally {
    stopListening();
  }
}

async function follow(following: Following, sessionId: string): Promise<void> {
  const { context, engine } = following;
  const progress = context.output.progress();
  for await (const event of engine.controller.subscribe(sessionId)) {
    show(context, progress, event);
    if (event.kind === 'input_required') await answer(following, sessionId, event);
  }
  progress.clear();
}

function show({ output }: CommandContext, progress: Progress, event: SessionEvent): void {
  switch (event.kind) {
    case 'phase':
      progress.phase(phaseTitle(event.phase));
      break;
    case 'progress':
      progress.step(event.current, event.total, printable(event.file ?? event.plugin ?? ''));
      break;
    case 'warning':
      progress.clear();
      output.warning(event.message);
      break;
    default:
      progress.clear();
  }
}

/** Asks what a plugin wants to know; where nobody can be asked, the creation ends and its files are kept. */
async function answer(following: Following, sessionId: string, asked: InputRequest): Promise<void> {
  const { context, engine } = following;
  const { controller } = engine;
  if (!following.interactive || !canAsk(context.terminal)) {
    const fields = asked.fields.map((field) => field.label).join(', ');
    context.output.warning(
      l10n.t(
        'The plugin {0} asks for {1}, and nobody can be asked here: run this on a terminal.',
        asked.plugin,
        fields,
      ),
    );
    // Not awaited: the session's end is the next event.
    void controller.cancel(sessionId, { discard_files: following.discard });
    return;
  }
  const { askFields, PromptCancelled, terminalQuestioner } = await import('../prompts');
  const questioner = await terminalQuestioner(context.terminal);
  for (;;) {
    try {
      await controller.resume(sessionId, await askFields(questioner, asked));
      return;
    } catch (caught) {
      if (caught instanceof PromptCancelled) {
        void controller.cancel(sessionId, { discard_files: following.discard });
        return;
      }
      const error = toExlabError(caught);
      if (error.code !== 'validation_failed') throw caught;
      for (const problem of problemsOf(error)) context.output.error(problem, problem.field);
    }
  }
}

/** With `--discard`, or after a second interrupt, nothing stays of a creation that came to nothing. */
async function tidyUp(
  following: Following,
  ended: SessionHandle,
  interruptedTwice: boolean,
): Promise<SessionHandle> {
  if (ended.state === 'done' || !(following.discard || interruptedTwice)) return ended;
  await following.engine.discardUnfinished(ended.session_id);
  if (ended.state !== 'aborted' || ended.result === null || !('code' in ended.result)) return ended;
  const error = ended.error && { ...ended.error, details: { ...ended.error.details, discard_files: true } };
  return { ...ended, error, result: { code: ended.result.code } };
}
