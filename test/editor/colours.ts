import type { Token, Tokenize } from './host/tokenizer';

/** What a text looks like, as far as its scopes tell. */
export interface Colours {
  /** The scopes of the one place where these words stand, from the outermost to the innermost. */
  readonly of: (words: string) => string;
  /** The code of the tags of Jinja, each run of it that nothing else interrupts. */
  readonly jinja: readonly string[];
}

const BEGIN = /^punctuation\.(?:section\.embedded|definition\.comment)\.begin\.jinja$/;
const JINJA = /^(?:meta\.embedded\.inline|comment\.block)\.jinja$/;

/** Colours a text of a language. */
export async function coloursOf(tokenize: Tokenize, languageId: string, text: string): Promise<Colours> {
  const lines = await tokenize(languageId, text);
  return {
    of: (words) => scopesAt(lines, words),
    jinja: lines.flatMap(runsOfJinja),
  };
}

function scopesAt(lines: readonly (readonly Token[])[], words: string): string {
  const places = lines.flatMap((tokens) => {
    const line = tokens.map(({ text }) => text).join('');
    const start = line.indexOf(words);
    if (start < 0) return [];
    if (line.includes(words, start + 1)) throw new Error(`'${words}' stands more than once in: ${line}`);
    return [tokens.filter((token) => overlaps(tokens, token, start, start + words.length))];
  });
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) throw new Error(`'${words}' has ${places.length} places.`);
  const [first = '', ...different] = new Set(place.map(({ scopes }) => scopes.join(' ')));
  if (different.length > 0)
    throw new Error(`'${words}' has several looks: ${[first, ...different].join(', ')}`);
  return first;
}

function overlaps(tokens: readonly Token[], token: Token, start: number, end: number): boolean {
  const from = tokens.slice(0, tokens.indexOf(token)).reduce((sum, { text }) => sum + text.length, 0);
  return from < end && start < from + token.text.length;
}

function runsOfJinja(tokens: readonly Token[]): string[] {
  const runs: string[] = [];
  let goesOn = false;
  for (const { text, scopes } of tokens) {
    const isJinja = scopes.some((scope) => JINJA.test(scope));
    const begins = scopes.some((scope) => BEGIN.test(scope));
    if (isJinja && goesOn && !begins) runs.push(`${runs.pop() ?? ''}${text}`);
    else if (isJinja) runs.push(text);
    goesOn = isJinja;
  }
  return runs.map((run) => run.trim()).filter((run) => run !== '');
}
