import type { Frame, Reply } from '../quick/native-inputs';
import type { Answers } from './answers';

/** Asks for one thing; `typed` is what was answered before somebody went back. */
export type Step = (frame: Frame, typed: Answers) => Promise<Reply<Answers>>;

/** The answers with what was given; going back stays going back. */
export function given<Value>(reply: Reply<Value>, toAnswers: (value: Value) => Answers): Reply<Answers> {
  return reply.kind === 'back' ? reply : { kind: 'given', value: toAnswers(reply.value) };
}
