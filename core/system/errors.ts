/**
 * The one error shape of the product (spec 2.7). Every boundary (command line, events, HTTP, editor)
 * shows these values; `code` is what programs branch on, `message` is a sentence for people.
 */
export const ERROR_CODES = [
  'setup_incomplete',
  'shutting_down',
  'validation_failed',
  'field_too_long',
  'equipment_id_invalid',
  'equipment_id_conflict',
  'template_load_error',
  'template_core_field_redeclared',
  'template_render_error',
  'plugin_variable_validation_failed',
  'plugin_host_unavailable',
  'plugin_network_declined',
  'destination_exists',
  'disk_space_insufficient',
  'cancelled',
  'session_abandoned',
  'session_not_found',
  'session_already_completed',
  'session_not_awaiting_input',
  'lims_unreachable',
  'lims_auth_failed',
  'keyring_unavailable',
  'nas_sync_failed',
  'schema_major_mismatch',
  'orchestrator_disabled',
  'staging_not_sync_verified',
  'folder_not_found',
  'permission_denied',
  'internal_error',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error as it travels: on the event stream, in `--json`, over HTTP. */
export interface ErrorShape {
  readonly code: ErrorCode;
  /** A sentence that names the field, what is wrong with its value, and what to do. */
  readonly message: string;
  /** The id of the field the error stands at, where there is one. */
  readonly field?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly trace_id?: string;
}

/** A typed error that can be thrown; `toShape()` is what leaves the process. */
export class ExlabError extends Error implements ErrorShape {
  override readonly name = 'ExlabError';
  readonly code: ErrorCode;
  readonly field?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly trace_id?: string;

  constructor(shape: ErrorShape, options?: { cause?: unknown }) {
    super(shape.message, options);
    this.code = shape.code;
    if (shape.field !== undefined) this.field = shape.field;
    if (shape.details !== undefined) this.details = shape.details;
    if (shape.trace_id !== undefined) this.trace_id = shape.trace_id;
  }

  /** The plain value without stack or cause. */
  toShape(): ErrorShape {
    return {
      code: this.code,
      message: this.message,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.details === undefined ? {} : { details: this.details }),
      ...(this.trace_id === undefined ? {} : { trace_id: this.trace_id }),
    };
  }
}

/** Turns whatever was caught into an error of our shape; unknown ones become `internal_error`. */
export function toExlabError(caught: unknown): ExlabError {
  if (caught instanceof ExlabError) return caught;
  const message = caught instanceof Error ? caught.message : String(caught);
  return new ExlabError({ code: 'internal_error', message }, { cause: caught });
}

/** The errno code of a Node system error (`ENOENT`, `EACCES`, …), or undefined. */
export function errnoOf(caught: unknown): string | undefined {
  if (!(caught instanceof Error) || !('code' in caught)) return undefined;
  return typeof caught.code === 'string' ? caught.code : undefined;
}
