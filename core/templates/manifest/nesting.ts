import { Parser, type CST } from 'yaml';

/**
 * How deeply collections are nested in a YAML text. The reader calls itself for every level, and a stack
 * that runs out there can end the whole process; this count does not call itself.
 */
export function nestingDepth(text: string): number {
  let deepest = 0;
  const pending: { token: CST.Token; depth: number }[] = [];
  for (const token of new Parser().parse(text)) pending.push({ token, depth: 0 });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    for (const child of childrenOf(token)) pending.push({ token: child, depth: depth + 1 });
  }
  return deepest;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key ?? [], item.value ?? []].flat());
}
