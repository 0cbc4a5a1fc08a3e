import { expect } from 'vitest';
import type { QuickInput } from './host/quick-input';
import { PLAIN_TEMPLATE } from './lab-runs';

/** Answers by what they are asked with; a question mark at the end says that it is a list to choose from. */
export type Answers = Readonly<Record<string, string>>;

/** What a run of the plain template needs. */
export const PLAIN_ANSWERS: Answers = {
  'Which instrument?': 'CONFOCAL_01',
  'Which project?': 'PROJ-0042',
  'Which template?': PLAIN_TEMPLATE,
  Label: 'Membranes at noon',
  Operator: 'alice',
  Objective: 'Find the channel',
};

/** Answers everything that stands between a command and its plan; what has no answer is taken as it stands. */
export async function answerUntilPlan(quickInput: QuickInput, answers: Answers): Promise<void> {
  for (;;) {
    await quickInput.shows({});
    const asked = `${await quickInput.placeholder()} ${await quickInput.message()}`;
    if (/Enter creates it|keeps it from/.test(asked)) return;
    const step = await quickInput.step();
    await answer(
      quickInput,
      Object.entries(answers).find(([prompt]) => asked.includes(prompt)),
    );
    await expect.poll(() => quickInput.step(), { timeout: 10_000 }).not.toBe(step);
  }
}

async function answer(quickInput: QuickInput, found: [string, string] | undefined): Promise<void> {
  if (found?.[0].endsWith('?') === true) {
    await quickInput.choose(found[1]);
    return;
  }
  if (found !== undefined) await quickInput.type(found[1]);
  await quickInput.accept();
}
