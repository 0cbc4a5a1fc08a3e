import type { ErrorCode } from '../system';

/** The way from the top of the configuration to a key or an element. */
export type KeyPath = readonly (string | number)[];

/** A place in a text as editors count: zero-based line, zero-based UTF-16 units in the line. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a text; the end is exclusive. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** Something in `config.yaml` that is wrong, or probably not meant so (spec 9). */
export interface ConfigProblem {
  readonly code: ErrorCode;
  /** With an `error` the configuration does not load; with a `warning` it does. */
  readonly severity: 'error' | 'warning';
  /** The dotted key, as in `equipment[0].transport.type`; empty for the file as a whole. */
  readonly key: string;
  /** A sentence: which key, what is wrong with its value, and what to do. */
  readonly message: string;
  /** One-based. */
  readonly line: number;
  /** One-based. */
  readonly column: number;
  readonly range: TextRange;
  /** The value that was found, where it is a single one and no secret. */
  readonly value?: string | number | boolean;
  /** What may stand there, in words or as a list. */
  readonly allowed?: string;
  /** What was most likely meant in place of what is marked. */
  readonly meant?: string;
}

/** What a check has to say of a key, before its place is known. */
export interface Complaint {
  readonly path: KeyPath;
  readonly message: string;
  readonly code?: ErrorCode;
  readonly severity?: 'error' | 'warning';
  readonly value?: unknown;
  readonly allowed?: string;
  readonly meant?: string;
  /** What to mark: the value (default), or the key itself. */
  readonly at?: 'key' | 'value';
}

/** `['equipment', 0, 'id']` as `equipment[0].id`. */
export function dottedKey(path: KeyPath): string {
  let dotted = '';
  for (const step of path) {
    if (typeof step === 'number') dotted += `[${step}]`;
    else dotted += dotted === '' ? step : `.${step}`;
  }
  return dotted;
}

/** The most characters of a value that a message shows. */
const LONGEST_SHOWN = 80;

/** A value as a message shows it: quoted text, short. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** A complaint with its place: what users and editors get. */
export function problemAt(range: TextRange, complaint: Complaint): ConfigProblem {
  const { value } = complaint;
  const single = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return {
    code: complaint.code ?? 'validation_failed',
    severity: complaint.severity ?? 'error',
    key: dottedKey(complaint.path),
    message: complaint.message,
    line: range.start.line + 1,
    column: range.start.character + 1,
    range,
    ...(single ? { value } : {}),
    ...(complaint.allowed === undefined ? {} : { allowed: complaint.allowed }),
    ...(complaint.meant === undefined ? {} : { meant: complaint.meant }),
  };
}
