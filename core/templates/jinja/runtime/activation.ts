import type { Value } from '../values/kinds';
import type { Context } from './context';
import type { Rendering } from './rendering';
import type { TemplateCode } from './template-code';

/** What a run of a function takes beside its variables, in items. */
const ITEMS_PER_ACTIVATION = 16;

/** One run of a function of a template: the template, a block, a macro, a turn of a recursive loop. */
export class Activation {
  /** Its variables by their places; undefined where one has no value yet. */
  readonly slots: (Value | undefined)[];
  /** What the body of a block with filters wrote, for the first of them. */
  captured: Value = '';
  /** The template that this one extends, once that is known. */
  parent: TemplateCode | undefined;

  constructor(
    readonly rendering: Rendering,
    readonly context: Context,
    /** The run that this function was defined in. */
    readonly outer: Activation | undefined,
    size: number,
  ) {
    rendering.hold(size + ITEMS_PER_ACTIVATION);
    this.slots = new Array<Value | undefined>(size).fill(undefined);
  }
}
