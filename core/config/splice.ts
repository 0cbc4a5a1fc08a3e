import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { ExlabError, l10n } from '../system';
import { nodeOrNull, pairOf } from './tree';
import { dottedKey, type KeyPath } from './problem';
import { contentEnd, dashOffset, endOfLine, lineBreakOf, startOfLine, textBefore } from './text-places';
import { blockLines, fitsInline, flowText, inlineText } from './yaml-text';

/** A stretch of the text and what comes in its place; nothing else of the text changes. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Collection = YAMLMap | YAMLSeq;

/** A place in the tree that is there: a pair's value, or an element. */
interface Slot {
  readonly holder: Collection;
  readonly pair: Pair | undefined;
  readonly node: Node | null;
  /** Inside of brackets, where everything stands in one line. */
  readonly inline: boolean;
}

/** How deep what is new under a key is indented, in spaces. */
const STEP = 2;

/**
 * The change of the text that puts a value at a path (spec 9: comments and order of keys stay).
 * Throws `validation_failed` where the path leads through a single value or an alias.
 */
export function spliceIn(text: string, root: Node | null, path: KeyPath, value: unknown): Splice {
  if (!isCollection(root)) return appendAtEnd(text, wrapped(path, value));
  let slot: Slot = { holder: root, pair: undefined, node: root, inline: root.flow === true };
  for (const [depth, step] of path.entries()) {
    const { node } = slot;
    const rest = path.slice(depth + 1);
    if (isUnset(node) && !slot.inline) return replace(text, slot, wrapped(path.slice(depth), value));
    if (isScalar(node) && node.value === null) return replace(text, slot, wrapped(path.slice(depth), value));
    if (!isMap(node) && !isSeq(node)) throw unreachable(path.slice(0, depth), node);
    const inline = slot.inline || node.flow === true;
    const next = child(node, step, inline);
    if (next === undefined) return insert(text, node, step, wrapped(rest, value), inline);
    slot = next;
  }
  return replace(text, slot, value);
}

/** `lims:` and `lims: {}` hold nothing yet, and take what comes in lines of its own. */
function isUnset(node: Node | null): boolean {
  return isCollection(node) ? node.items.length === 0 : isScalar(node) && node.value === null;
}

function child(holder: Collection, step: string | number, inline: boolean): Slot | undefined {
  if (isSeq(holder)) {
    const item = holder.items[Number(step)];
    return item === undefined ? undefined : { holder, pair: undefined, node: nodeOrNull(item), inline };
  }
  const pair = pairOf(holder, String(step));
  return pair && { holder, pair, node: nodeOrNull(pair.value), inline };
}

/** The value with the keys that lead to it around it: what has to be made where the path does not exist. */
function wrapped(path: KeyPath, value: unknown): unknown {
  return path.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    value,
  );
}

function replace(text: string, slot: Slot, value: unknown): Splice {
  const { node, inline } = slot;
  const start = node?.range?.[0] ?? text.length;
  const end = node === null ? start : contentEnd(text, node);
  if (isAlias(node)) throw aliased(node.source);
  const block = isCollection(node) && node.flow !== true;
  if (inline) return { start, end, text: spaced(text, start, flowText(value)) };
  if (block) return replaceBlock(text, slot, start, end, value);
  if (fitsInline(value)) return { start, end, text: spaced(text, start, inlineText(value, node)) };
  return replaceInlineByBlock(text, slot, start, end, value);
}

/** A value must not touch the `:` or `-` before it. */
function spaced(text: string, start: number, value: string): string {
  return /[:-]/.test(text[start - 1] ?? '') ? ` ${value}` : value;
}

function replaceInlineByBlock(text: string, slot: Slot, start: number, end: number, value: unknown): Splice {
  const indentation = indentationBelow(text, slot);
  const lines = blockLines(value, indentation);
  if (slot.pair === undefined)
    return { start, end, text: spaced(text, start, lines.join(lineBreakOf(text)).trimStart()) };
  const lineEnd = endOfLine(text, end);
  const behind = text.slice(end, lineEnd).trimStart();
  const head = text.slice(0, start).trimEnd().length;
  const comment = behind === '' ? '' : ` ${behind}`;
  return { start: head, end: lineEnd, text: [comment, ...lines].join(lineBreakOf(text)) };
}

/** A block gives way to a value in its holder's line, or to a block of another kind. */
function replaceBlock(text: string, slot: Slot, start: number, end: number, value: unknown): Splice {
  const alone = textBefore(text, start).trim() === '';
  if (!fitsInline(value)) {
    const lines = blockLines(value, indentationBelow(text, slot)).join(lineBreakOf(text));
    return { start: alone ? startOfLine(text, start) : start, end, text: alone ? lines : lines.trimStart() };
  }
  const key = nodeOrNull(slot.pair?.key);
  if (!alone || key === null) return { start, end, text: inlineText(value) };
  const colon = text.indexOf(':', key.range?.[1] ?? start) + 1;
  const between = text.slice(colon, startOfLine(text, start)).trimEnd();
  return { start: colon, end, text: ` ${inlineText(value)}${between}` };
}

/** The column of what is written below a pair or behind a dash. */
function indentationBelow(text: string, { holder, pair }: Slot): number {
  if (pair === undefined) return dashColumn(text, holder, 0) + STEP;
  return columnOf(text, nodeOrNull(pair.key)?.range?.[0] ?? 0) + STEP;
}

function insert(
  text: string,
  holder: Collection,
  step: string | number,
  value: unknown,
  inline: boolean,
): Splice {
  if (isSeq(holder) && step !== holder.items.length) {
    throw new ExlabError({
      code: 'validation_failed',
      message: l10n.t(
        'The list has {0} elements, so there is no place [{1}] in it.',
        holder.items.length,
        step,
      ),
    });
  }
  const entry = isSeq(holder) ? [value] : { [step]: value };
  const last = holder.items.at(-1);
  if (last === undefined) {
    const [start = 0, end = 0] = holder.range ?? [];
    return { start, end, text: flowText(entry) };
  }
  const at = contentEnd(text, last);
  if (inline) return { start: at, end: at, text: `, ${flowText(entry).slice(1, -1)}` };
  const indentation = isSeq(holder) ? dashColumn(text, holder, 0) : columnOf(text, keyStart(holder));
  const lineEnd = endOfLine(text, at);
  return {
    start: lineEnd,
    end: lineEnd,
    text: ['', ...blockLines(entry, indentation)].join(lineBreakOf(text)),
  };
}

function appendAtEnd(text: string, value: unknown): Splice {
  const lineBreak = lineBreakOf(text);
  const before = text === '' || text.endsWith('\n') ? '' : lineBreak;
  const lines = blockLines(value, 0).join(lineBreak);
  return { start: text.length, end: text.length, text: `${before}${lines}${lineBreak}` };
}

function keyStart(mapping: YAMLMap): number {
  return nodeOrNull(mapping.items[0]?.key)?.range?.[0] ?? 0;
}

function dashColumn(text: string, list: Collection, index: number): number {
  return columnOf(text, dashOffset(list, index) ?? 0);
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

function unreachable(path: KeyPath, node: Node | null): ExlabError {
  if (isAlias(node)) return aliased(node.source);
  return new ExlabError({
    code: 'validation_failed',
    field: dottedKey(path),
    message: l10n.t(
      "'{0}' is a single value in the configuration, so nothing can be set below it: correct it first.",
      dottedKey(path),
    ),
  });
}

function aliased(source: string): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t("The value is '*{0}', shared with another place: change it in the file by hand.", source),
  });
}
