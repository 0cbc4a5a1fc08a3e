import { budgetMistake } from '../place';
import { l10n } from '../../../system';
import type { Effort } from '../values/effort';
import type { Instruction, Program } from './program';
import type { Backreference } from './syntax';

/** Marks of what lies on the stack: a place to try next, or the length of a run that can be shorter or longer. */
const RETRY = -1;
const SHORTER = -2;
const LONGER = -3;
/** What lies on the stack takes four numbers. */
const ENTRY = 4;
const MOST_ENTRIES = 1_000_000;
/** So many instructions are one step of the budget. */
const INSTRUCTIONS_PER_STEP = 4;
const STEPS_AT_ONCE = 256;

/**
 * Matches a program against one text by trying and going back, as Python does, with a stack of its own, so that no
 * text makes the host's run out; every step is paid for, so that no expression runs for ever.
 */
export class Machine {
  private readonly instructions: readonly Instruction[];
  /** Where groups begin and end, and counters; -1 where nothing is set. */
  private readonly registers: number[];
  /** What to undo and what to try; an entry is (mark or register, and what belongs to it). */
  private readonly stack: number[] = [];
  private untilPaid = INSTRUCTIONS_PER_STEP * STEPS_AT_ONCE;
  private start = 0;
  private mustAdvance = false;

  constructor(
    program: Program,
    private readonly codes: readonly number[],
    private readonly effort: Effort,
    private readonly expression: string,
  ) {
    this.instructions = program.instructions;
    this.registers = new Array<number>(program.registers).fill(-1);
  }

  /**
   * Where the groups of the first match from a place on begin and end, undefined where there is none.
   * @param mustAdvance whether a match of nothing at that very place does not count
   * @param isAnchored whether it has to begin at that place
   */
  search(from: number, mustAdvance = false, isAnchored = false): readonly number[] | undefined {
    const last = isAnchored ? from : this.codes.length;
    for (let start = from; start <= last; start += 1) {
      this.registers.fill(-1);
      this.stack.length = 0;
      this.start = start;
      this.mustAdvance = mustAdvance && start === from;
      const end = this.match(0, start, true);
      if (end === undefined) continue;
      return [start, end, ...this.registers.slice(2)];
    }
    return undefined;
  }

  private pay(): void {
    this.untilPaid -= 1;
    if (this.untilPaid > 0) return;
    this.untilPaid = INSTRUCTIONS_PER_STEP * STEPS_AT_ONCE;
    this.effort.spend(STEPS_AT_ONCE);
    if (this.stack.length > MOST_ENTRIES * ENTRY)
      throw budgetMistake(l10n.t("the regular expression '{0}' has too much to try", this.expression));
  }

  private push(mark: number, a: number, b: number, c: number): void {
    this.stack.push(mark, a, b, c);
  }

  private set(register: number, value: number): void {
    this.push(register, this.registers[register] ?? -1, 0, 0);
    this.registers[register] = value;
  }

  /** Runs from an instruction at a place to its `done`; gives the place there, undefined where it fails. */
  private match(firstInstruction: number, place: number, isWhole: boolean): number | undefined {
    const bottom = this.stack.length;
    let next = firstInstruction;
    let at = place;
    const fail = (): boolean => {
      const resumed = this.resume(bottom);
      if (resumed === undefined) return false;
      [next, at] = resumed;
      return true;
    };
    for (;;) {
      this.pay();
      const instruction = this.instructions[next];
      if (instruction === undefined) return undefined;
      if (instruction.do === 'done') {
        if (!(isWhole && this.mustAdvance && at === this.start)) {
          if (!isWhole) this.forgetTries(bottom);
          return at;
        }
        if (!fail()) return undefined;
        continue;
      }
      const moved = this.step(instruction, next, at);
      if (moved !== undefined) [next, at] = moved;
      else if (!fail()) return undefined;
    }
  }

  /** One instruction: what comes next and where, undefined where it fails. */
  private step(
    instruction: Exclude<Instruction, { do: 'done' }>,
    here: number,
    at: number,
  ): readonly [number, number] | undefined {
    switch (instruction.do) {
      case 'character': {
        const code = this.codes[at];
        return code !== undefined && instruction.test(code) ? [here + 1, at + 1] : undefined;
      }
      case 'run':
        return this.startRun(instruction, here, at);
      case 'jump':
        return [instruction.to, at];
      case 'try':
        this.push(RETRY, instruction.otherwise, at, 0);
        return [here + 1, at];
      case 'save':
        this.set(instruction.register, at);
        return [here + 1, at];
      case 'assert':
        return instruction.holds(this.codes, at) ? [here + 1, at] : undefined;
      case 'repeatGroup': {
        const end = this.endOfRepeated(instruction.group, at);
        return end === undefined ? undefined : [here + 1, end];
      }
      case 'ifGroup':
        return [this.isSet(instruction.index) ? here + 1 : instruction.otherwise, at];
      case 'atomic': {
        const end = this.match(here + 1, at, false);
        return end === undefined ? undefined : [instruction.after, end];
      }
      case 'look':
        return this.look(instruction, here, at) ? [instruction.after, at] : undefined;
      case 'begin':
        this.set(instruction.counter, 0);
        this.set(instruction.counter + 1, -1);
        return [here + 1, at];
      case 'loop':
        return this.loop(instruction, here, at);
    }
  }

