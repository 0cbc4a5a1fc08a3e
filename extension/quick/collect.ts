import {
  beginInterview,
  nextStep,
  problemWith,
  withAnswer,
  type Draft,
  type Interview,
  type InterviewSource,
  type Step,
} from '../../core/sessions';
import { usualOperator } from '../settings';
import { askStep } from './ask-step';

/** Steps that were answered, and the interview as it was before each. */
interface Passed {
  readonly before: Interview;
  readonly step: Step;
}

/** Asks for what a draft lacks, one thing after the other, with a way back at each. */
export class Collector {
  private readonly passed: Passed[] = [];
  private interview: Interview;

  constructor(
    private readonly source: InterviewSource,
    private readonly title: string,
    draft: Draft,
  ) {
    this.interview = beginInterview(draft, { isShort: true });
  }

  /** How many inputs came before the one that is next. */
  get steps(): number {
    return this.passed.length;
  }

  /** Asks until nothing is missing; returns the draft. Throws `CancellationError` where somebody breaks off. */
  async collect(): Promise<Draft> {
    for (;;) {
      const step = await nextStep(this.source, this.interview);
      if (step === undefined) return this.interview.draft;
      await this.ask(step);
    }
  }

  /** Takes the last answer back, so that `collect` asks for it again; false where there is none. */
  goBack(): boolean {
    const last = this.passed.pop();
    if (last === undefined) return false;
    this.interview = last.before;
    return true;
  }

  /** Takes answers back down to the one that a problem of the gate is about; false where none is. */
  goBackTo(isAbout: (step: Step) => boolean): boolean {
    const at = this.passed.findLastIndex(({ step }) => isAbout(step));
    const found = this.passed[at];
    if (found === undefined) return false;
    this.passed.length = at;
    this.interview = found.before;
    return true;
  }

  private async ask(step: Step): Promise<void> {
    const before = this.interview;
    const frame = { title: this.title, step: this.passed.length + 1 };
    const reply = await askStep(frame, step, usualOperator(), (answer) =>
      problemWith(this.source, before, step, answer),
    );
    if (reply.kind === 'back') {
      this.goBack();
      return;
    }
    this.passed.push({ before, step });
    this.interview = withAnswer(before, step, reply.value);
  }
}
