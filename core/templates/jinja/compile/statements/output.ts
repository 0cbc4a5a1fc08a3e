import nodes from 'nunjucks/src/nodes';
import type { Activation } from '../../runtime/activation';
import type { Execute } from '../../runtime/template-code';
import { RawData } from '../../syntax/tree';
import { Markup, type Value } from '../../values/kinds';
import { escaped } from '../../values/markup';
import { textOf } from '../../values/text';
import { TemplateModule } from '../../runtime/module';
import { compileExpression, type Evaluate } from '../expression';
import type { Frame } from '../frame';

/** Whether a statement of this frame writes: never below an `extends` that is known, and else only without a parent. */
export function outputOf(frame: Frame, write: (activation: Activation) => undefined): Execute {
  const { checksOutput } = frame.flags;
  if (checksOutput && frame.unit.extendsKnown) return () => undefined;
  if (!checksOutput) return write;
  return (activation) => {
    if (rootOf(activation).parent === undefined) write(activation);
    return undefined;
  };
}

/** The run of the template that a recursive loop of it belongs to. */
function rootOf(activation: Activation): Activation {
  let root = activation;
  while (root.outer !== undefined) root = root.outer;
  return root;
}

/** What only writes: text as it stands, and expressions. */
export type Written = nodes.TemplateData | nodes.Output;

export function isWritten(node: nodes.Node): node is Written {
  return node instanceof nodes.Output || (node instanceof nodes.TemplateData && !(node instanceof RawData));
}

export function compileRaw({ value }: RawData, frame: Frame): Execute {
  return outputOf(frame, ({ rendering }) => {
    rendering.writeRaw(value);
  });
}

/** An expression between two texts. */
interface Piece {
  readonly value: Evaluate;
  readonly node: nodes.Node;
  /** The text behind it. */
  behind: string;
}

/** Texts and expressions in a row, written at once. */
export function compileWritten(run: readonly Written[], frame: Frame): Execute {
  let before = '';
  const pieces: Piece[] = [];
  let last: Piece | undefined;
  for (const node of run) {
    if (node instanceof nodes.Output)
      for (const child of node.children) {
        last = { value: compileExpression(child, frame), node: child, behind: '' };
        pieces.push(last);
      }
    else if (last === undefined) before += node.value;
    else last.behind += node.value;
  }
  return writePieces(before, pieces, frame);
}

function writePieces(before: string, pieces: readonly Piece[], frame: Frame): Execute {
  const { unit } = frame;
  const print = printerOf(frame);
  const [first, second] = pieces;
  if (first === undefined)
    return outputOf(frame, ({ rendering }) => {
      rendering.write(before);
    });
  if (second === undefined) {
    const { value, node, behind } = first;
    return outputOf(frame, (activation) => {
      try {
        activation.rendering.write(before + print(value(activation), activation) + behind);
      } catch (caught) {
        throw unit.at(caught, node);
      }
    });
  }
  return outputOf(frame, (activation) => {
    let text = before;
    let at = first.node;
    try {
      for (const { value, node, behind } of pieces) {
        at = node;
        text += print(value(activation), activation) + behind;
      }
      activation.rendering.write(text);
    } catch (caught) {
      throw unit.at(caught, at);
    }
  });
}

/** Makes the text of a value, escaped where the frame says so. */
function printerOf({ flags: { escaping } }: Frame): (value: Value, activation: Activation) => string {
  if (escaping === false) return textOf;
  if (escaping === true) return escapedText;
  return (value, { rendering }) => (rendering.autoescape ? escapedText(value) : textOf(value));
}

function escapedText(value: Value): string {
  return escaped(value instanceof TemplateModule ? value.markup : value).text;
}

/** What a body wrote, as a value: marked as safe where text is escaped. */
export function capturedBy(frame: Frame): (activation: Activation, text: string) => Value {
  const { escaping } = frame.flags;
  if (escaping === false) return (_activation, text) => text;
  return ({ rendering }, text) => (escaping === true || rendering.autoescape ? new Markup(text) : text);
}
