/** A text as code of Markdown on one line, whatever it holds. */
export function markdownCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A text that means itself in Markdown. */
export function markdownProse(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#!|&~]/g, '\\$&');
}
