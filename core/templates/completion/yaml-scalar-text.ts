/** A quoted text up to where somebody writes, or to its end. */
export interface QuotedText {
  readonly text: string;
  /** Where it ends, behind its quote; undefined where it does not. */
  readonly end: number | undefined;
}

/** Reads a quoted scalar of YAML with its escapes resolved as far as a cursor has to know. */
export function readQuoted(source: string, start: number): QuotedText {
  const quote = source.charAt(start);
  let text = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quote === "'" && character === "'" && source.charAt(at + 1) === "'") {
      text += "'";
      at += 1;
    } else if (character === quote) return { text, end: at + 1 };
    else if (quote === '"' && character === '\\') {
      at += 1;
      const escaped = source.charAt(at);
      text += escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped;
    } else text += character;
  }
  return { text, end: undefined };
}
