import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { setSyncStatus } from '../../../core/records';
import type { RunQueue } from '../../../core/sync';
import { creationText } from '../../support/audited-lab';
import { ManualClock } from '../../support/manual-clock';
import {
  BROKEN_NOTES,
  PROJECT,
  RUN,
  TEST_RUN,
  gatedLab,
  handOffOfSession,
  type GatedLab,
} from '../../support/gated-lab';

const RECORD = `${RUN}/.exlab-wizard/creation.json`;

function record(changes: object): Record<string, string> {
  return { [RECORD]: creationText({ run_kind: 'experimental', ...changes }) };
}

async function correct(lab: GatedLab): Promise<void> {
  await writeFile(lab.at(RUN, 'notes.txt'), 'Sample s1\n');
}

describe('the pre-sync gate', () => {
  it('hands off what is pending and has no hard finding, once', async () => {
    const lab = await gatedLab({ [`${RUN}/notes.txt`]: 'Sample s1\n' });
    const verdict = await lab.engine.gate(lab.at(RUN));
    expect(verdict).toEqual({
      folder: lab.at(RUN),
      level: 'run',
      findings: [],
      unreadable: [],
      blocking: [],
      mayBeQueued: true,
      syncStatus: 'pending',
      handedOff: true,
    });
    expect(await lab.waiting()).toEqual([RUN]);
    expect(await lab.engine.gate(lab.at(RUN))).toEqual(verdict);
    expect(await lab.engine.queue.list()).toHaveLength(1);
  });

  it('leaves the hand-off of its session as the only one', async () => {
    const lab = await gatedLab({ [`${RUN}/notes.txt`]: '' });
    await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({ handedOff: true });
    expect(await lab.engine.queue.list()).toEqual([handOffOfSession(lab.at(RUN))]);
  });

  it.each(['pending', 'failed'] as const)(
    'blocks what is %s and has hard findings, and withdraws its hand-offs alone',
    async (sync_status) => {
      const lab = await gatedLab({ ...BROKEN_NOTES, ...record({ sync_status }), [`${TEST_RUN}/a.txt`]: '' });
      await lab.engine.gate(lab.at(TEST_RUN));
      await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));

      const verdict = await lab.engine.gate(lab.at(RUN));

      expect(verdict).toMatchObject({
        mayBeQueued: false,
        syncStatus: 'blocked_by_validation',
        handedOff: false,
      });
      expect(verdict.blocking.map(({ rule, matched_token }) => [rule, matched_token])).toEqual([
        ['unresolved_placeholder_token', '<sample_id>'],
      ]);
      expect((await lab.record(RUN)).sync_status).toBe('blocked_by_validation');
      expect(await lab.waiting()).toEqual([TEST_RUN]);
      expect(lab.told).toContain('WARN kept from sync by hard findings: unresolved_placeholder_token');
    },
  );

  it('releases what was blocked and is corrected: it is pending again and handed off', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    await lab.engine.gate(lab.at(RUN));
    await correct(lab);
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({
      blocking: [],
      mayBeQueued: true,
      syncStatus: 'pending',
      handedOff: true,
    });
    expect((await lab.record(RUN)).sync_status).toBe('pending');
    expect(await lab.waiting()).toEqual([RUN]);
  });

  it('leaves what failed and has no hard finding to the retry of sync', async () => {
    const lab = await gatedLab(record({ sync_status: 'failed' }));
    const before = await lab.recordText(RUN);
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({
      mayBeQueued: true,
      syncStatus: 'failed',
      handedOff: false,
    });
    expect(await lab.recordText(RUN)).toBe(before);
  });

  it.each(['synced', 'cleaned'] as const)(
    'only flags the hard findings of what is %s: not a byte of its record changes',
    async (sync_status) => {
      const lab = await gatedLab({ ...BROKEN_NOTES, ...record({ sync_status }) });
      const before = await lab.recordText(RUN);
      const verdict = await lab.engine.gate(lab.at(RUN));
      expect(verdict.findings.map((finding) => finding.synced_under_prior_policy)).toEqual([true]);
      expect(verdict).toMatchObject({ mayBeQueued: false, syncStatus: sync_status, handedOff: false });
      expect(await lab.recordText(RUN)).toBe(before);
      expect(await readdir(path.dirname(lab.recordFile(RUN)))).not.toContain('wizard.lab-pc.log');
      await lab.engine.handOffPending();
      expect(await lab.waiting()).toEqual([PROJECT]);
      expect(await lab.recordText(RUN)).toBe(before);
    },
  );

  it('never lets pass what was cleaned', async () => {
    const lab = await gatedLab(record({ sync_status: 'cleaned' }));
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({ mayBeQueued: false, handedOff: false });
  });

  it('judges a project without its runs', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${PROJECT}/plan.txt`]: '' });
    expect(await lab.engine.gate(lab.at(PROJECT))).toMatchObject({
      level: 'project',
      findings: [],
      handedOff: true,
    });
    expect(await lab.waiting()).toEqual([PROJECT]);
  });

  it('lets soft findings pass', async () => {
    const lab = await gatedLab({ [`${RUN}/README.md`]: '---\nlabel: x\n' });
    const verdict = await lab.engine.gate(lab.at(RUN));
    expect(verdict.findings.map(({ tier }) => tier)).toEqual(['soft']);
    expect(verdict).toMatchObject({ mayBeQueued: true, handedOff: true });
  });
});

describe('what the gate cannot judge', () => {
  it('is not queued where a file cannot be read, and taken back; its status stays', async () => {
    const lab = await gatedLab({ [`${RUN}/notes.txt`]: '' });
    await lab.engine.gate(lab.at(RUN));
    await mkdir(lab.at(RUN, 'closed'));
    await writeFile(lab.at(RUN, 'closed', 'a.txt'), '<sample_id>');
    await asNobody(lab, async () => {
      await chmod(lab.at(RUN, 'closed'), 0o000);
      expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({
        unreadable: [lab.at(RUN, 'closed')],
        mayBeQueued: false,
        syncStatus: 'pending',
        handedOff: false,
      });
      expect(await lab.waiting()).toEqual([]);
      expect(await lab.engine.handOffPending()).toBe(1);
      expect(await lab.waiting()).toEqual([PROJECT]);
      expect(lab.told.join('\n')).toContain(lab.at(RUN, 'closed'));
      await chmod(lab.at(RUN, 'closed'), 0o700);
    });
    await rm(lab.at(RUN, 'closed'), { recursive: true });
    expect(await lab.engine.handOffPending()).toBe(1);
  });

  it('stays blocked where nothing is against what can be read', async () => {
    const lab = await gatedLab({
      ...record({ sync_status: 'blocked_by_validation', rendered: [{ path: 'notes.txt' }] }),
    });
    await symlink('/etc/hostname', lab.at(RUN, 'notes.txt'));
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({
      unreadable: [lab.at(RUN, 'notes.txt')],
      blocking: [],
      mayBeQueued: false,
      syncStatus: 'blocked_by_validation',
    });
  });

  it.each([
    ['no record', null, 'orphan'],
    ['a broken record', '{"sync_status": "pending"', 'malformed_record'],
    ['a record of another major', creationText({ schema_version: '2.0' }), 'schema_major_mismatch'],
  ])('is not queued with %s, and what is there is left as it is', async (_, text, rule) => {
    const lab = await gatedLab({ [`${RUN}/a.txt`]: '', [RECORD]: text });
    await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));
    const verdict = await lab.engine.gate(lab.at(RUN));
    expect(verdict.findings.map((finding) => finding.rule)).toContain(rule);
    expect(verdict).toMatchObject({ mayBeQueued: false, handedOff: false });
    expect(verdict.syncStatus).toBeUndefined();
    if (text !== null) expect(await lab.recordText(RUN)).toBe(text);
    expect(await lab.waiting()).toEqual([]);
  });

  it('is not queued where another record of it has another major, override or not', async () => {
    const entry = {
      id: 'o1',
      problem_class: 'schema_major_mismatch',
      operator: 'ada',
      recorded_at: '2026-11-20T12:00:00Z',
      reason: 'somebody wrote it by hand',
      revoked: false,
    };
    const lab = await gatedLab({
      ...record({ validation_overrides: [entry] }),
      [`${RUN}/.exlab-wizard/readme_fields.json`]: '{"schema_version": "2.0"}',
    });
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({
      blocking: [{ rule: 'schema_major_mismatch', override_active: false }],
      mayBeQueued: false,
      syncStatus: 'blocked_by_validation',
    });
  });

  it('is out of the queue at least where its record cannot say that it is blocked, and others are judged', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${TEST_RUN}/a.txt`]: '' });
    await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));
    const records = lab.at(RUN, '.exlab-wizard');
    await asNobody(lab, async () => {
      await chmod(records, 0o500);
      await expect(lab.engine.gate(lab.at(RUN))).rejects.toMatchObject({ code: 'permission_denied' });
      expect(await lab.waiting()).toEqual([]);
      await expect(lab.engine.handOffPending()).rejects.toMatchObject({ code: 'permission_denied' });
      expect(await lab.waiting()).toEqual([PROJECT, TEST_RUN]);
      await chmod(records, 0o700);
    });
    expect((await lab.record(RUN)).sync_status).toBe('pending');
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({ syncStatus: 'blocked_by_validation' });
  });

  it.each([
    ['an equipment', 'CONFOCAL_01'],
    ['a folder inside a run', `${RUN}/raw`],
    ['the TestRuns of a project', `${PROJECT}/TestRuns`],
    ['a run that is not there', `${PROJECT}/Run_2020-01-01T00-00-00`],
    ['what is outside', '../elsewhere'],
  ])('is refused where it is no project or run: %s', async (_, folder) => {
    const lab = await gatedLab({ [`${RUN}/raw/`]: '', [`${TEST_RUN}/a.txt`]: '' });
    await expect(lab.engine.gate(lab.at(folder))).rejects.toMatchObject({ code: 'folder_not_found' });
  });

  it('is refused where a link stands in its place', async () => {
    const lab = await gatedLab({ [`${RUN}/a.txt`]: '' });
    await rename(lab.at(RUN), lab.at('elsewhere'));
    await symlink(lab.at('elsewhere'), lab.at(RUN));
    await expect(lab.engine.gate(lab.at(RUN))).rejects.toMatchObject({ code: 'permission_denied' });
  });
});

