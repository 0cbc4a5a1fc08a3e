import { LineCounter, type Node } from 'yaml';
import type { SourceRange } from '../lint-problem';

/** Offsets of a YAML text as lines and columns; the reader fills `lines` while it parses. */
export class Positions {
  readonly lines = new LineCounter();

  constructor(private readonly text: string) {}

  rangeOf(start: number, end: number): SourceRange {
    return { start: this.position(start), end: this.position(end) };
  }

  rangeOfNode(node: Node): SourceRange {
    const [start, end] = node.range ?? [0, 0];
    return this.rangeOf(start, end);
  }

  /** The source of a node, quotes and block indicator included. */
  sourceOf(node: Node): string {
    const [start, end] = node.range ?? [0, 0];
    return this.text.slice(start, end);
  }

  private position(offset: number): SourceRange['start'] {
    const { line, col } = this.lines.linePos(Math.min(offset, this.text.length));
    return { line: Math.max(0, line - 1), column: Math.max(0, col - 1) };
  }
}
