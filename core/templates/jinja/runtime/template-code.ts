import type { Activation } from './activation';

/** Ends a turn of a loop, or the loop. */
export type Jump = 'break' | 'continue';
/** A statement as something that is done. */
export type Execute = (activation: Activation) => Jump | undefined;

/** A block of a template as code. */
export interface BlockCode {
  readonly name: string;
  readonly file: string;
  readonly required: boolean;
  /** How many variables it has. */
  readonly size: number;
  /** Runs it; `depth` is how many templates further up its `super()` begins. */
  run(activation: Activation, depth: number): void;
}

/** A template as code. */
export interface TemplateCode {
  readonly file: string;
  readonly size: number;
  readonly blocks: ReadonlyMap<string, BlockCode>;
  run(activation: Activation): void;
}