  private isSet(group: number): boolean {
    return (this.registers[group * 2 + 1] ?? -1) >= 0;
  }

  private endOfRepeated({ index, fold }: Backreference, at: number): number | undefined {
    if (!this.isSet(index)) return undefined;
    const from = this.registers[index * 2] ?? 0;
    const length = (this.registers[index * 2 + 1] ?? 0) - from;
    if (length < 0) return undefined;
    for (let offset = 0; offset < length; offset += 1) {
      const [one, other] = [this.codes[from + offset], this.codes[at + offset]];
      if (one === undefined || other === undefined || fold(one) !== fold(other)) return undefined;
      this.pay();
    }
    return at + length;
  }

  private look(
    { back, isNegative }: Extract<Instruction, { do: 'look' }>,
    here: number,
    at: number,
  ): boolean {
    if (back > at) return isNegative;
    const bottom = this.stack.length;
    const isMatch = this.match(here + 1, at - back, false) !== undefined;
    if (isMatch && isNegative) this.undo(bottom);
    return isMatch !== isNegative;
  }

  private startRun(
    { test, least, most, isLazy }: Extract<Instruction, { do: 'run' }>,
    here: number,
    at: number,
  ): readonly [number, number] | undefined {
    const wanted = isLazy ? least : most;
    let count = 0;
    for (; count < wanted; count += 1) {
      const code = this.codes[at + count];
      if (code === undefined || !test(code)) break;
      this.pay();
    }
    if (count < least) return undefined;
    if (isLazy) this.push(LONGER, here, at, count);
    else if (count > least) this.push(SHORTER, here, at, count);
    return [here + 1, at + count];
  }

  private loop(
    { counter, least, most, isLazy, after }: Extract<Instruction, { do: 'loop' }>,
    here: number,
    at: number,
  ): readonly [number, number] {
    const count = this.registers[counter] ?? 0;
    const goesOn = count < least || (count < most && this.registers[counter + 1] !== at);
    if (!goesOn) return [after, at];
    if (count >= least) {
      if (isLazy) {
        // The next round is tried only if what follows fails: it begins by counting.
        this.push(LONGER, here, at, count);
        return [after, at];
      }
      this.push(RETRY, after, at, 0);
    }
    this.set(counter, count + 1);
    this.set(counter + 1, at);
    return [here + 1, at];
  }

  /** Goes back to what can be tried next, above a height of the stack. */
  private resume(bottom: number): readonly [number, number] | undefined {
    const { stack } = this;
    while (stack.length > bottom) {
      const top = stack.length - ENTRY;
      const mark = stack[top] ?? 0;
      const a = stack[top + 1] ?? 0;
      const b = stack[top + 2] ?? 0;
      const c = stack[top + 3] ?? 0;
      stack.length = top;
      if (mark >= 0) this.registers[mark] = a;
      else if (mark === RETRY) return [a, b];
      else {
        const resumed = this.resumeRun(mark, a, b, c);
        if (resumed !== undefined) return resumed;
      }
    }
    return undefined;
  }

  /** Makes a run one shorter, or a lazy run or repetition one longer. */
  private resumeRun(
    mark: number,
    here: number,
    at: number,
    count: number,
  ): readonly [number, number] | undefined {
    const instruction = this.instructions[here];
    if (instruction?.do === 'loop') {
      this.set(instruction.counter, count + 1);
      this.set(instruction.counter + 1, at);
      return [here + 1, at];
    }
    if (instruction?.do !== 'run') return undefined;
    if (mark === SHORTER) {
      if (count - 1 > instruction.least) this.push(SHORTER, here, at, count - 1);
      return [here + 1, at + count - 1];
    }
    const code = this.codes[at + count];
    if (code === undefined || count >= instruction.most || !instruction.test(code)) return undefined;
    this.push(LONGER, here, at, count + 1);
    return [here + 1, at + count + 1];
  }

  /** Keeps what has to be undone above a height, and forgets what could be tried. */
  private forgetTries(bottom: number): void {
    const kept: number[] = [];
    for (let entry = bottom; entry < this.stack.length; entry += ENTRY)
      if ((this.stack[entry] ?? 0) >= 0) kept.push(...this.stack.slice(entry, entry + ENTRY));
    this.stack.length = bottom;
    for (const part of kept) this.stack.push(part);
  }

  private undo(bottom: number): void {
    while (this.resume(bottom) !== undefined);
  }
}
