import { l10n } from '../../../system';
import { Mistake } from '../place';
import { Markup, WithAttributes, type Arguments, type Value } from '../values/kinds';
import { Activation } from './activation';
import type { Context } from './context';
import type { Rendering } from './rendering';
import type { Run } from './run';
import type { BlockCode } from './template-code';

/** Writes a block of a context: that of the template that was rendered first, or, deeper, of those that it extends. */
export function writeBlock(rendering: Rendering, context: Context, block: BlockCode, depth: number): void {
  rendering.nestedBlock(() => {
    block.run(new Activation(rendering, context, undefined, block.size), depth);
  });
}

/** The block of a name as it is filled; a required one that nobody filled is an error. */
export function blockOf(context: Context, name: string): BlockCode {
  const block = context.blocks.get(name)?.[0];
  if (block === undefined)
    throw new Mistake(l10n.t("there is no block '{0}'", name), 'render', undefined, 'KeyError');
  if (block.required)
    throw new Mistake(
      l10n.t("the block '{0}' is required, and nothing fills it", name),
      'render',
      undefined,
      'TemplateRuntimeError',
    );
  return block;
}

/** What a block that can be called takes, in items. */
const ITEMS_PER_REFERENCE = 24;

/** What `super` and `self.name` give: a block that can be called. */
export class BlockReference extends WithAttributes {
  readonly kind = 'BlockReference';

  constructor(
    private readonly rendering: Rendering,
    private readonly context: Context,
    private readonly stack: readonly BlockCode[],
    private readonly depth: number,
  ) {
    super();
    rendering.hold(ITEMS_PER_REFERENCE);
  }

  override attribute(name: string): Value | undefined {
    return name === 'super' ? superOf(this.rendering, this.context, this.stack, this.depth + 1) : undefined;
  }

  override readonly call = (_given: Arguments, run: Run): Value => {
    const block = this.stack[this.depth];
    if (block === undefined) return null;
    const text = this.rendering.capture(() => {
      writeBlock(this.rendering, this.context, block, this.depth);
    });
    return run.autoescape ? new Markup(text) : text;
  };
}

/** The block of the same name that stands at `depth` of those who define it; undefined where there is none. */
export function superOf(
  rendering: Rendering,
  context: Context,
  stack: readonly BlockCode[],
  depth: number,
): Value {
  const name = stack[0]?.name ?? '';
  return stack[depth] === undefined
    ? rendering.undefined(l10n.t("there is no parent block called '{0}'", name))
    : new BlockReference(rendering, context, stack, depth);
}

/** The variable `self`: the blocks of a template by their names. */
export class TemplateReference extends WithAttributes {
  readonly kind = 'TemplateReference';

  constructor(
    private readonly rendering: Rendering,
    private readonly context: Context,
  ) {
    super();
  }

  override readonly representation = (): string => '<TemplateReference None>';

  override attribute(name: string): Value | undefined {
    const stack = this.context.blocks.get(name);
    return stack === undefined ? undefined : new BlockReference(this.rendering, this.context, stack, 0);
  }
}
