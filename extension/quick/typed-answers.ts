import { keyOf, type Step, type StepAnswer } from '../../core/sessions';

const PLACE: ReadonlySet<string> = new Set<Step['ask']>(['equipment', 'project', 'template']);

/**
 * What was answered last to each step, so that it stands there again when somebody comes back to it: by the back
 * button, to correct it, or with the next call of a command that was broken off.
 */
export class TypedAnswers {
  private readonly answers = new Map<string, StepAnswer>();
  private readonly secret = new Set<string>();

  /** What was answered last; undefined also where that was to leave it open. */
  get(key: string): StepAnswer {
    return this.answers.get(key);
  }

  keep(step: Step, answer: StepAnswer): void {
    const key = keyOf(step);
    this.answers.set(key, answer);
    if (step.ask === 'question' && step.question.secret) this.secret.add(key);
  }

  /** What was made is over, but the next one is often made in the same place. */
  forgetAllButPlace(): void {
    for (const key of this.answers.keys()) {
      if (!PLACE.has(key)) this.answers.delete(key);
    }
  }

  /** A secret is kept no longer than somebody is asked for the rest. */
  forgetSecrets(): void {
    for (const key of this.secret) this.answers.delete(key);
    this.secret.clear();
  }
}
