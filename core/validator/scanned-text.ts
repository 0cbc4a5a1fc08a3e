import { TextPositions } from '../system';
import type { Range } from './finding';

/** A text whose content is judged. */
export class ScannedText {
  private readonly positions: TextPositions;

  /**
   * @param path absolute
   * @param exempt tokens of this file that are no placeholders
   */
  constructor(
    readonly path: string,
    readonly text: string,
    readonly exempt: ReadonlySet<string>,
  ) {
    this.positions = new TextPositions(text);
  }

  /** The range between two UTF-16 offsets of the text. */
  range(start: number, end: number): Range {
    return this.positions.range(start, end);
  }
}
