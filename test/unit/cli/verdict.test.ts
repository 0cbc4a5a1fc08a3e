import { describe, expect, it } from 'vitest';
import { Output } from '../../../cli/output';
import { printVerdict } from '../../../cli/problems/verdict';
import type { PreSyncVerdict } from '../../../core/sync';
import { fakeTerminal } from './fake-terminal';

function said(changes: Partial<PreSyncVerdict>): { out: string; err: string } {
  const terminal = fakeTerminal();
  printVerdict(new Output(terminal, false), {
    folder: '/lab/run',
    level: 'run',
    findings: [],
    unreadable: [],
    blocking: [],
    mayBeQueued: true,
    syncStatus: 'pending',
    handedOff: true,
    ...changes,
  });
  return { out: terminal.stdout.text, err: terminal.stderr.text };
}

describe('the verdict for people', () => {
  it.each<[string, Partial<PreSyncVerdict>, string]>([
    ['waits', {}, 'it waits in the sync queue'],
    ['is not queued yet', { handedOff: false }, 'will be handed off later'],
    ['failed', { syncStatus: 'failed', handedOff: false }, 'its last sync failed'],
    [
      'was cleaned as its hand-off goes',
      { syncStatus: 'cleaned', mayBeQueued: false },
      'It was synced before',
    ],
    ['was synced', { syncStatus: 'synced', handedOff: false }, 'It was synced before'],
    [
      'has parts that cannot be read',
      { mayBeQueued: false, handedOff: false, unreadable: ['/lab/run/closed'] },
      'not all of it can be read',
    ],
    [
      'lost its record meanwhile',
      { mayBeQueued: false, handedOff: false, syncStatus: undefined },
      'while its record cannot be read',
    ],
  ])('says of what %s', (_, changes, expected) => {
    const { out, err } = said(changes);
    expect(out).toContain(expected);
    expect(out.includes('Nothing keeps it')).toBe(
      changes.mayBeQueued !== false && changes.syncStatus !== 'synced',
    );
    expect(err).toBe('');
  });

  it('warns where it could not be taken out of the queue', () => {
    const { out, err } = said({ mayBeQueued: false, unreadable: ['/lab/run/closed'] });
    expect(out).not.toContain('Nothing keeps it');
    expect(err).toContain('It still stands in the sync queue');
  });
});
