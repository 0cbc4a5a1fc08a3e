/** What stands in the place of a secret. */
const MASK = '***';

/**
 * The names that secrets go by, wherever they end: `LIMS_PASSWORD`, `apiKey`, `client-secret`. The
 * names with `token` that are not listed belong to our own findings and to parsers, and hold none.
 */
const SECRET_NAME =
  /(?:pass(?:word|wd|phrase|code)|pwd|(?<![a-z])pass(?![a-z])|secret|(?<!placeholder_|matched_|allow_|unexpected )token|api[_-]?key|access[_-]?key|private[_-]?key|credential|(?:proxy-)?authorization|cookie)[\w-]{0,40}/gi;

/** Names whose values hold spaces (`Basic abc`) and that lists of headers separate by a comma. */
const HEADER_NAME = /^(?:proxy-)?authorization|^cookie/i;

/** Up to the value: the quote or bracket that closes the name, then `:`, `=`, `:=` or `=>`. */
const ASSIGNMENT = /(?:\\*["'`])?\]?\s*(?::=|=>|[:=])\s*/y;
/** The value of a command line option, or of a header in a list, is the next word or element. */
const NEXT_WORD = /(?:\\*["'`])?(?:\s*,\s*|\s+)/y;

const OPENING_QUOTE = /\\*["'`]/y;
const WORD = /[^\s]*/y;
const LINE = /[^\r\n]*/y;

/** User information in a URL; a password may wrongly hold slashes, a port is none. */
const USER_INFO =
  /(?<=:\\?\/\\?\/)(?:[^\s/?#\\]*@|[^\s/?#:@]{0,256}:(?!\d{1,5}(?:[/?#\s]|$))[^\s@]{0,256}@)/g;
const BEARER = /\b(bearer)((?:\s|%20|\+)+)[^\s"'`,;]+/gi;
/** A JSON Web Token says by its first letters what it is. */
const WEB_TOKEN = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

/**
 * Masks passwords, tokens, keys, `Authorization` values and the user information of URLs (spec 1.2, Log
 * lines). In doubt it masks more: to the end of the line where the value may hold spaces.
 */
export function redact(text: string): string {
  return maskAssignments(text)
    .replace(USER_INFO, `${MASK}@`)
    .replace(BEARER, `$1$2${MASK}`)
    .replace(WEB_TOKEN, MASK);
}

function maskAssignments(text: string): string {
  let masked = '';
  let copied = 0;
  SECRET_NAME.lastIndex = 0;
  for (let name = SECRET_NAME.exec(text); name !== null; name = SECRET_NAME.exec(text)) {
    const value = valueAfter(text, name[0], name.index);
    if (value === undefined) continue;
    masked += text.slice(copied, value.start) + MASK;
    copied = value.end;
    SECRET_NAME.lastIndex = Math.max(value.end, SECRET_NAME.lastIndex);
  }
  return masked + text.slice(copied);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where the value of the secret called `name` stands, or undefined where none follows. */
function valueAfter(text: string, name: string, at: number): Stretch | undefined {
  const header = HEADER_NAME.test(name);
  const end = at + name.length;
  const assignment = matchAt(ASSIGNMENT, text, end);
  const separator = assignment ?? (header || isOption(text, at) ? matchAt(NEXT_WORD, text, end) : undefined);
  if (separator === undefined) return undefined;
  const start = end + separator.length;
  const quote = matchAt(OPENING_QUOTE, text, start);
  if (quote !== undefined)
    return { start: start + quote.length, end: closingQuote(text, quote, start + quote.length) };
  const mayHoldSpaces = header || (assignment !== undefined && /\s$/.test(assignment));
  const value = matchAt(mayHoldSpaces ? LINE : WORD, text, start) ?? '';
  // A block of YAML goes on for lines; where it ends cannot be told from here.
  if (/^[|>][-+\d]*\s*$/.test(value)) return { start, end: text.length };
  return value === '' ? undefined : { start, end: start + value.length };
}

/** Whether the name is that of a command line option: `--password`, `--lims-password`. */
function isOption(text: string, at: number): boolean {
  return /(?:^|[\s"'`=,[])--?[\w-]{0,40}$/.test(text.slice(Math.max(0, at - 44), at));
}

/** The offset of the quote that closes a value; without one the value goes to the end of the text. */
function closingQuote(text: string, quote: string, start: number): number {
  for (let end = text.indexOf(quote, start); end >= 0; end = text.indexOf(quote, end + 1)) {
    let backslashes = 0;
    while (end - backslashes > start && text[end - backslashes - 1] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
