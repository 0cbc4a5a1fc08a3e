import { applyEdits, findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { jsonText } from './json-text';

/**
 * Edits of a record's text that leave every other byte as it is. The texts are valid JSON objects, and
 * what is put in is indented like its surroundings: on one line where they are.
 */

/** Replaces the value of a top-level member, or adds the member at the end. */
export function replaceMember(text: string, name: string, value: unknown): string {
  return setMember(text, [name], value);
}

/** Replaces the value of a member wherever it stands, or adds the member at the end of what should hold it. */
export function setMember(text: string, path: readonly [string, ...string[]], value: unknown): string {
  const root = parsed(text);
  const old = findNodeAtLocation(root, [...path]);
  if (old !== undefined) return splice(text, old.offset, old.length, valueText(text, old.offset, value));
  const holder = findNodeAtLocation(root, path.slice(0, -1));
  if (holder?.type !== 'object') throw new TypeError(`nothing holds ${path.join('.')}`);
  const name = path.at(-1) ?? '';
  const last = holder.children?.at(-1);
  if (last === undefined)
    return splice(
      text,
      holder.offset,
      holder.length,
      valueText(text, holder.offset, new Map([[name, value]])),
    );
  const separator = separatorBefore(text, last.offset);
  const member = `${JSON.stringify(name)}: ${valueText(text, last.offset, value)}`;
  return splice(text, last.offset + last.length, 0, `,${separator}${member}`);
}

/** Adds an entry to the end of a top-level list. */
export function appendItem(text: string, name: string, value: unknown): string {
  const list = findNodeAtLocation(parsed(text), [name]);
  if (list?.type !== 'array') throw new TypeError(`${name} is no list`);
  const last = list.children?.at(-1);
  if (last === undefined)
    return splice(text, list.offset, list.length, valueText(text, list.offset, [value]));
  const separator = separatorBefore(text, last.offset);
  return splice(text, last.offset + last.length, 0, `,${separator}${valueText(text, last.offset, value)}`);
}

function parsed(text: string): Node {
  const root = parseTree(text);
  if (root === undefined) throw new TypeError('an empty text is no record');
  return root;
}

function splice(text: string, offset: number, length: number, content: string): string {
  return applyEdits(text, [{ offset, length, content }]);
}

/** What stands between an item and the comma or bracket before it: a line break with indentation, or little. */
function separatorBefore(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return before.slice(before.trimEnd().length);
}

/** The value as it is written at this offset: over several lines only where the record is. */
function valueText(text: string, offset: number, value: unknown): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const oneLine = lineStart === 0;
  if (oneLine) return jsonText(value, '\n').replace(/\n\s*/g, ' ');
  const lineBreak = text[lineStart - 2] === '\r' ? '\r\n' : '\n';
  return jsonText(value, `${lineBreak}${indentation}`);
}