describe('what comes between the look and the write', () => {
  it('counts where it is a revocation of another process', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    const { override } = await lab.engine.override({
      folder: lab.at(RUN),
      rule: 'unresolved_placeholder_token',
      reason: 'names of the vendor',
      operator: 'ada',
    });
    const file = lab.recordFile(RUN);
    const overridden = await lab.recordText(RUN);
    await lab.engine.revokeOverride({
      folder: lab.at(RUN),
      overrideId: override.id,
      reason: 'it was a mistake',
      operator: 'bob',
    });
    const revoked = await lab.recordText(RUN);
    await writeFile(file, overridden);
    await setSyncStatus(file, 'blocked_by_validation');
    // The gate asks for the time once it has read the record: then the other process writes.
    let looks = 0;
    const clock = new ManualClock();
    const now = (): Date => {
      looks += 1;
      if (looks === 2) writeFileSync(file, revoked);
      return lab.clock.now();
    };
    clock.now = now;

    const verdict = await lab.another({ clock }).gate(lab.at(RUN));

    expect(verdict).toMatchObject({
      mayBeQueued: false,
      syncStatus: 'blocked_by_validation',
      handedOff: false,
    });
    expect(verdict.findings.map((finding) => finding.override_active)).toEqual([false]);
    expect(await lab.recordText(RUN)).toBe(revoked);
    expect(await lab.waiting()).toEqual([]);
  });

  it.each([
    ['a hard finding: what is blocked stays so', 'Sample s1\n', 'Sample <sample_id>\n', false],
    ['a correction: what was not is not', 'Sample <sample_id>\n', 'Sample s1\n', true],
  ])('counts where it is %s', async (_, before, after, isFree) => {
    const notes = `${RUN}/notes.txt`;
    const status = { sync_status: isFree ? 'pending' : 'blocked_by_validation' };
    const lab = await gatedLab({ [notes]: before, ...record(status) });
    const clock = new ManualClock();
    // The second time is asked for when the folder is judged, and its record is looked at.
    let looks = 0;
    clock.now = () => {
      looks += 1;
      if (looks === 2) writeFileSync(lab.at(notes), after);
      return lab.clock.now();
    };

    const verdict = await lab.another({ clock }).gate(lab.at(RUN));

    const syncStatus = isFree ? 'pending' : 'blocked_by_validation';
    expect(verdict).toMatchObject({ mayBeQueued: isFree, syncStatus, handedOff: isFree });
    expect(await lab.waiting()).toEqual(isFree ? [RUN] : []);
    expect((await lab.record(RUN)).sync_status).toBe(syncStatus);
  });

  it('counts where the record vanishes: nothing is queued', async () => {
    const lab = await gatedLab({ [`${RUN}/a.txt`]: '' });
    const queue: RunQueue = {
      ...lab.engine.queue,
      async list() {
        await rm(lab.recordFile(RUN), { force: true });
        return [];
      },
    };
    const verdict = await lab.another({ queue }).gate(lab.at(RUN));
    expect(verdict).toMatchObject({ mayBeQueued: false, handedOff: false });
    expect(verdict.syncStatus).toBeUndefined();
    expect(await lab.waiting()).toEqual([]);
  });
});

