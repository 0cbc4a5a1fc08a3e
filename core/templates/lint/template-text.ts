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

/** A text that stands in its file as it is. */
export function verbatimText(text: Pick<TemplateText, 'file' | 'kind' | 'source'>): TemplateText {
  return {
    ...text,
    placeOf: (position) => position,
    stretchOf: (range) => ({ ...range, exact: true }),
    insideOf: (place) => place,
  };
}
