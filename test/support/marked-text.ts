import type { Position, Range } from 'vscode-languageserver';
import { TextPositions } from '../../core/system';

/** A text without its marks, and where they were. */
export interface MarkedText {
  readonly text: string;
  /** What stood between `⟦` and `⟧`, in the order in which they end. */
  readonly ranges: readonly Range[];
  /** Where a `‸` stood, in order. */
  readonly cursors: readonly Position[];
}

/** Takes `⟦ranges⟧` and `‸` cursors out of a text. */
export function marked(source: string): MarkedText {
  let text = '';
  const starts: number[] = [];
  const offsets: [number, number][] = [];
  const cursors: number[] = [];
  for (const character of source) {
    if (character === '⟦') starts.push(text.length);
    else if (character === '⟧') offsets.push([starts.pop() ?? 0, text.length]);
    else if (character === '‸') cursors.push(text.length);
    else text += character;
  }
  const positions = new TextPositions(text);
  return {
    text,
    ranges: offsets.map(([start, end]) => positions.range(start, end)),
    cursors: cursors.map((offset) => positions.position(offset)),
  };
}

/** What stands in a range of a text. */
export function textIn(text: string, { start, end }: Range): string {
  const lines = text.split(/\r\n|\n|\r/);
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.character, end.character);
  const inner = lines.slice(start.line + 1, end.line);
  const first = (lines[start.line] ?? '').slice(start.character);
  return [first, ...inner, (lines[end.line] ?? '').slice(0, end.character)].join('\n');
}
