import type { SyncStatus } from '../records';

/** What the gate has to change about a folder, so that its status and the queue say what its findings do. */
export type GateStep =
  | 'none'
  /** It becomes `blocked_by_validation`, and its hand-offs are withdrawn. */
  | 'block'
  /** It is handed off and becomes `pending` again. */
  | 'release'
  /** It is `pending` and not in the queue: it is handed off. */
  | 'hand_off'
  /** What it is cannot be told now: its hand-offs are withdrawn, and its status stays. */
  | 'take_back';

export interface GateFacts {
  /** Undefined where its record cannot be read. */
  readonly status: SyncStatus | undefined;
  /** Whether hard findings stand that no active override lets pass. */
  readonly isBlocked: boolean;
  /** Whether it was judged whole, and nothing stands against it. */
  readonly mayBeQueued: boolean;
  /** Whether a hand-off of it waits. */
  readonly isQueued: boolean;
}

/**
 * The gate's table (spec 4.4):
 *
 *     status                  hard findings left      nothing against it       not judged whole
 *     pending                 block                   hand_off unless queued   take_back
 *     failed                  block                   none: sync retries it    take_back
 *     blocked_by_validation   (block while queued)    release                  take_back
 *     synced, cleaned         none: findings say it   none                     none
 *     unknown                 take_back               -                        take_back
 *
 * What is taken back stays `pending`, so that a later round finds it again; nothing is taken back that is not queued.
 */
export function nextStep({ status, isBlocked, mayBeQueued, isQueued }: GateFacts): GateStep {
  if (status === 'synced' || status === 'cleaned') return 'none';
  if (isBlocked && status !== undefined) {
    return status === 'blocked_by_validation' && !isQueued ? 'none' : 'block';
  }
  if (!mayBeQueued) return isQueued ? 'take_back' : 'none';
  if (status === 'blocked_by_validation') return 'release';
  return status === 'pending' && !isQueued ? 'hand_off' : 'none';
}
