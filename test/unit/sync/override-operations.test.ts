import { lstat, readFile, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OverrideRequest } from '../../../core/sync';
import { creationText } from '../../support/audited-lab';
import { BROKEN_NOTES, PROJECT, RUN, TEST_RUN, gatedLab, type GatedLab } from '../../support/gated-lab';

const RULE = 'unresolved_placeholder_token';
const RECORD = `${RUN}/.exlab-wizard/creation.json`;

function request(lab: GatedLab, changes: Partial<OverrideRequest> = {}): OverrideRequest {
  return {
    folder: lab.at(RUN),
    rule: RULE,
    reason: 'names of the vendor',
    operator: 'ada',
    ...changes,
  };
}

function revocation(lab: GatedLab, overrideId: string) {
  return { folder: lab.at(RUN), overrideId, reason: 'it was a mistake', operator: 'bob' };
}

describe('an override', () => {
  it('lets every finding of its rule pass, and hands off what was blocked', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${RUN}/more.txt`]: '<plate> and <well>\n' });
    expect(await lab.engine.gate(lab.at(RUN))).toMatchObject({ syncStatus: 'blocked_by_validation' });
    const expiresAt = new Date('2026-12-24T18:00:00Z');

    const verdict = await lab.engine.override(request(lab, { reason: '  names of the vendor\n', expiresAt }));

    expect(verdict).toMatchObject({
      blocking: [],
      mayBeQueued: true,
      syncStatus: 'pending',
      handedOff: true,
    });
    expect(verdict.findings.map((finding) => finding.override_active)).toEqual([true, true, true]);
    const entry = {
      id: '00000000-0000-4000-8000-000000000001',
      problem_class: RULE,
      operator: 'ada',
      recorded_at: '2026-11-20T13:00:00.000Z',
      expires_at: '2026-12-24T18:00:00.000Z',
      reason: 'names of the vendor',
      revoked: false,
    };
    expect(verdict.override).toEqual(entry);
    expect((await lab.record(RUN)).validation_overrides).toEqual([entry]);
    expect(await lab.waiting()).toEqual([RUN]);
  });

  it('leaves what other rules find blocked', async () => {
    const lab = await gatedLab({ [`${RUN}/notes.txt`]: '<sample_id> {{ x }}\n' });
    const verdict = await lab.engine.override(request(lab));
    expect(verdict.blocking.map(({ rule }) => rule)).toEqual(['leftover_jinja_marker']);
    expect(verdict).toMatchObject({ syncStatus: 'blocked_by_validation', handedOff: false });
  });

  it('is of its own folder alone', async () => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${TEST_RUN}/notes.txt`]: '<sample_id>\n' });
    await lab.engine.override(request(lab));
    expect(await lab.engine.gate(lab.at(TEST_RUN))).toMatchObject({ mayBeQueued: false });
  });

  it('is told to the run, to what it stands in, and to the central log', async () => {
    const lab = await gatedLab({ [`${TEST_RUN}/notes.txt`]: '<sample_id>\n' });
    await lab.engine.override(
      request(lab, { folder: lab.at(TEST_RUN), reason: 'password=hunter2 and so on' }),
    );
    const places = ['CONFOCAL_01', PROJECT, `${PROJECT}/TestRuns`, TEST_RUN];
    for (const place of places) {
      const text = await readFile(lab.at(place, '.exlab-wizard', 'wizard.lab-pc.log'), 'utf8');
      const [line = ''] = text.split('\n').filter((one) => one.includes('override'));
      expect(line).toContain('[WARN ] [host:lab-pc] [equip:CONFOCAL_01] [proj:PROJ-0042] [kind:test]');
      expect(line).toContain(`override 00000000-0000-4000-8000-000000000001 of ${RULE} by ada`);
      expect(line).not.toContain('hunter2');
    }
    expect(lab.told.filter((line) => line.startsWith('WARN override'))).toHaveLength(1);
  });

  it('is known by the record alone: a lab in another place and a lost queue change nothing', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    await lab.engine.override(request(lab));
    const other = await gatedLab({ ...BROKEN_NOTES, [RECORD]: await lab.recordText(RUN) });
    expect(await other.engine.gate(other.at(RUN))).toMatchObject({ mayBeQueued: true, handedOff: true });
  });

  it('of what was synced before changes its findings, not its status', async () => {
    const lab = await gatedLab({
      ...BROKEN_NOTES,
      [RECORD]: creationText({ run_kind: 'experimental', sync_status: 'synced' }),
    });
    expect(await lab.engine.override(request(lab))).toMatchObject({
      findings: [{ synced_under_prior_policy: true, override_active: true }],
      syncStatus: 'synced',
      handedOff: false,
    });
  });
});

