import { l10n } from '../../../system';
import type { RenderBudget, Surroundings } from '../language';
import { budgetMistake } from '../place';
import { CHARACTERS_PER_STEP, type Effort } from '../values/effort';
import { itemsOfInteger } from '../values/integer-size';
import { Thing, Undefined, type Arguments, type Value } from '../values/kinds';
import type { Environment } from './environment';

/** How many steps pass between two looks at the clock and the signal. */
const STEPS_BETWEEN_LOOKS = 2048;
/** How many beginnings of something that may take long pass between them at most. */
const BEGINNINGS_BETWEEN_LOOKS = 16;
const BYTES_PER_CHARACTER = 2;
/** What a text takes beside its characters. */
const BYTES_PER_TEXT = 32;
const BYTES_PER_ITEM = 16;
/** A dict with nothing in it, a method that is not called yet, a moment. */
const BYTES_PER_THING = 256;

/** One run of a template with all that it includes: what it has cost, and what filters, tests and functions work with. */
export class Run implements Effort {
  private steps = 0;
  private nextLook = 0;
  private allocated = 0;
  private readonly started: number;
  /** Whether text that is not marked as safe is escaped where it is written here. */
  autoescape: boolean;

  constructor(
    readonly environment: Environment,
    private readonly budget: RenderBudget,
    readonly surroundings: Surroundings,
  ) {
    this.autoescape = environment.options.autoescape;
    this.started = budget.clock();
  }

  // What is no number at all must not get past any of these limits, so each asks whether it is kept.

  spend(steps: number): void {
    this.steps += Math.max(steps, 0);
    if (!(this.steps < this.nextLook)) this.look();
  }

  /** Steps of something that may take long, so that the clock is looked at soon. */
  begin(steps: number): void {
    this.nextLook -= STEPS_BETWEEN_LOOKS / BEGINNINGS_BETWEEN_LOOKS;
    this.spend(steps);
  }

  allow(characters: number): void {
    this.limitLength(characters);
    this.allocate(characters * BYTES_PER_CHARACTER + BYTES_PER_TEXT);
    this.spend(Math.ceil(characters / CHARACTERS_PER_STEP));
  }

  hold(items: number): void {
    this.allocate(items * BYTES_PER_ITEM);
    this.spend(items);
  }

  /** What a call made: a thing, or a large integer, takes some room of its own. */
  made(value: Value): Value {
    if (value instanceof Thing) this.allocate(BYTES_PER_THING);
    else if (typeof value === 'bigint') this.hold(itemsOfInteger(value));
    return value;
  }

  /** Ends the run where a text has so many characters. */
  limitLength(characters: number): void {
    const most = this.budget.maxOutputCharacters;
    if (!(characters <= most))
      throw budgetMistake(l10n.t('the template makes a text of more than {0} characters', most));
  }

  private allocate(bytes: number): void {
    this.allocated += Math.max(bytes, 0);
    if (!(this.allocated <= this.budget.maxAllocation))
      throw budgetMistake(
        l10n.t(
          'the template takes more than {0} MB of memory',
          Math.round(this.budget.maxAllocation / 2 ** 20),
        ),
      );
  }

  private look(): void {
    const { maxSteps, maxTime, signal, clock } = this.budget;
    this.nextLook = Math.min(this.steps + STEPS_BETWEEN_LOOKS, maxSteps + 1);
    if (!(this.steps <= maxSteps))
      throw budgetMistake(l10n.t('the template takes more than {0} steps', maxSteps));
    if (signal?.aborted === true) throw budgetMistake(l10n.t('rendering was cancelled'));
    if (clock() - this.started > maxTime)
      throw budgetMistake(l10n.t('the template takes longer than {0} s', maxTime / 1000));
  }

  /** An undefined value that is no variable's: of an item, an attribute, the first of nothing. */
  undefined(message: string): Undefined {
    this.allocate(BYTES_PER_THING);
    return new Undefined(() => message, this.environment.options.undefinedNames);
  }

  /** Runs a filter that is named by a value, as `map('upper')` does. */
  filter(name: string, value: Value, given: Arguments): Value {
    return this.environment.filter(name)(value, given, this);
  }

  /** Runs a test that is named by a value, as `select('odd')` does. */
  test(name: string, value: Value, given: Arguments): boolean {
    return this.environment.test(name)(value, given, this);
  }
}
