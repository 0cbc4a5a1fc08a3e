import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/validator';
import { FolderGate } from '../../../core/sync/folder-gate';
import { classifyFolder } from '../../../core/layout';
import { gateSurroundings } from '../../support/gate-surroundings';
import { RUN, gatedLab } from '../../support/gated-lab';

/** A soft finding of the audit, at a path of the run. */
function finding(run: string, rule: Finding['rule'], place: string): Finding {
  return {
    rule,
    tier: 'soft',
    run_path: run,
    offending_path: place === '' ? run : `${run}/${place}`,
    offending_kind: 'file_content',
    matched_token: '',
    rule_detail: '',
    synced_under_prior_policy: false,
    override_active: false,
  };
}

describe('a record that is whole again a moment after the folder was judged', () => {
  it.each<[string, Finding['rule'] | null, string, boolean]>([
    ['it was missing', 'orphan', '', false],
    ['it was broken', 'malformed_record', '.exlab-wizard/creation.json', false],
    ['it was of another major', 'schema_major_mismatch', '.exlab-wizard/creation.json', false],
    ['it could not be read', null, '.exlab-wizard/creation.json', false],
    ['its folder could not be read', null, '.exlab-wizard', false],
    ['another record was broken', 'malformed_record', '.exlab-wizard/readme_fields.json', true],
  ])('lets nothing pass that was judged while %s', async (_, rule, place, mayBeQueued) => {
    const lab = await gatedLab({ [`${RUN}/a.txt`]: '' });
    const run = lab.at(RUN);
    const found = classifyFolder(lab.root, run);
    if (found.kind !== 'run') throw new Error('it is a run');
    const folder = { ...found, path: run, root: lab.root };
    const audited = {
      path: run,
      kind: 'run',
      findings: rule === null ? [] : [finding(run, rule, place)],
      unreadable: rule === null ? [lab.at(RUN, place)] : [],
      files: 1,
    } as const;
    const surroundings = gateSurroundings(lab.root, { queue: lab.engine.queue });
    const judgement = { audited, judgeAgain: () => Promise.resolve(audited) };
    const gate = new FolderGate(folder, judgement, { waiting: new Set() }, surroundings);
    expect(await gate.look()).toMatchObject({
      mayBeQueued,
      status: mayBeQueued ? 'pending' : undefined,
      step: mayBeQueued ? 'hand_off' : 'none',
    });
  });
});
