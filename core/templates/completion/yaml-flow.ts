import { readQuoted } from './yaml-scalar-text';

/** What a flow collection of YAML (`{…}`, `[…]`) ends in. */
export interface OpenFlow {
  /** The keys on the way to it; `-` for an item of a list. */
  readonly path: readonly string[];
  readonly role: 'key' | 'value';
  /** What stands of it, without quotes and escapes. */
  readonly before: string;
  readonly quote: string | undefined;
  /** Where it begins in the text, behind its quote. */
  readonly start: number;
  /** The keys that the mapping has already. */
  readonly siblings: readonly string[];
}

interface Level {
  readonly isMapping: boolean;
  key: string | undefined;
  readonly keys: string[];
  start: number;
  text: string;
}

/**
 * Reads a flow collection that may not be closed.
 * @param source begins with its bracket
 * @param jinja what begins a part of the template language: a text that should be in quotes, and often is not yet
 * @returns where it ends, or what its end stands in
 */
export function readFlow(source: string, jinja: readonly string[]): number | OpenFlow {
  const levels: Level[] = [];
  let at = 0;
  while (at < source.length) {
    const level = levels.at(-1);
    const character = source.charAt(at);
    const isFresh = level?.text.trim() === '';
    if (isFresh && (character === '"' || character === "'")) {
      const { text, end } = readQuoted(source, at);
      if (end === undefined) return openFlow(levels, { before: text, quote: character, start: at + 1 });
      level.text = text;
      at = end;
      continue;
    }
    if (isFresh && level.start === at && jinja.some((mark) => source.startsWith(mark, at))) {
      const end = endOfJinja(source, at);
      level.text = source.slice(at, end);
      at = end;
      continue;
    }
    at += 1;
    if (character === '{' || character === '[') {
      levels.push({ isMapping: character === '{', key: undefined, keys: [], start: at, text: '' });
    } else if (level === undefined) return at;
    else if (character === '}' || character === ']') {
      levels.pop();
      if (levels.length === 0) return at;
    } else if (character === ',') Object.assign(level, { key: undefined, start: at, text: '' });
    else if (
      character === ':' &&
      level.isMapping &&
      level.key === undefined &&
      /^(?:\s|$)/.test(source.slice(at))
    ) {
      level.key = level.text.trim();
      level.keys.push(level.key);
      Object.assign(level, { start: at, text: '' });
    } else if (character === '#' && /\s/.test(source.charAt(at - 2))) {
      const end = source.indexOf('\n', at);
      if (end === -1) return source.length;
      at = end;
    } else {
      if (/\s/.test(character) && level.text === '') level.start = at;
      else level.text += character;
    }
  }
  return openFlow(levels, undefined);
}

/** A text that begins with a tag goes on to the end of its line, or to the comma behind its last brace. */
function endOfJinja(source: string, at: number): number {
  const found = /^[^\n]*?[}%\])]\s*(?=[,}\]]\s*(?:[\w"']|$))/.exec(source.slice(at));
  const line = source.indexOf('\n', at);
  return found === null ? (line === -1 ? source.length : line) : at + found[0].length;
}

function openFlow(
  levels: readonly Level[],
  written: Pick<OpenFlow, 'before' | 'quote' | 'start'> | undefined,
): OpenFlow {
  const last = levels.at(-1);
  const path = levels.flatMap(({ isMapping, key }) => (isMapping ? (key ?? []) : '-'));
  return {
    path,
    role: last?.isMapping === true && last.key === undefined ? 'key' : 'value',
    siblings: last?.keys ?? [],
    ...(written ?? { before: last?.text ?? '', quote: undefined, start: last?.start ?? 0 }),
  };
}
