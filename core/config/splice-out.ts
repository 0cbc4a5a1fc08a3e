import { isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { keyText, nodeOrNull } from './tree';
import type { KeyPath } from './problem';
import type { Splice } from './splice';
import { contentEnd, dashOffset, endOfLine, lineBreakOf, startOfLine, textBefore } from './text-places';

/**
 * The change of the text that takes a key or an element out, or undefined where it is not there.
 * A comment behind it in its line stays, as do those around it; what stands inside of it goes with it.
 */
export function spliceOut(text: string, root: Node | null, path: KeyPath): Splice | undefined {
  let node = root;
  let inline = false;
  for (const [depth, step] of path.entries()) {
    if (!isMap(node) && !isSeq(node)) return undefined;
    inline ||= node.flow === true;
    const index = isSeq(node) ? Number(step) : node.items.findIndex((pair) => keyText(pair) === String(step));
    const item = node.items[index];
    if (item === undefined) return undefined;
    if (depth === path.length - 1) return inline ? cutInline(text, node, index) : cutLines(text, node, index);
    node = nodeOrNull('value' in Object(item) && isMap(node) ? node.items[index]?.value : item);
  }
  return undefined;
}

function cutInline(text: string, holder: YAMLMap | YAMLSeq, index: number): Splice {
  const start = startOf(holder, index);
  const end = contentEnd(text, holder.items[index]);
  if (index + 1 < holder.items.length) return { start, end: startOf(holder, index + 1), text: '' };
  if (index > 0) return { start: contentEnd(text, holder.items[index - 1]), end, text: '' };
  return { start, end, text: '' };
}

function cutLines(text: string, holder: YAMLMap | YAMLSeq, index: number): Splice {
  const start = (isSeq(holder) ? dashOffset(holder, index) : undefined) ?? startOf(holder, index);
  const end = contentEnd(text, holder.items[index]);
  const lineEnd = endOfLine(text, end);
  const behind = text.slice(end, lineEnd).trim();
  if (textBefore(text, start).trim() !== '') return cutBehindDash(text, holder, start, end);
  if (behind !== '') return { start, end: lineEnd, text: behind };
  const lineStart = startOfLine(text, start);
  if (lineEnd < text.length) return { start: lineStart, end: lineEnd + lineBreakOf(text).length, text: '' };
  return { start: Math.max(0, lineStart - lineBreakOf(text).length), end: lineEnd, text: '' };
}

/** The first key of a mapping in a list shares its line with the dash, which must stay. */
function cutBehindDash(text: string, holder: YAMLMap | YAMLSeq, start: number, end: number): Splice {
  if (holder.items.length === 1) return { start, end, text: '{}' };
  const next = startOf(holder, 1);
  return text.slice(end, next).trim() === '' ? { start, end: next, text: '' } : { start, end, text: '' };
}

function startOf(holder: YAMLMap | YAMLSeq, index: number): number {
  const item = holder.items[index];
  const node = isMap(holder) ? nodeOrNull(holder.items[index]?.key) : nodeOrNull(item);
  return node?.range?.[0] ?? 0;
}
