import { describe, expect, it } from 'vitest';
import { SYNC_STATUSES, type SyncStatus } from '../../../core/records';
import { nextStep, type GateFacts, type GateStep } from '../../../core/sync/gate-step';

const FREE = { isBlocked: false, mayBeQueued: true };
const BLOCKED = { isBlocked: true, mayBeQueued: false };
const UNCLEAR = { isBlocked: false, mayBeQueued: false };

describe('the table of the gate', () => {
  it.each<[SyncStatus | undefined, Pick<GateFacts, 'isBlocked' | 'mayBeQueued'>, GateStep, GateStep]>([
    // status, what was found, the step unless it is queued, the step where it is
    ['pending', FREE, 'hand_off', 'none'],
    ['pending', BLOCKED, 'block', 'block'],
    ['pending', UNCLEAR, 'none', 'take_back'],
    ['failed', FREE, 'none', 'none'],
    ['failed', BLOCKED, 'block', 'block'],
    ['failed', UNCLEAR, 'none', 'take_back'],
    ['blocked_by_validation', FREE, 'release', 'release'],
    ['blocked_by_validation', BLOCKED, 'none', 'block'],
    ['blocked_by_validation', UNCLEAR, 'none', 'take_back'],
    ['synced', FREE, 'none', 'none'],
    ['synced', BLOCKED, 'none', 'none'],
    ['cleaned', UNCLEAR, 'none', 'none'],
    ['cleaned', BLOCKED, 'none', 'none'],
    [undefined, UNCLEAR, 'none', 'take_back'],
    [undefined, BLOCKED, 'none', 'take_back'],
  ])('says of %s and %o: %s, and %s of what is queued', (status, found, unqueued, queued) => {
    expect(nextStep({ status, ...found, isQueued: false })).toBe(unqueued);
    expect(nextStep({ status, ...found, isQueued: true })).toBe(queued);
  });

  it.each(SYNC_STATUSES)('never hands off what is %s and may not be queued', (status) => {
    for (const found of [BLOCKED, UNCLEAR]) {
      for (const isQueued of [false, true]) {
        expect(['hand_off', 'release']).not.toContain(nextStep({ status, ...found, isQueued }));
      }
    }
  });
});
