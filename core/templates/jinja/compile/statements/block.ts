import { l10n } from '../../../../system';
import { blockOf, superOf, TemplateReference, writeBlock } from '../../runtime/blocks';
import type { BlockCode, Execute } from '../../runtime/template-code';
import type { Activation } from '../../runtime/activation';
import type { Block } from '../../syntax/tree';
import { ITEMS_PER_ENTRY } from '../../values/effort';
import type { Value } from '../../values/kinds';
import { Frame } from '../frame';
import { compileStatements } from '../statement';
import type { VariableReference } from '../../language';
import type { Symbols, Variable } from '../symbols';
import { outputOf } from './output';

/** Where a block stands: what fills it is written there. */
export function compileBlock(node: Block, frame: Frame): Execute {
  const name = node.name.value;
  const { unit } = frame;
  if (unit.blocks.has(name)) unit.fail(l10n.t("the block '{0}' is defined twice", name), node.name);
  else {
    const earlier = unit.references.length;
    unit.blocks.set(name, blockCode(node, frame));
    forgetKnown(node, frame, earlier);
  }
  const locals = node.scoped ? localsOf(frame) : undefined;
  const write = (activation: Activation): undefined => {
    const { rendering, context } = activation;
    const own = locals === undefined ? context : context.derived(locals(activation));
    writeBlock(rendering, own, blockOf(own, name), 0);
    return undefined;
  };
  // In a loop it is written even where another template is extended, as in Jinja.
  return frame.flags.topLevel ? outputOf(frame, write) : write;
}

/** What the template itself sets is in the context that its blocks see: no reference to the outside. */
function forgetKnown(node: Block, frame: Frame, from: number): void {
  const { unit, flags, symbols } = frame;
  if (!flags.topLevel && !node.scoped) return;
  const known = symbols.stored();
  const isKnown = (name: string): boolean => {
    const variable = known.get(name);
    return variable !== undefined && unit.isAssigned(variable);
  };
  const inBlock = unit.references.splice(from);
  if (unit.isAnalysis) linkKnown(inBlock, known, frame);
  unit.references.push(...inBlock.filter(({ name }) => !isKnown(name)));
}

/** What a block takes from outside may be what is set around it. */
function linkKnown(
  inBlock: readonly VariableReference[],
  known: ReadonlyMap<string, Variable>,
  frame: Frame,
): void {
  const { unit } = frame;
  const positions = new Map(unit.variables.map(({ position, variable }) => [position, variable]));
  for (const { name, position } of inBlock) {
    const [inside, around] = [positions.get(position), known.get(name)];
    if (inside === undefined || around === undefined) continue;
    unit.links.push([around, inside]);
    if (frame.isSettled(around)) unit.fromContext.delete(inside);
  }
}

/** The variables of a scope and those around it that have a value, by name. */
export function localsOf(frame: Frame): ReadLocals {
  // One scope may include thousands of templates.
  const known = localsOfScopes.get(frame.symbols);
  if (known !== undefined) return known;
  const read = readingLocals(frame);
  localsOfScopes.set(frame.symbols, read);
  return read;
}

type ReadLocals = (activation: Activation) => Map<string, Value>;

const localsOfScopes = new WeakMap<Symbols, ReadLocals>();

function readingLocals(frame: Frame): ReadLocals {
  const reads = [...frame.symbols.stored()].map(([name, variable]) => ({
    name,
    read: frame.reading(variable),
  }));
  return (activation) => {
    const locals = new Map<string, Value>();
    activation.rendering.hold(reads.length * ITEMS_PER_ENTRY);
    for (const { name, read } of reads) {
      const value = read(activation);
      if (value !== undefined) locals.set(name, value);
    }
    return locals;
  };
}

/** A block sees the context and nothing of what stands around it, but for a scoped one. */
function blockCode(node: Block, around: Frame): BlockCode {
  const { unit } = around;
  const { escaping } = around.flags;
  const frame = Frame.ofFunction(unit, { escaping });
  const { symbols } = frame;
  const used = unit.undeclaredIn(node.body.children, ['self', 'super']);
  const self = used.has('self') ? symbols.declareParameter('self').slot : undefined;
  const parent = used.has('super') ? symbols.declareParameter('super').slot : undefined;
  symbols.visit(node.body.children);
  const before = unit.assignedCount;
  const enter = frame.entering();
  const body = compileStatements(node.body.children, frame);
  unit.forgetBehind(before);
  unit.scopes.push({ extent: node.extent, symbols });
  const name = node.name.value;
  return {
    name,
    file: unit.file,
    required: node.required,
    size: frame.size,
    run(activation, depth) {
      const { rendering, context, slots } = activation;
      if (self !== undefined) slots[self] = new TemplateReference(rendering, context);
      if (parent !== undefined)
        slots[parent] = superOf(rendering, context, context.blocks.get(name) ?? [], depth + 1);
      enter(activation);
      body(activation);
    },
  };
}