describe('an override is refused', () => {
  it.each<[string, Partial<OverrideRequest>, string]>([
    [
      'of what is no rule',
      { rule: 'unresolved_placeholder' },
      "did you mean 'unresolved_placeholder_token'?",
    ],
    ['of a soft rule', { rule: 'orphan' }, 'nothing to override'],
    ['of a rule of the sync', { rule: 'nas_sync_failed' }, 'nothing to override'],
    ['of another major version', { rule: 'schema_major_mismatch' }, 'cannot be overridden'],
    ['in advance', { rule: 'name_collision' }, 'no finding of name_collision now'],
    ['without a reason', { reason: '         ' }, '10 to 500'],
    ['for a reason that is too short', { reason: ' 123456789 ' }, '10 to 500'],
    ['for a reason that is too long', { reason: 'x'.repeat(501) }, '10 to 500'],
    ['of nobody', { operator: ' ' }, 'operator'],
    ['that ends this very moment', { expiresAt: new Date('2026-11-20T13:00:00Z') }, 'in the future'],
    ['that ends at no time', { expiresAt: new Date(NaN) }, 'moment'],
    ['that ends in a year that no record can hold', { expiresAt: new Date(8.64e15) }, 'moment'],
  ])('%s', async (_, changes, message) => {
    const lab = await gatedLab(BROKEN_NOTES);
    const before = await lab.recordText(RUN);
    const refused = lab.engine.override(request(lab, changes));
    await expect(refused).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(refused).rejects.toThrow(message);
    expect(await lab.recordText(RUN)).toBe(before);
    expect(await lab.waiting()).toEqual([]);
  });

  it.each([
    ['without a record', null, 'folder_not_found'],
    ['with a broken record', '{', 'validation_failed'],
    ['with a record of version 2.0', creationText({ schema_version: '2.0' }), 'schema_major_mismatch'],
  ])('in a run %s', async (_, text, code) => {
    const lab = await gatedLab({ ...BROKEN_NOTES, [RECORD]: text });
    await expect(lab.engine.override(request(lab))).rejects.toMatchObject({ code });
    await expect(lab.engine.overrides(lab.at(RUN))).rejects.toMatchObject({ code });
    await expect(lab.engine.revokeOverride(revocation(lab, 'o1'))).rejects.toMatchObject({ code });
    if (text !== null) expect(await lab.recordText(RUN)).toBe(text);
  });

  it.each([`${RUN}/notes.txt`, 'CONFOCAL_01', '..', `${PROJECT}/Run_gone`])('in %s', async (folder) => {
    const lab = await gatedLab(BROKEN_NOTES);
    const refused = lab.engine.override(request(lab, { folder: lab.at(folder) }));
    await expect(refused).rejects.toMatchObject({ code: 'folder_not_found' });
  });
});

describe('a revocation', () => {
  it('blocks again what is not synced, and takes it out of the queue', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    const { override } = await lab.engine.override(request(lab));
    const verdict = await lab.engine.revokeOverride(revocation(lab, override.id));
    expect(verdict).toMatchObject({ syncStatus: 'blocked_by_validation', handedOff: false });
    expect(verdict.revocation).toMatchObject({ revokes: override.id, operator: 'bob', revoked: true });
    expect(await lab.waiting()).toEqual([]);
    expect(lab.told).toContain(`WARN override ${override.id} revoked by bob: it was a mistake`);
  });

  it('leaves the findings passing while another override of the rule is active', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    const { override } = await lab.engine.override(request(lab));
    await lab.engine.override(request(lab, { operator: 'bob' }));
    expect(await lab.engine.revokeOverride(revocation(lab, override.id))).toMatchObject({
      mayBeQueued: true,
      handedOff: true,
    });
  });

  it('is refused a second time, of an id that nobody has, and of a revocation', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    const { override } = await lab.engine.override(request(lab));
    const { revocation: tombstone } = await lab.engine.revokeOverride(revocation(lab, override.id));
    const before = await lab.recordText(RUN);
    for (const [id, message] of [
      [override.id, 'was revoked before'],
      ['nope', 'There is no override nope'],
      ['', 'There is no override'],
      [tombstone.id, 'There is no override'],
    ] as const) {
      await expect(lab.engine.revokeOverride(revocation(lab, id))).rejects.toThrow(message);
    }
    const shortly = { ...revocation(lab, override.id), reason: 'short' };
    await expect(lab.engine.revokeOverride(shortly)).rejects.toMatchObject({ field: 'reason' });
    expect(await lab.recordText(RUN)).toBe(before);
  });
});

