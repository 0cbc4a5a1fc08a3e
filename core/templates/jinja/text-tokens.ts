import type { LanguageOptions, SourcePosition } from './language';
import type { Token } from './syntax/expression-tokens';
import { Source } from './syntax/source';
import { tokenize, type Aside } from './syntax/tokenizer';

/** A word or sign of a template's text: what stands in tags and expressions, and comments. */
export interface TextToken {
  /** `tag`: the word that a tag begins with. `open`: where a tag or expression begins, a token of no width. */
  readonly kind: 'open' | 'tag' | 'name' | 'string' | 'number' | 'operator' | 'comment';
  /** As it is written, its line ends made `\n`. */
  readonly text: string;
  readonly start: SourcePosition;
}

const KINDS: Partial<Record<Token['type'], TextToken['kind']>> = {
  'block-start': 'open',
  'variable-start': 'open',
  symbol: 'name',
  string: 'string',
  int: 'number',
  float: 'number',
  operator: 'operator',
};

/** The words and signs of a template's text in their order; what cannot be read of it is left out. */
export function textTokens(source: string, file: string, options: LanguageOptions): readonly TextToken[] {
  const text = new Source(source, true);
  const asides: TextToken[] = [];
  const noteAside = (kind: Aside, start: number, end: number): void => {
    const written = text.text.slice(start, end).trim();
    const at = text.text.indexOf(written, start);
    const tag = kind === 'raw' ? /(?:end)?raw/.exec(written) : null;
    if (kind === 'comment') asides.push({ kind, text: written, start: text.position(at) });
    else if (tag !== null) asides.push({ kind: 'tag', text: tag[0], start: text.position(at + tag.index) });
  };
  const tokens: TextToken[] = [];
  let opens = false;
  for (const { type, start, end } of tokenize(source, file, options, ignore, noteAside)) {
    const kind = KINDS[type];
    if (kind !== undefined) {
      tokens.push({
        kind: opens && kind === 'name' ? 'tag' : kind,
        text: kind === 'open' ? '' : text.text.slice(start, end),
        start: text.position(start),
      });
    }
    opens = type === 'block-start';
  }
  return asides.length === 0 ? tokens : [...tokens, ...asides].sort(byPlace);
}

function ignore(): void {
  // What is wrong with the text is told elsewhere.
}

function byPlace({ start: one }: TextToken, { start: other }: TextToken): number {
  return one.line - other.line || one.column - other.column;
}