describe('a queue that cannot be reached', () => {
  const down: Partial<RunQueue> = { add: () => Promise.reject(new Error('no room')) };

  it('keeps nothing from becoming pending, which a later round hands off', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    await lab.engine.gate(lab.at(RUN));
    await correct(lab);
    const engine = lab.another({ queue: { ...lab.engine.queue, ...down } });
    expect(await engine.gate(lab.at(RUN))).toMatchObject({
      mayBeQueued: true,
      syncStatus: 'pending',
      handedOff: false,
    });
    expect(lab.told.join('\n')).toContain('no room');
    await expect(engine.handOffPending()).rejects.toThrow('no room');
    await lab.engine.handOffPending();
    expect(await lab.waiting()).toEqual([PROJECT, RUN]);
  });

  it('keeps nothing from being blocked, and nothing is added to one that cannot be seen', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${TEST_RUN}/a.txt`]: '' });
    const list = (): Promise<never> => Promise.reject(new Error('not to be seen'));
    const engine = lab.another({ queue: { ...lab.engine.queue, list } });
    await expect(engine.handOffPending()).rejects.toThrow('not to be seen');
    expect((await lab.record(RUN)).sync_status).toBe('blocked_by_validation');
    expect(await lab.waiting()).toEqual([]);
  });
});

describe('a round of background work', () => {
  it('blocks a pending run with hard findings instead of handing it off', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${TEST_RUN}/a.txt`]: '' });
    expect(await lab.engine.countNotHandedOff()).toBe(2);
    expect(await lab.engine.handOffPending()).toBe(2);
    expect(await lab.waiting()).toEqual([PROJECT, TEST_RUN]);
    expect((await lab.record(RUN)).sync_status).toBe('blocked_by_validation');
  });

  it('releases a blocked run whose findings were corrected, and only counts it for the doctor', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    await lab.engine.handOffPending();
    await correct(lab);
    expect(await lab.engine.countNotHandedOff()).toBe(1);
    expect((await lab.record(RUN)).sync_status).toBe('blocked_by_validation');
    expect(await lab.engine.handOffPending()).toBe(1);
    expect((await lab.record(RUN)).sync_status).toBe('pending');
    expect(await lab.engine.handOffPending()).toBe(0);
  });

  it.each([
    ['has no record', null],
    ['has a broken record', '{"sync_status": "pending"'],
    ['has a record of another major', creationText({ schema_version: '2.0' })],
  ])('takes back what is in the queue and %s, and leaves that as it is', async (_, text) => {
    const lab = await gatedLab({ [`${RUN}/notes.txt`]: '', [RECORD]: text });
    await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));
    expect(await lab.engine.handOffPending()).toBe(1);
    expect(await lab.waiting()).toEqual([PROJECT]);
    expect(lab.told.join('\n')).toContain(`WARN ${lab.at(RUN)} is taken back from the sync queue`);
    if (text !== null) expect(await lab.recordText(RUN)).toBe(text);
  });

  it('blocks what failed, is in the queue for another try, and has hard findings', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, ...record({ sync_status: 'failed' }) });
    await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));
    await lab.engine.handOffPending();
    expect(await lab.waiting()).toEqual([PROJECT]);
    expect((await lab.record(RUN)).sync_status).toBe('blocked_by_validation');
  });

  it('leaves what failed and has no hard finding in the queue', async () => {
    const lab = await gatedLab({ [`${RUN}/notes.txt`]: '', ...record({ sync_status: 'failed' }) });
    await lab.engine.queue.add(handOffOfSession(lab.at(RUN)));
    await lab.engine.handOffPending();
    expect(await lab.engine.queue.list()).toContainEqual(handOffOfSession(lab.at(RUN)));
    expect((await lab.record(RUN)).sync_status).toBe('failed');
  });

  it('blocks again what is handed off and not synced when its override expires, this very second', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    const expiresAt = new Date(lab.clock.now().getTime() + 60_000);
    await lab.engine.override({
      folder: lab.at(RUN),
      rule: 'unresolved_placeholder_token',
      reason: 'names of the vendor',
      operator: 'ada',
      expiresAt,
    });
    await lab.engine.handOffPending();
    lab.clock.advance(59_999);
    await lab.engine.handOffPending();
    expect(await lab.waiting()).toEqual([PROJECT, RUN]);
    lab.clock.advance(1);
    await lab.engine.handOffPending();
    expect(await lab.waiting()).toEqual([PROJECT]);
    expect((await lab.record(RUN)).sync_status).toBe('blocked_by_validation');
  });
});

const NOBODY = 65534;

/** Does something as the owner of the lab who has no privileges; the whole process has to. */
async function asNobody(lab: GatedLab, action: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return action();
  await chmod(path.dirname(lab.root), 0o755);
  spawnSync('chown', ['-R', String(NOBODY), lab.root, lab.stateFolder]);
  process.seteuid?.(NOBODY);
  try {
    await action();
  } finally {
    process.seteuid?.(0);
  }
}
