import type { Assertion, Backreference, CharacterTest, Expression, Repetition } from './syntax';

/** A step of the machine that matches; `next` and the like are the places of other steps. */
export type Instruction =
  | { readonly do: 'character'; readonly test: CharacterTest }
  /** Matches one kind of character as often as it can. */
  | {
      readonly do: 'run';
      readonly test: CharacterTest;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
    }
  | { readonly do: 'jump'; to: number }
  /** Goes on, and tries `otherwise` if that fails. */
  | { readonly do: 'try'; otherwise: number }
  | { readonly do: 'save'; readonly register: number }
  | { readonly do: 'assert'; readonly holds: Assertion }
  | { readonly do: 'repeatGroup'; readonly group: Backreference }
  | { readonly do: 'ifGroup'; readonly index: number; otherwise: number }
  /** Matches what follows up to its `done` on its own, then goes on at `after`. */
  | { readonly do: 'atomic'; after: number }
  | { readonly do: 'look'; readonly back: number; readonly isNegative: boolean; after: number }
  /** Sets a counter and its last place. */
  | { readonly do: 'begin'; readonly counter: number }
  /** Decides whether a repetition goes on. */
  | {
      readonly do: 'loop';
      readonly counter: number;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
      after: number;
    }
  | { readonly do: 'done' };

/** The steps that match one expression. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** How many registers it needs: two for each group and the whole, then two for each counter. */
  readonly registers: number;
}

/** The steps that match an expression with so many groups. */
export function compileExpression(root: Expression, groupCount: number): Program {
  const compiler = new Compiler((groupCount + 1) * 2);
  compiler.add(root);
  compiler.instructions.push({ do: 'done' });
  return { instructions: compiler.instructions, registers: compiler.registers };
}

class Compiler {
  readonly instructions: Instruction[] = [];

  constructor(public registers: number) {}

  private get here(): number {
    return this.instructions.length;
  }

  add(expression: Expression): void {
    switch (expression.type) {
      case 'character':
        this.instructions.push({ do: 'character', test: expression.test });
        break;
      case 'sequence':
        for (const part of expression.parts) this.add(part);
        break;
      case 'alternation':
        this.addBranches(expression.branches);
        break;
      case 'group':
        this.instructions.push({ do: 'save', register: expression.index * 2 });
        this.add(expression.body);
        this.instructions.push({ do: 'save', register: expression.index * 2 + 1 });
        break;
      case 'assertion':
        this.instructions.push({ do: 'assert', holds: expression.holds });
        break;
      case 'backreference':
        this.instructions.push({ do: 'repeatGroup', group: expression });
        break;
      case 'repetition':
        this.addRepetition(expression);
        break;
      case 'atomic':
        this.addApart({ do: 'atomic', after: 0 }, expression.body);
        break;
      case 'look': {
        const { back, isNegative, body } = expression;
        this.addApart({ do: 'look', back, isNegative, after: 0 }, body);
        break;
      }
      case 'conditional':
        this.addConditional(expression.index, expression.yes, expression.no);
    }
  }

  private addBranches(branches: readonly Expression[]): void {
    const jumps: { to: number }[] = [];
    branches.forEach((branch, index) => {
      const isLast = index === branches.length - 1;
      const attempt = { do: 'try' as const, otherwise: 0 };
      if (!isLast) this.instructions.push(attempt);
      this.add(branch);
      if (isLast) return;
      const jump = { do: 'jump' as const, to: 0 };
      this.instructions.push(jump);
      jumps.push(jump);
      attempt.otherwise = this.here;
    });
    for (const jump of jumps) jump.to = this.here;
  }

  private addRepetition({ body, least, most, isLazy }: Repetition): void {
    const single = body.type === 'sequence' && body.parts.length === 1 ? (body.parts[0] ?? body) : body;
    if (single.type === 'character') {
      this.instructions.push({ do: 'run', test: single.test, least, most, isLazy });
      return;
    }
    const counter = this.registers;
    this.registers += 2;
    this.instructions.push({ do: 'begin', counter });
    const loop = { do: 'loop' as const, counter, least, most, isLazy, after: 0 };
    const start = this.here;
    this.instructions.push(loop);
    this.add(body);
    this.instructions.push({ do: 'jump', to: start });
    loop.after = this.here;
  }

  private addApart(instruction: Instruction & { after: number }, body: Expression): void {
    this.instructions.push(instruction);
    this.add(body);
    this.instructions.push({ do: 'done' });
    instruction.after = this.here;
  }

  private addConditional(index: number, yes: Expression, no: Expression): void {
    const condition = { do: 'ifGroup' as const, index, otherwise: 0 };
    this.instructions.push(condition);
    this.add(yes);
    const jump = { do: 'jump' as const, to: 0 };
    this.instructions.push(jump);
    condition.otherwise = this.here;
    this.add(no);
    jump.to = this.here;
  }
}
