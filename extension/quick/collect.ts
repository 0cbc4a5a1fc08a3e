import {
  draftForNow,
  fieldOf,
  keyOf,
  nextStep,
  problemWith,
  requestOf,
  withAnswer,
  withoutAnswer,
  wrongAnswers,
  type Draft,
  type Interview,
  type InterviewSource,
  type Step,
} from '../../core/sessions';
import type { ErrorShape } from '../../core/system';
import { usualOperator } from '../settings';
import { askStep } from './ask-step';
import type { TypedAnswers } from './typed-answers';

/** Asks for what a draft lacks, one thing after the other, with a way back at each. */
export class Collector {
  /** The interview as it was before each step that was answered. */
  private readonly passed: Interview[] = [];
  /** What speaks against an answer that is asked for again, until it is given. */
  private complaint: ErrorShape | undefined;

  constructor(
    /** What the questions are about, as it is now. */
    private readonly sourceNow: () => Promise<InterviewSource>,
    private readonly title: string,
    private interview: Interview,
    private readonly typed: TypedAnswers,
  ) {}

  /** How many inputs came before the one that is next. */
  get steps(): number {
    return this.passed.length;
  }

  /** Asks until nothing is missing; returns the draft. Throws `CancellationError` where somebody breaks off. */
  async collect(): Promise<Draft> {
    for (;;) {
      const source = await this.sourceNow();
      await this.reopenWrong(source);
      const step = await nextStep(source, this.interview);
      if (step === undefined) return this.interview.draft;
      await this.ask(step);
    }
  }

  /** Takes the last answer back, so that `collect` asks for it again; false where there is none. */
  goBack(): boolean {
    const last = this.passed.pop();
    if (last === undefined) return false;
    this.interview = last;
    return true;
  }

  /**
   * Opens the answer that a problem is about, so that `collect` asks for it again and says there what is wrong; false
   * where no answer could make it right.
   */
  async correct(problem: ErrorShape): Promise<boolean> {
    const { draft } = this.interview;
    if (problem.field === undefined) return false;
    if (problem.field === 'run_date' && draft.runDate !== undefined) {
      // Nobody is asked for a time: another is chosen, and the plan shows it.
      this.interview = { ...this.interview, draft: { ...draft, runDate: undefined } };
      return true;
    }
    const form = await (await this.sourceNow()).form(requestOf(draft));
    const open = withoutAnswer(this.interview, form, problem.field);
    if (open === undefined) return false;
    this.interview = open;
    this.complaint = problem;
    return true;
  }

  /** What was given before anybody was asked may be wrong, or have become so. */
  private async reopenWrong(source: InterviewSource): Promise<void> {
    if (this.complaint !== undefined) return;
    const form = await source.form(requestOf(draftForNow(this.interview.draft)));
    const [problem] = wrongAnswers(this.interview, form);
    if (problem !== undefined) await this.correct(problem);
  }

  private async ask(step: Step): Promise<void> {
    const before = this.interview;
    const reply = await askStep(
      {
        title: this.title,
        step: this.passed.length + 1,
        keep: (text) => {
          this.typed.keep(step, text);
        },
        problem: fieldOf(step) === this.complaint?.field ? this.complaint?.message : undefined,
      },
      step,
      { usualOperator: usualOperator(), typed: this.typed.get(keyOf(step)) },
      async (answer) => problemWith(await this.sourceNow(), before, step, answer),
    );
    if (reply.kind === 'back') {
      this.goBack();
      return;
    }
    if (fieldOf(step) === this.complaint?.field) this.complaint = undefined;
    this.typed.keep(step, reply.value);
    this.passed.push(before);
    this.interview = withAnswer(before, step, reply.value);
  }
}
