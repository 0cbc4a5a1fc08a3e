import type { ScalarPieces } from './scalar-pieces';

/** A line break with the white space around it. */
const BREAK = /[ \t]*\r?\n[ \t]*/y;

const NUMBERED = String.raw`x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}`;
const ESCAPED_BREAK = String.raw`\r?\n[ \t]*`;

interface FlowStyle {
  /** How long a quote is. */
  readonly quote: 0 | 1;
  /** Matches an escape. */
  readonly escape?: RegExp;
  /** Matches what is nothing but itself; never empty, and never more than one kind of white space and other text. */
  readonly run: RegExp;
}

const PLAIN: FlowStyle = { quote: 0, run: /[ \t]+|\r|[^ \t\r\n]+/y };
const SINGLE_QUOTED: FlowStyle = { quote: 1, escape: /''/y, run: /[ \t]+|['\r]|[^ \t\r\n']+/y };
const DOUBLE_QUOTED: FlowStyle = {
  quote: 1,
  escape: new RegExp(String.raw`\\(?:${NUMBERED}|${ESCAPED_BREAK}|[0abefnrtvNLP_ "/\\\t])`, 'y'),
  run: /[ \t]+|[\\\r]|[^ \t\r\n\\]+/y,
};

/** What stands behind a backslash for what it is not itself (YAML 1.1, 5.7). */
const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Takes a plain or quoted scalar apart: folded lines and escapes as the YAML reader takes them. */
export function readFlowPieces(pieces: ScalarPieces): void {
  const { raw } = pieces;
  const style = raw.startsWith('"') ? DOUBLE_QUOTED : raw.startsWith("'") ? SINGLE_QUOTED : PLAIN;
  const end = Math.max(style.quote, raw.length - style.quote);
  pieces.layout(style.quote);
  // At its quotes there is room for text also where there is none.
  if (style.quote > 0) pieces.verbatim(style.quote);
  const inside = raw.slice(0, end);
  while (pieces.source < end) readPiece(pieces, inside, style);
  if (style.quote > 0) pieces.verbatim(end);
  pieces.layout(raw.length);
}

function readPiece(pieces: ScalarPieces, inside: string, { escape, run }: FlowStyle): void {
  if (readFold(pieces, inside)) return;
  const written = escape === undefined ? undefined : matchAt(escape, inside, pieces.source);
  const meant = written === undefined ? undefined : meaningOf(written);
  if (written === undefined || meant === undefined) {
    pieces.verbatim(pieces.source + (matchAt(run, inside, pieces.source)?.length ?? 1));
  } else if (meant === '') pieces.layout(pieces.source + written.length);
  else pieces.escape(pieces.source + written.length, meant);
}

/** Reads line breaks, if there are any: a single one is a space; of several the first is nothing. */
function readFold(pieces: ScalarPieces, inside: string): boolean {
  const nextBreak = (offset: number): number => offset + (matchAt(BREAK, inside, offset)?.length ?? 0);
  const { source } = pieces;
  let end = nextBreak(source);
  if (end === source) return false;
  let next = nextBreak(end);
  pieces.layout(end, next === end ? ' ' : '');
  while (next > end) {
    pieces.layout(next, '\n');
    end = next;
    next = nextBreak(end);
  }
  return true;
}

/** The text that an escape stands for, nothing for an escaped line break; undefined for a number that no character has. */
function meaningOf(escape: string): string | undefined {
  if (escape === "''") return "'";
  const kind = escape.charAt(1);
  if (kind === '\n' || kind === '\r') return '';
  if (!/[xuU]/.test(kind)) return ESCAPES[kind] ?? kind;
  const code = Number.parseInt(escape.slice(2), 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}
