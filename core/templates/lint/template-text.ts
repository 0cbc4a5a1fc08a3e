import type { SourcePosition } from '../jinja/language';
import type { SourceRange } from '../lint-problem';

/** A text in the template language as it stands in a template, whether it parses or not. */
export interface TemplateText {
  /** Absolute path of the file that it stands in, or that bears it as its name. */
  readonly file: string;
  /** A value of the manifest; the content of a file; the name of a file or folder; the target of a link. */
  readonly kind: 'manifest' | 'content' | 'name' | 'link';
  readonly source: string;
  /** The question that it belongs to, where it stands in one of the manifest. */
  readonly question?: string | undefined;
  /** Where a position of the text is in its file; of a name, in the name itself. */
  readonly placeOf: (position: SourcePosition) => SourcePosition;
  /** Where a stretch of the text is in its file, and whether it is written there as it is, so that it may be replaced. */
  readonly stretchOf: (range: SourceRange) => SourceRange & { readonly exact: boolean };
  /** The position in the text for one in its file; undefined where that is outside of the text. */
  readonly insideOf: (place: SourcePosition) => SourcePosition | undefined;
}

/** A text that stands in its file as it is. Of a file with a byte order mark editors do not count that. */
export function verbatimText(text: Pick<TemplateText, 'file' | 'kind' | 'source'>): TemplateText {
  const mark =
    text.kind === 'content' && text.source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const moved = ({ line, column }: SourcePosition, by: number): SourcePosition =>
    line === 0 ? { line, column: Math.max(0, column + by) } : { line, column };
  const placeOf = (position: SourcePosition): SourcePosition => moved(position, -mark);
  return {
    ...text,
    placeOf,
    stretchOf: ({ start, end }) => ({ start: placeOf(start), end: placeOf(end), exact: true }),
    insideOf: (place) => moved(place, mark),
  };
}

const BYTE_ORDER_MARK = '\u{feff}';
