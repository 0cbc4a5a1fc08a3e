import { expect } from 'vitest';
import type { Workbench } from './host/workbench';
import { PLAIN_TEMPLATE } from './lab-runs';

/** Answers by what they are asked with; a question mark at the end says that it is a list to choose from. */
export type Answers = Readonly<Record<string, string>>;

export const PLACE: Answers = { 'Which instrument?': 'CONFOCAL_01', 'Which project?': 'PROJ-0042' };

export const CORE: Answers = {
  Label: 'Membranes at noon',
  Operator: 'alice',
  Objective: 'Find the channel',
  'YYYY-MM-DD': '2027-03-31',
};

/** What a run of the plain template needs. */
export const PLAIN_ANSWERS: Answers = { ...PLACE, ...CORE, 'Which template?': PLAIN_TEMPLATE };

/** A row of native inputs, answered as somebody in a hurry would. */
export class Conversation {
  constructor(private readonly workbench: Workbench) {}

  /** Answers everything that stands between a command and its plan; what has no answer is taken as it stands. */
  async untilPlan(answers: Answers): Promise<void> {
    await this.until(/Enter creates it|keeps it from/, answers);
  }

  /** Answers everything up to the input whose prompt, placeholder or validation matches. */
  async until(asked: RegExp, answers: Answers): Promise<void> {
    const { quickInput } = this.workbench;
    for (;;) {
      await quickInput.shows({});
      const shown = await this.asked();
      if (asked.test(shown)) return;
      await this.goesOn(() =>
        this.answer(Object.entries(answers).find(([prompt]) => shown.includes(prompt))),
      );
    }
  }

  /** Types an answer, or takes a choice by its label, and waits for the next input. */
  async give(answer: string): Promise<void> {
    const { quickInput } = this.workbench;
    await this.goesOn(async () => {
      await quickInput.type(answer);
      await quickInput.accept();
    });
  }

  /** What the input asks for, or has against what was given. */
  async asked(): Promise<string> {
    const { quickInput } = this.workbench;
    return `${await quickInput.placeholder()} ${await quickInput.message()}`;
  }

  private async goesOn(action: () => Promise<void>): Promise<void> {
    const { quickInput } = this.workbench;
    const step = await quickInput.step();
    await action();
    await expect.poll(() => quickInput.step(), { timeout: 10_000 }).not.toBe(step);
  }

  private async answer(found: [prompt: string, value: string] | undefined): Promise<void> {
    const { quickInput } = this.workbench;
    if (found?.[0].endsWith('?') === true) {
      await quickInput.choose(found[1]);
      return;
    }
    const isBox = (await quickInput.message()) !== '';
    if (found !== undefined) await quickInput.type(found[1]);
    else if (isBox && (await quickInput.value()) === '') await quickInput.type('1');
    await quickInput.accept();
  }
}
