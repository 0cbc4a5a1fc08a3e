import type { AppliedPlugin, InputField, InputRequest } from '../plugins';
import type { SyncStatus } from '../records';
import type { ErrorShape } from '../system';
import type { Finding } from '../validator';
import type { NextAction, Phase, SessionState } from './states';

/** What a finished creation gives back (spec 2.6). */
export interface CreationResult {
  /** Absolute path of the new folder. */
  readonly path: string;
  readonly sync_status: SyncStatus;
  /** Whether hard findings keep it from being synced. */
  readonly blocked: boolean;
  readonly findings: readonly Finding[];
  readonly plugins: readonly AppliedPlugin[];
  /** What the template says when all is made; absent where it says nothing. */
  readonly message?: string;
}

/** What an aborted creation leaves: why it ended and, where files were kept, where they are. */
export interface AbortResult {
  readonly code: 'cancelled' | 'session_abandoned';
  readonly path?: string;
}

/** A snapshot of a session (spec 2.3, 12.2): all seven fields, null where empty. */
export interface SessionHandle {
  readonly session_id: string;
  readonly state: SessionState;
  readonly current_phase: Phase | null;
  readonly next_action: NextAction;
  readonly pending_input: InputRequest | null;
  readonly error: ErrorShape | null;
  readonly result: CreationResult | AbortResult | null;
}

/** What happens in a session, in order (spec 2.6). */
export type SessionEvent =
  | { readonly kind: 'phase'; readonly phase: Phase; readonly at: string }
  | {
      readonly kind: 'progress';
      readonly phase: Phase;
      readonly current: number;
      readonly total: number;
      readonly plugin?: string;
      readonly file?: string;
    }
  | {
      readonly kind: 'input_required';
      readonly fields: readonly InputField[];
      readonly reason: string;
      readonly plugin: string;
    }
  | { readonly kind: 'warning'; readonly phase: Phase; readonly message: string }
  | { readonly kind: 'done'; readonly result: CreationResult }
  | { readonly kind: 'failed'; readonly phase?: Phase; readonly error: ErrorShape };

export type SessionKind = 'project' | 'run';
