import type { Evaluation } from './answer';
import type { EvaluationReply, EvaluationRequest, Greeting } from './messages';
import { wireFormat } from './wire-format';

/** How often a process says that it is alive while it works (ms). */
export const BEAT_EVERY_MS = 250;

/** The exit code of a process whose Node and that of its host do not understand each other. */
const OTHER_FORMAT = 3;

type Send = (reply: EvaluationReply) => void;

/**
 * Answers the process that started this one, until that is gone. What evaluates is loaded after `ready` is said.
 * @param begin loads it
 */
export function serveEvaluations(begin: (send: Send) => Promise<Evaluation>): void {
  const [, , hostFormat = ''] = process.argv;
  // The host could not read a single message, and would fail at the first.
  if (wireFormat() !== Number(hostFormat)) process.exit(OTHER_FORMAT);
  // Ctrl-C in a terminal is for the host to decide about.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
  send({ kind: 'ready' });
  const evaluation = begin(send);
  process.on('message', (message: Greeting | EvaluationRequest) => {
    if (message.kind === 'evaluate') void answer(evaluation, message);
    else void greet(evaluation, message);
  });
}

async function greet(evaluation: Promise<Evaluation>, greeting: Greeting): Promise<void> {
  (await evaluation).greet(greeting);
}

/** Where the host is gone, `disconnect` ends this process: nobody is there to be told. */
function send(reply: EvaluationReply): void {
  process.send?.(reply, undefined, undefined, () => undefined);
}

/** Answers one request, and says that this process is alive until then. */
async function answer(evaluation: Promise<Evaluation>, request: EvaluationRequest): Promise<void> {
  const beats = setInterval(() => {
    send({ kind: 'alive' });
  }, BEAT_EVERY_MS);
  try {
    send(await (await evaluation).answer(request));
  } catch (caught) {
    // It could not be loaded, or its answer cannot be sent.
    const message = caught instanceof Error ? caught.message : String(caught);
    send({ kind: 'failed', id: request.id, error: { code: 'internal_error', message } });
  } finally {
    clearInterval(beats);
  }
}
