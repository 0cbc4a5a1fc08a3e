/**
 * The states of a creation (spec 2.2).
 *
 * ```
 * pending → validating → rendering → plugin_pass ⇄ input_required
 *                                        ↓
 *                                   cache_write → post_validate → sync_queued → done
 *
 * any of them but done → failed | aborted
 * ```
 */
export const SESSION_STATES = [
  'pending',
  'validating',
  'rendering',
  'plugin_pass',
  'input_required',
  'cache_write',
  'post_validate',
  'sync_queued',
  'done',
  'failed',
  'aborted',
] as const;

export type SessionState = (typeof SESSION_STATES)[number];

/** What the event stream calls the work of a state. */
export type Phase =
  | 'validating_inputs'
  | 'rendering_template'
  | 'running_plugins'
  | 'input_required'
  | 'writing_cache'
  | 'validating_post_creation'
  | 'queueing_nas_sync'
  | 'done';

interface StateRow {
  readonly phase: Phase | null;
  readonly next: readonly SessionState[];
}

const ENDS: readonly SessionState[] = ['failed', 'aborted'];

const TABLE: Readonly<Record<SessionState, StateRow>> = {
  pending: { phase: null, next: ['validating', ...ENDS] },
  validating: { phase: 'validating_inputs', next: ['rendering', ...ENDS] },
  rendering: { phase: 'rendering_template', next: ['plugin_pass', ...ENDS] },
  plugin_pass: { phase: 'running_plugins', next: ['input_required', 'cache_write', ...ENDS] },
  input_required: { phase: 'input_required', next: ['plugin_pass', ...ENDS] },
  cache_write: { phase: 'writing_cache', next: ['post_validate', ...ENDS] },
  post_validate: { phase: 'validating_post_creation', next: ['sync_queued', ...ENDS] },
  sync_queued: { phase: 'queueing_nas_sync', next: ['done', ...ENDS] },
  done: { phase: 'done', next: [] },
  failed: { phase: null, next: [] },
  aborted: { phase: null, next: [] },
};

/** Moves along a legal edge and returns the new state; throws on an illegal one, which changes nothing. */
export function transition(from: SessionState, to: SessionState): SessionState {
  if (!TABLE[from].next.includes(to)) throw new Error(`A session cannot go from '${from}' to '${to}'.`);
  return to;
}

/** The phase of a state on the event stream, or null. */
export function phaseOf(state: SessionState): Phase | null {
  return TABLE[state].phase;
}

/** Whether nothing can follow. */
export function isTerminal(state: SessionState): boolean {
  return TABLE[state].next.length === 0;
}

export type NextAction = 'awaiting_input' | 'none';

/** What the client has to do next. */
export function nextActionOf(state: SessionState): NextAction {
  return state === 'input_required' ? 'awaiting_input' : 'none';
}
