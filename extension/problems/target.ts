import type { Finding } from '../../core/validator';

/** What a command is called with from a lightbulb: a problem, and the folder that it is a problem of. */
export interface ProblemTarget {
  readonly folder: string;
  /** Undefined where something could not be read: no rule says that. */
  readonly finding?: Finding;
}

/** Whether something that a command was called with is such a problem. */
export function isProblemTarget(value: unknown): value is ProblemTarget {
  return typeof value === 'object' && value !== null && 'folder' in value && typeof value.folder === 'string';
}
