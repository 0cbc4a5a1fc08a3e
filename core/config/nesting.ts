import { Parser } from 'yaml';

/** As much of a token as nesting needs; the parser's own types form a large union. */
interface NestedToken {
  readonly value?: unknown;
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[];
}

/**
 * How many levels deep a YAML text nests, found without recursion: building the tree of a hostile text
 * ends the whole process, and no `catch` helps.
 */
export function nestingDepth(text: string): number {
  let deepest = 0;
  const open: { token: NestedToken; depth: number }[] = [];
  const add = (value: unknown, depth: number): void => {
    if (typeof value === 'object' && value !== null) open.push({ token: value, depth });
  };
  for (const token of new Parser().parse(text)) add(token, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    add(next.token.value, next.depth + 1);
    for (const item of next.token.items ?? []) {
      add(item.key, next.depth + 1);
      add(item.value, next.depth + 1);
    }
  }
  return deepest;
}
