import {
  draftForNow,
  keyOf,
  nextStep,
  problemWith,
  pruned,
  reopen,
  requestOf,
  withAnswer,
  wrongAnswers,
  type CreationForm,
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
  private complaint: { readonly about: string; readonly message: string } | undefined;

  constructor(
    /** What the questions are about, as it is now. */
    private readonly sourceNow: () => Promise<InterviewSource>,
    private readonly title: string,
    private interview: Interview,
    private readonly typed: TypedAnswers,
    /** Aborted when somebody goes on with something else. */
    readonly signal: AbortSignal,
  ) {}

  /** How many inputs came before the one that is next. */
  get steps(): number {
    return this.passed.length;
  }

  /** Asks until nothing is missing; returns the draft. Throws `CancellationError` where somebody breaks off. */
  async collect(): Promise<Draft> {
    for (;;) {
      const source = await this.sourceNow();
      await this.review(source);
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
    this.complaint = undefined;
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
    const open = reopen(this.interview, form, problem.field);
    if (open === undefined) return false;
    this.interview = open.interview;
    this.complaint = { about: open.key, message: problem.message };
    return true;
  }

  /**
   * What was given before anybody was asked may be wrong, or have become so; and what another template asked for can
   * stay only as far as this one asks for it too.
   */
  private async review(source: InterviewSource): Promise<void> {
    const look = (): Promise<CreationForm> => source.form(requestOf(draftForNow(this.interview.draft)));
    let form = await look();
    const fitting = pruned(this.interview, form);
    if (fitting !== this.interview) {
      this.interview = fitting;
      form = await look();
    }
    if (this.complaint !== undefined) return;
    const [problem] = wrongAnswers(this.interview, form);
    if (problem !== undefined) await this.correct(problem);
  }

  private async ask(step: Step): Promise<void> {
    const before = this.interview;
    const key = keyOf(step);
    const complaint = this.complaint?.about === key ? this.complaint : undefined;
    const reply = await askStep(
      {
        title: this.title,
        step: this.passed.length + 1,
        signal: this.signal,
        keep: (text) => {
          this.typed.keep(step, text);
        },
        problem: complaint?.message,
      },
      step,
      { usualOperator: usualOperator(), typed: this.typed.for(step) },
      async (answer) => problemWith(await this.sourceNow(), before, step, answer),
    );
    if (reply.kind === 'back') {
      this.goBack();
      return;
    }
    if (complaint !== undefined) this.complaint = undefined;
    this.typed.keep(step, reply.value);
    this.passed.push(before);
    this.interview = withAnswer(before, step, reply.value);
  }
}
