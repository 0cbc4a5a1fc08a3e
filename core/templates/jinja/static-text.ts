import type { LanguageOptions } from './language';

/** Whether a text renders to itself, whatever the answers are. */
export function isStatic(
  source: string,
  { delimiters, newlineSequence, keepTrailingNewline }: LanguageOptions,
): boolean {
  const { blockStart, variableStart, commentStart, lineStatementPrefix, lineCommentPrefix } = delimiters;
  const marks = [blockStart, variableStart, commentStart, lineStatementPrefix, lineCommentPrefix, '\r'];
  if (marks.some((mark) => mark !== null && source.includes(mark))) return false;
  if (newlineSequence !== '\n' && source.includes('\n')) return false;
  return keepTrailingNewline || !source.endsWith('\n');
}
