import { mkdir, open } from 'node:fs/promises';
import * as path from 'node:path';
import { timestamp } from './clock';
import { errnoOf } from './errors';
import { fileError } from './file-error';
import { redact } from './redact';

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line is about, as far as it is known. */
export interface LogTags {
  readonly equip?: string;
  readonly proj?: string;
  readonly kind?: string;
  readonly run?: string;
}

export interface LogEntry {
  readonly at: Date;
  readonly level: LogLevel;
  readonly host: string;
  readonly tags: LogTags;
  readonly message: string;
}

/** Where events are told; never throws, and never makes the work wait. */
export interface Log {
  write(level: LogLevel, message: string, tags?: LogTags): void;
  /** Resolves when all that was written so far is in the file, or has failed. */
  flush(): Promise<void>;
}

/** A log that forgets. */
export const silentLog: Log = { write: () => undefined, flush: () => Promise.resolve() };

/** The most bytes a line takes, its newline included (spec 1.2). */
const MAX_LINE_BYTES = 1024;
/** The most bytes a tag's value takes, so that the message always has room. */
const MAX_TAG_BYTES = 128;
const CONTINUATION = '…';

/** Whatever breaks a line or turns its direction, so that what is shown is what was written. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * One line of a log, newline included, as spec 1.2 ("Log lines") says: at most 1 KiB, secrets masked,
 * nothing in it that could pass for another line or another tag.
 */
export function formatLogLine(entry: LogEntry): string {
  const tags: [string, string | undefined][] = [
    ['host', entry.host],
    ['equip', entry.tags.equip],
    ['proj', entry.tags.proj],
    ['kind', entry.tags.kind],
    ['run', entry.tags.run],
  ];
  const known = tags.flatMap(([name, value]) => (value ? [`[${name}:${tagValue(value)}]`] : []));
  const head = [timestamp(entry.at), `[${entry.level.padEnd(5)}]`, ...known].join(' ');
  return cutBytes(`${head} ${escapeMessage(redact(entry.message))}`, MAX_LINE_BYTES - 1) + '\n';
}

function tagValue(value: string): string {
  const escaped = escapeControls(redact(value)).replaceAll('[', '\\u005b').replaceAll(']', '\\u005d');
  return cutBytes(escaped, MAX_TAG_BYTES);
}

function escapeMessage(message: string): string {
  return escapeControls(message).replace(/\[(?=(?:host|equip|proj|kind|run):)/gi, '\\u005b');
}

function escapeControls(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (control) => SHORT_ESCAPES.get(control) ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The text, or as many of its first code points as fit into `limit` bytes with the continuation mark. */
function cutBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let room = limit - Buffer.byteLength(CONTINUATION);
  let kept = '';
  for (const character of text) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + CONTINUATION;
}

/**
 * Appends a finished line (`formatLogLine`) in one write, so that several processes never tear each
 * other's lines; makes the folder where it is missing.
 * @returns the size of the file afterwards, in bytes
 */
export async function appendLogLine(file: string, line: string): Promise<number> {
  try {
    const handle = await openForAppend(file);
    try {
      await handle.write(Buffer.from(line));
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  } catch (caught) {
    throw fileError(caught, file);
  }
}

async function openForAppend(file: string): ReturnType<typeof open> {
  try {
    return await open(file, 'a');
  } catch (caught) {
    if (errnoOf(caught) !== 'ENOENT') throw caught;
    await mkdir(path.dirname(file), { recursive: true });
    return await open(file, 'a');
  }
}