describe('the overrides of a folder', () => {
  it('are listed with what became of each', async () => {
    const lab = await gatedLab(BROKEN_NOTES);
    expect(await lab.engine.overrides(lab.at(RUN))).toEqual([]);
    const soon = new Date(lab.clock.now().getTime() + 1000);
    const ids: string[] = [];
    for (const expiresAt of [{}, { expiresAt: soon }, { expiresAt: soon }]) {
      ids.push((await lab.engine.override(request(lab, expiresAt))).override.id);
    }
    await lab.engine.revokeOverride(revocation(lab, ids[2] ?? ''));
    const states = async (): Promise<unknown> =>
      (await lab.engine.overrides(lab.at(RUN))).map(({ override, state, revocation: ended }) => [
        override.id,
        state,
        ended?.operator ?? null,
      ]);
    lab.clock.advance(999);
    expect(await states()).toEqual([
      [ids[0], 'active', null],
      [ids[1], 'active', null],
      [ids[2], 'revoked', 'bob'],
    ]);
    lab.clock.advance(1);
    expect(await states()).toEqual([
      [ids[0], 'active', null],
      [ids[1], 'expired', null],
      [ids[2], 'revoked', 'bob'],
    ]);
  });
});

describe('records of other minor versions', () => {
  const SINCE: Readonly<Record<string, number>> = {
    run_kind: 1,
    lims_project: 5,
    plugins_applied: 10,
    validation_overrides: 10,
  };

  it.each(Array.from({ length: 10 }, (_, minor) => minor))(
    '1.%i takes an override, and becomes 1.10 with all that it had',
    async (minor) => {
      const lab = await gatedLab(BROKEN_NOTES);
      const whole = JSON.parse(await lab.recordText(RUN)) as Record<string, unknown>;
      const older = Object.entries(whole).filter(([field]) => (SINCE[field] ?? 0) <= minor);
      const text = JSON.stringify({
        ...Object.fromEntries(older),
        schema_version: `1.${minor}`,
        x_lab: [1.0],
      });
      await writeFile(lab.recordFile(RUN), text);

      expect(await lab.engine.override(request(lab))).toMatchObject({ mayBeQueued: true, handedOff: true });

      const after = JSON.parse(await lab.recordText(RUN)) as Record<string, unknown>;
      expect(after).toMatchObject({
        ...Object.fromEntries(older),
        schema_version: '1.10',
        x_lab: [1],
        validation_overrides: [{ problem_class: RULE }],
      });
    },
  );

  it('1.11 takes an override, stays 1.11 and keeps what we do not know', async () => {
    const lab = await gatedLab({
      ...BROKEN_NOTES,
      [RECORD]: creationText({ run_kind: 'experimental', schema_version: '1.11', x_new: { deep: [1, 2] } }),
    });
    await lab.engine.override(request(lab));
    const after = JSON.parse(await lab.recordText(RUN)) as Record<string, unknown>;
    expect(after).toMatchObject({
      schema_version: '1.11',
      x_new: { deep: [1, 2] },
      validation_overrides: [{ problem_class: RULE }],
    });
  });
});

it('leaves no lock behind', async () => {
  const lab = await gatedLab(BROKEN_NOTES);
  await lab.engine.override(request(lab));
  expect((await readdir(path.dirname(lab.recordFile(RUN)))).sort()).toEqual([
    'creation.json',
    'readme_fields.json',
    'wizard.lab-pc.log',
  ]);
});

describe('a link in the place of a record', () => {
  it.each([
    ['its record', `${RUN}/.exlab-wizard/creation.json`],
    ['its records folder', `${RUN}/.exlab-wizard`],
  ])('is refused where it is %s: nothing is written, here or where it leads', async (_, place) => {
    const other = `${PROJECT}/Run_2026-11-20T14-00-00`;
    const lab = await gatedLab({ ...BROKEN_NOTES, [`${other}/notes.txt`]: '<sample_id>\n' });
    const { override } = await lab.engine.override(request(lab, { folder: lab.at(other) }));
    const before = await lab.recordText(other);
    await rename(lab.at(place), lab.at('aside'));
    await symlink(lab.at(place.replace(RUN, other)), lab.at(place));

    const refused = { code: 'validation_failed', details: { path: lab.at(place) } };
    await expect(lab.engine.override(request(lab))).rejects.toMatchObject(refused);
    await expect(lab.engine.revokeOverride(revocation(lab, override.id))).rejects.toMatchObject(refused);
    await expect(lab.engine.overrides(lab.at(RUN))).rejects.toMatchObject(refused);

    expect(await lab.recordText(other)).toBe(before);
    expect((await lstat(lab.at(place))).isSymbolicLink()).toBe(true);
    expect(await lab.waiting()).toEqual([other]);
  });
});
