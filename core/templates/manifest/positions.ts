import type { Node } from 'yaml';
import type { SourceRange } from '../lint-problem';
import { LINE_BREAK, TextLines } from './text-lines';

/** A stretch of a manifest, or of a file that it includes. */
export interface ManifestRange extends SourceRange {
  /** Absolute path of the included file; none for the manifest itself. */
  readonly file?: string;
}

/**
 * Offsets of a YAML text as lines and columns. Lines end as editors and PyYAML end them, also with a carriage return
 * alone, which the parser of YAML knows as none.
 */
export class Positions {
  private readonly lines: TextLines;

  /** @param file absolute path where the text is that of an included file */
  constructor(
    private readonly text: string,
    private readonly file?: string,
  ) {
    this.lines = new TextLines(text, LINE_BREAK);
  }

  rangeOf(start: number, end: number): ManifestRange {
    const range = { start: this.position(start), end: this.position(end) };
    return this.file === undefined ? range : { ...range, file: this.file };
  }

  /** The same without the line break that it ends with. */
  rangeOnLines(start: number, end: number): ManifestRange {
    return this.rangeOf(start, start + this.text.slice(start, end).replace(/[\r\n]+$/, '').length);
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
    return this.lines.position(offset);
  }
}
