import { LineCounter, type Node } from 'yaml';
import { TextPositions, type TextPosition } from '../../system';
import type { SourceRange } from '../lint-problem';

/** A stretch of a manifest, or of a file that it includes. */
export interface ManifestRange extends SourceRange {
  /** Absolute path of the included file; none for the manifest itself. */
  readonly file?: string;
}

/** Offsets of a YAML text as lines and columns; the reader fills `lines` while it parses. */
export class Positions {
  readonly lines = new LineCounter();

  /** @param file absolute path where the text is that of an included file */
  constructor(
    private readonly text: string,
    private readonly file?: string,
  ) {}

  rangeOf(start: number, end: number): ManifestRange {
    const range = { start: this.position(start), end: this.position(end) };
    return this.file === undefined ? range : { ...range, file: this.file };
  }

  /** The same without the line break that it ends with, also behind where the reader stopped and counted no more lines. */
  rangeOnLines(start: number, end: number): ManifestRange {
    const last = this.text.slice(start, end).replace(/[\r\n]+$/, '');
    const found = new TextPositions(this.text).range(start, start + last.length);
    const range = { start: placeOf(found.start), end: placeOf(found.end) };
    return this.file === undefined ? range : { ...range, file: this.file };
  }

  rangeOfNode(node: Node): ManifestRange {
    const [start, end] = node.range ?? [0, 0];
    return this.rangeOf(start, end);
  }

  /** The source of a node, quotes and block indicator included. */
  sourceOf(node: Node): string {
    const [start, end] = node.range ?? [0, 0];
    return this.text.slice(start, end);
  }

  /** Whether a node reaches to the end of a text that does not end with its line. */
  endsOpen(node: Node): boolean {
    const [, end] = node.range ?? [0, 0];
    return end >= this.text.length && !/[\r\n]$/.test(this.text);
  }

  private position(offset: number): SourceRange['start'] {
    const { line, col } = this.lines.linePos(Math.min(offset, this.text.length));
    return { line: Math.max(0, line - 1), column: Math.max(0, col - 1) };
  }
}

function placeOf({ line, character }: TextPosition): SourceRange['start'] {
  return { line, column: character };
}
