import type { Position, Range } from 'vscode-languageserver';

/** The lines of a text as the protocol counts them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

type Lines = readonly string[];

/** Parts of answers that say nothing of the texts: what the client said itself, and what only the server reads. */
const NO_PLACES = new Set(['data', 'diagnostics', 'contents', 'documentation']);

/**
 * The first place in an answer of a language server that does not lie in the text that it speaks of.
 * @param uri the document that the answer is about, where it names no other
 * @param texts the lines of every text that is known, by its address; places in others are passed over
 */
export function outsideOf(
  value: unknown,
  uri: string,
  texts: ReadonlyMap<string, Lines>,
): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const lines = texts.get(uri);
  if (lines !== undefined && !isInside(value, lines)) return `outside of ${uri}: ${JSON.stringify(value)}`;
  const about = addressIn(value) ?? uri;
  for (const [key, part] of Object.entries(value)) {
    if (NO_PLACES.has(key)) continue;
    const outside = outsideOf(part, key.startsWith('file:') ? key : about, texts);
    if (outside !== undefined) return outside;
  }
  return undefined;
}

/** The document that a part of an answer speaks of. */
function addressIn(value: object): string | undefined {
  if ('textDocument' in value) return addressIn(value.textDocument as object);
  return 'uri' in value && typeof value.uri === 'string' ? value.uri : undefined;
}

function isInside(value: object, lines: Lines): boolean {
  if (isRange(value)) return isRangeInside(value, lines);
  if ('startLine' in value && 'endLine' in value)
    return Number(value.startLine) <= Number(value.endLine) && Number(value.endLine) < lines.length;
  if ('data' in value && Array.isArray(value.data)) return areTokensInside(value.data as number[], lines);
  return true;
}

function isRange(value: object): value is Range {
  return 'start' in value && 'end' in value && typeof value.start === 'object';
}

function isRangeInside({ start, end }: Range, lines: Lines): boolean {
  const inLine = ({ line, character }: Position): boolean =>
    line >= 0 && character >= 0 && line < lines.length && character <= (lines[line]?.length ?? 0);
  const isForward = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isForward && inLine(start) && inLine(end);
}

/** Whether tokens, five numbers each, stand one behind the other, each on its line. */
function areTokensInside(data: readonly number[], lines: Lines): boolean {
  let [line, character, free] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0] = data.slice(at, at + 3);
    if (down > 0) [character, free] = [0, 0];
    line += down;
    character += right;
    if (character < free || character + length > (lines[line]?.length ?? -1)) return false;
    free = character + length;
  }
  return true;
}
