/** What a text becomes in a field of one line. */
export interface OneLine {
  readonly text: string;
  /** Whether line breaks were made spaces. */
  readonly joined: boolean;
}

/** Makes each run of line breaks one space; those at the end, which copying a line brings along, are left out. */
export function toOneLine(pasted: string): OneLine {
  const text = pasted.replace(/[\r\n\u2028\u2029]+$/, '');
  const joined = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  return { text: joined, joined: joined !== text };
}
