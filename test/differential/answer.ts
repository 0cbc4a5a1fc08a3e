import { z } from 'zod';
import { answerLine } from '../../cli/evaluation/answer';

/** What Jinja makes of a request: its text, or the class of its error. */
export const ANSWER = z.object({
  expected: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  lineno: z.number().nullable().optional(),
  undeclared: z.array(z.string()).optional(),
});

export type JinjaAnswer = z.infer<typeof ANSWER>;

/** The time and chance that templates see in tests. */
const STILL = { now: () => 1_700_000_000_000, random: () => 0 };

/** What our evaluator makes of a request, a line of JSON as the oracle reads it. */
export function ourAnswer(line: string): JinjaAnswer {
  return answerLine(line, STILL);
}

/** Whether ours is the same text, or an error where Jinja's is one. Which error it is, only people are told. */
export function agrees(ours: JinjaAnswer, theirs: JinjaAnswer): boolean {
  // A failure of the evaluator itself stands for no error of Jinja's.
  if (ours.error === 'SystemError') return false;
  return theirs.error === undefined ? ours.expected === theirs.expected : ours.error !== undefined;
}
