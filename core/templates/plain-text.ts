import type { LanguageOptions } from './jinja/language';

/**
 * Whether a text certainly renders to itself. A quick look without parsing, for lists of thousands of texts: where it
 * says no, the text may still hold no tag.
 */
export function isPlainText(text: string, { delimiters }: LanguageOptions): boolean {
  const { blockStart, variableStart, commentStart, lineStatementPrefix, lineCommentPrefix } = delimiters;
  const mayBeLines = lineStatementPrefix !== null || lineCommentPrefix !== null;
  // The ends of lines may be normalized.
  if (mayBeLines || /[\r\n]/.test(text)) return false;
  return ![blockStart, variableStart, commentStart].some((start) => text.includes(start));
}
