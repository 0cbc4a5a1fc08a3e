import type { SourcePosition } from '../jinja/language';
import { readQuoted } from './yaml-scalar-text';
import { readFlow } from './yaml-flow';

/** Where somebody writes in a manifest, whether that is YAML already or not. */
export interface ManifestCursor {
  /** The keys above, outermost first; `-` for an item of a list. */
  readonly path: readonly string[];
  /** What is being written; a text that is complete, or a comment, is `nothing`. */
  readonly role: 'key' | 'value' | 'nothing';
  /** What stands of it, without quotes and escapes. */
  readonly before: string;
  /** The quote of the scalar that is being written; `|` in a block scalar. */
  readonly quote: string | undefined;
  /** Where it begins on its line, behind its quote. */
  readonly column: number;
  /** The keys that the mapping has already, where it is a key. */
  readonly siblings: readonly string[];
}

const KEY =
  /^(?:"((?:\\.|[^"\\])*)"|'((?:''|[^'])*)'|([^\s'"{}[\],#&*!|>%@`-][^#]*?|-[^\s#][^#]*?))\s*:(?=\s|$)/;
const PROPERTIES = /^(?:[&!][^\s,{}[\]]*\s+)+/;
const BLOCK_SCALAR = /^[|>][-+0-9]*\s*(?:#.*)?$/;

/**
 * Finds out where a position of a manifest is, by its lines alone: from the key at the margin above down to it.
 * @param jinja what begins a part of the template language
 */
export function manifestCursor(
  lines: readonly string[],
  { line, column }: SourcePosition,
  jinja: readonly string[],
): ManifestCursor {
  let first = Math.min(line, lines.length - 1);
  while (first > 0 && !/^(?:[^\s#-]|---)/.test(lines[first] ?? '')) first -= 1;
  const reader = new EntryReader(lines, jinja);
  for (let at = first; at < line; at += 1) reader.read(lines[at] ?? '');
  return reader.finish((lines[line] ?? '').slice(0, column), line);
}

/** A key or item that is open, with the column that it stands at. */
interface Frame {
  readonly indent: number;
  readonly key: string;
  /** What stands behind it on its line, as far as it is a plain text. */
  plain: string;
}

/** A scalar or flow collection that goes on over several lines. */
interface Running {
  readonly kind: 'block' | 'quoted' | 'flow';
  /** The column of what it belongs to. */
  readonly indent: number;
  text: string;
}

class EntryReader {
  private frames: Frame[] = [];
  private running: Running | undefined;

  constructor(
    private readonly lines: readonly string[],
    private readonly jinja: readonly string[],
  ) {}

  /** Reads a whole line. */
  read(line: string): void {
    if (this.running !== undefined && this.goesOn(line)) return;
    this.running = undefined;
    if (/^\s*(?:#|$)/.test(line)) return;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      this.frames = [];
      return;
    }
    const { rest, column } = this.enter(line);
    const indent = this.frames.at(-1)?.indent ?? 0;
    const kind = this.kindOf(rest);
    if (kind === 'block') this.running = { kind, indent, text: '' };
    else if (kind !== 'plain') {
      this.running = { kind, indent, text: line.slice(column) };
      this.closeRunning();
    } else {
      const frame = this.frames.at(-1);
      if (frame !== undefined) frame.plain += rest.replace(/(?:^|\s)#.*$/, '');
    }
  }

  /** Says where the last line, which ends where somebody writes, is. */
  finish(line: string, at: number): ManifestCursor {
    if (this.running !== undefined && this.goesOn(line, true)) return this.inRunning(line);
    this.running = undefined;
    const isBlank = line.trim() === '';
    const { rest, column } = this.enter(line);
    const frame = this.frames.at(-1);
    const path = this.frames.map(({ key }) => key);
    const nothing = { path, before: '', quote: undefined, column, siblings: [] } as const;
    if (/(?:^|\s)#/.test(rest.replace(/(["']).*?\1/g, ''))) return { ...nothing, role: 'nothing' };
    const kind = this.kindOf(rest);
    if (kind === 'block') return { ...nothing, role: 'nothing' };
    if (kind !== 'plain') {
      this.running = { kind, indent: 0, text: rest };
      return this.inRunning(line);
    }
    const isBehindKey = frame !== undefined && line.trimEnd().length > 0 && this.enteredOn === line;
    if (isBehindKey && frame.key !== '-') return { ...nothing, role: 'value', before: rest };
    if (!isBlank && frame !== undefined && frame.plain.trim() !== '' && !isBehindKey)
      return { ...nothing, role: 'value', before: `${frame.plain}\n${rest}` };
    return { ...nothing, role: 'key', before: rest, siblings: this.siblings(at, column) };
  }

  /** The line whose keys were entered last, where it had any. */
  private enteredOn: string | undefined;

  /** Leaves what a line is not in any more, and enters the keys and items that it begins with. */
  private enter(line: string): { rest: string; column: number } {
    let column = /^\s*/.exec(line)?.[0].length ?? 0;
    this.enteredOn = undefined;
    for (;;) {
      const rest = line.slice(column);
      const isItem = /^-(?:\s|$)/.test(rest);
      this.leave(column, isItem);
      if (isItem) {
        this.frames.push({ indent: column, key: '-', plain: '' });
        column += /^-\s*/.exec(rest)?.[0].length ?? 1;
        this.enteredOn = line;
        continue;
      }
      if (this.isJinja(rest)) return { rest, column };
      const key = KEY.exec(rest);
      if (key === null) return { rest, column };
      this.frames.push({ indent: column, key: key[1] ?? key[2] ?? (key[3] ?? '').trim(), plain: '' });
      this.enteredOn = line;
      const behind = column + key[0].length;
      const value = line.slice(behind);
      const blank = /^\s*/.exec(value)?.[0].length ?? 0;
      const properties = PROPERTIES.exec(value.slice(blank))?.[0].length ?? 0;
      return { rest: value.slice(blank + properties), column: behind + blank + properties };
    }
  }

  /** A list may stand at the column of the key that it belongs to. */
  private leave(column: number, isItem: boolean): void {
    while (this.frames.length > 0) {
      const frame = this.frames.at(-1);
      if (frame === undefined || frame.indent < column) return;
      if (frame.indent === column && isItem && frame.key !== '-') return;
      this.frames.pop();
    }
  }

  private isJinja(text: string): boolean {
    return this.jinja.some((mark) => text.startsWith(mark));
  }

  private kindOf(text: string): 'plain' | 'block' | 'quoted' | 'flow' {
    if (this.isJinja(text)) return 'plain';
    if (BLOCK_SCALAR.test(text)) return 'block';
    if (/^["']/.test(text)) return 'quoted';
    return /^[{[]/.test(text) ? 'flow' : 'plain';
  }

  /** Whether a line belongs to what goes on over several; takes it in. */
  private goesOn(line: string, isLast = false): boolean {
    const { running } = this;
    if (running === undefined) return false;
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    const isIn = indent > running.indent || (line.trim() === '' && !isLast);
    if (!isIn) return false;
    if (running.kind === 'block') {
      running.text += `${line}${isLast ? '' : '\n'}`;
      return true;
    }
    running.text += `\n${line}`;
    if (!isLast) this.closeRunning();
    return true;
  }

  private closeRunning(): void {
    if (this.running === undefined) return;
    const { kind, text } = this.running;
    const isClosed =
      kind === 'quoted'
        ? readQuoted(text, 0).end !== undefined
        : typeof readFlow(text, this.jinja) === 'number';
    if (isClosed) this.running = undefined;
  }

  private inRunning(line: string): ManifestCursor {
    const { kind, text } = this.running ?? { kind: 'block', text: '' };
    const path = this.frames.map(({ key }) => key);
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (kind === 'block')
      return { path, role: 'value', before: text, quote: '|', column: indent, siblings: [] };
    const nothing = { path, role: 'nothing', before: '', quote: undefined, column: 0, siblings: [] } as const;
    // The last line is all of the text, or what stands behind its last line end.
    const lastLine = text.lastIndexOf('\n') + 1;
    const shift = line.length - (text.length - lastLine);
    if (kind === 'quoted') {
      const { text: before, end } = readQuoted(text, 0);
      const column = lastLine === 0 ? shift + 1 : indent;
      return end === undefined
        ? { ...nothing, role: 'value', before, quote: text.charAt(0), column }
        : nothing;
    }
    const flow = readFlow(text, this.jinja);
    if (typeof flow === 'number') return nothing;
    const column = flow.start >= lastLine ? flow.start - lastLine + shift : indent;
    return { ...flow, path: [...path, ...flow.path], column };
  }

  /** The keys of the mapping that a line of this column is in. */
  private siblings(at: number, column: number): string[] {
    const found: string[] = [];
    for (const step of [-1, 1]) {
      for (let line = at + step; line >= 0 && line < this.lines.length; line += step) {
        const text = this.lines[line] ?? '';
        const [dashes = ''] = /^\s*(?:-\s+)*/.exec(text) ?? [];
        if (/^\s*(?:#|$)/.test(text)) continue;
        const indent = /^\s*/.exec(text)?.[0].length ?? 0;
        if (dashes.length === column) {
          const key = KEY.exec(text.slice(column));
          if (key !== null && (step < 0 || indent === column)) found.push(key[1] ?? key[2] ?? key[3] ?? '');
        }
        if (indent < column) break;
      }
    }
    return found;
  }
}
