import { readFile, stat } from 'node:fs/promises';
import { errnoOf, fileError, l10n } from '../system';
import { problemAt, type ConfigProblem } from './problem';

/** A bigger file is no configuration; it is refused before it is read. */
const MAX_BYTES = 1024 * 1024;

/** What is at the configuration's path. */
export type ConfigFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: ConfigProblem }
  | {
      readonly kind: 'text';
      /** The byte order mark, or empty: whoever writes the file puts it back. */
      readonly mark: string;
      readonly text: string;
      /** The permission bits. */
      readonly mode: number;
    };

/** Reads the file; what cannot be read is refused with a problem of the file as a whole. Never throws. */
export async function readConfigFile(file: string): Promise<ConfigFile> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return refused(l10n.t('{0} is not a file.', file));
    if (found.size > MAX_BYTES) return refused(tooBig(file));
    const bytes = await readFile(file);
    const whole = decoded(bytes);
    if (whole === undefined) return { kind: 'refused', problem: notUtf8(bytes, file) };
    const text = withoutMark(whole);
    return { kind: 'text', mark: whole.slice(0, whole.length - text.length), text, mode: found.mode & 0o777 };
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return { kind: 'missing' };
    const { code, message } = fileError(caught, file);
    return refused(message, code);
  }
}

/** Whether a text is small enough to be parsed. */
export function isTooBig(text: string): boolean {
  return Buffer.byteLength(text, 'utf8') > MAX_BYTES;
}

export function tooBig(file: string): string {
  return l10n.t('{0} is larger than 1 MiB, and is not read: a configuration is a few kilobytes.', file);
}

/** A text without its byte order mark, as editors show it. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** A problem of the file as a whole. */
export function fileProblem(message: string, code?: ConfigProblem['code']): ConfigProblem {
  const start = { line: 0, character: 0 };
  return problemAt({ start, end: start }, { path: [], message, ...(code && { code }) });
}

function refused(message: string, code?: ConfigProblem['code']): ConfigFile {
  return { kind: 'refused', problem: fileProblem(message, code) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // The one thing that it throws for: bytes that are no UTF-8.
    return undefined;
  }
}

/** The place is that of the first byte that is no UTF-8. */
function notUtf8(bytes: Uint8Array, file: string): ConfigProblem {
  const before = new TextDecoder('utf-8').decode(bytes).split('\uFFFD', 1)[0] ?? '';
  const lines = before.split('\n');
  const start = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const end = { ...start, character: start.character + 1 };
  const message = l10n.t('{0} is not UTF-8, the encoding of a configuration: save it as UTF-8.', file);
  return problemAt({ start, end }, { path: [], message });
}
