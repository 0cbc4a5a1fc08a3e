/** Where an offset stands among the brackets of one line of YAML. */
export interface FlowPlace {
  /** The way into the brackets: keys of mappings, numbers of lists; for a value, with its key at the end. */
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
  /** Where the key or value begins and ends. */
  readonly start: number;
  readonly end: number;
  /** The other keys of the innermost mapping before it, with their values. */
  readonly present: Readonly<Record<string, string>>;
}

/** A bracket that is open at the offset. */
interface Open {
  readonly kind: '{' | '[';
  /** How many commas stand in it so far. */
  items: number;
  key: string | undefined;
  readonly present: Record<string, string>;
  /** Where the key or value begins that is written last. */
  from: number;
}

/**
 * Where an offset stands in a value that begins in this line, as far as brackets before it say.
 * @param start where the value begins
 */
export function flowPlace(source: string, start: number, offset: number): FlowPlace {
  const open: Open[] = [];
  for (let at = start; at < offset && at < source.length; at += 1) {
    const character = source[at] ?? '';
    const inner = open.at(-1);
    if (character === '"' || character === "'") at = endOfQuote(source, at);
    else if (character === '{' || character === '[') {
      if (inner !== undefined || at === start) open.push(opened(character, at + 1));
    } else if (inner !== undefined && (character === '}' || character === ']')) open.pop();
    else if (inner !== undefined && character === ',') next(inner, source, at);
    else if (inner?.kind === '{' && character === ':' && inner.key === undefined) {
      inner.key = wordIn(source, inner.from, at);
      inner.from = at + 1;
    }
  }
  return placeIn(open, source, start);
}

function placeIn(open: readonly Open[], source: string, start: number): FlowPlace {
  const path = open.flatMap(({ kind, key, items }): (string | number)[] =>
    kind === '[' ? [items] : key === undefined ? [] : [key],
  );
  const inner = open.at(-1);
  const from = skipSpace(source, inner?.from ?? start);
  const rest = inner === undefined ? /^.*?(?=\s+#|\s*$)/ : /^[^,{}[\]]*?(?=\s*(?:[,{}[\]:]|$))/;
  const length = rest.exec(source.slice(from))?.[0].length ?? 0;
  const at = inner?.kind === '{' && inner.key === undefined ? 'key' : 'value';
  return { path, at, start: from, end: from + length, present: inner?.present ?? {} };
}

function opened(kind: '{' | '[', from: number): Open {
  return { kind, items: 0, key: undefined, present: Object.create(null) as Record<string, string>, from };
}

/** Behind a comma the next member begins. */
function next(inner: Open, source: string, at: number): void {
  if (inner.key !== undefined) inner.present[inner.key] = wordIn(source, inner.from, at);
  inner.items += 1;
  inner.key = undefined;
  inner.from = at + 1;
}

function wordIn(source: string, start: number, end: number): string {
  return source
    .slice(start, end)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
}

/** Where the next character stands that is no space. */
export function skipSpace(source: string, start: number): number {
  let at = start;
  while (source[at] === ' ') at += 1;
  return at;
}

/** Where the quote that begins at an offset ends; the end of the line for one that does not. */
function endOfQuote(source: string, start: number): number {
  const end = source.indexOf(source[start] ?? '', start + 1);
  return end < 0 ? source.length : end;
}
