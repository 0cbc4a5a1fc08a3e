import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { KNOWN_PROBLEMS_FILE, KnownProblems, type Finding } from '../../../core/validator';
import { ManualClock } from '../../support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';

const RUN = '/lab/SCOPE/PROJ-0042/Run_a';

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'unresolved_placeholder_token',
    tier: 'hard',
    run_path: RUN,
    offending_path: `${RUN}/notes.txt`,
    offending_kind: 'file_content',
    matched_token: '<sample_id>',
    rule_detail: 'The text holds a placeholder.',
    synced_under_prior_policy: false,
    override_active: false,
    ...changes,
  };
}

function known(folder = path.join(temporaryFolder(), 'state')) {
  const file = path.join(folder, KNOWN_PROBLEMS_FILE);
  return { folder, file, problems: new KnownProblems(folder, new ManualClock()) };
}

describe('known problems', () => {
  it('are none before the first, and nothing is written to find that out', async () => {
    const { folder, problems } = known();
    expect(await problems.list()).toEqual([]);
    expect((await problems.look()).isKnown(finding())).toBe(false);
    expect(await problems.unmark({ run_path: RUN })).toBe(0);
    expect(await problems.prune()).toBe(0);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('are marked once, for every process of this computer', async () => {
    const { folder, problems } = known();
    expect(await problems.mark([finding(), finding({ matched_token: '<well>' })])).toBe(2);
    expect(await problems.mark([finding()])).toBe(0);
    const other = new KnownProblems(folder, new ManualClock());
    expect(await other.list()).toEqual([
      {
        run_path: RUN,
        rule: 'unresolved_placeholder_token',
        offending_path: `${RUN}/notes.txt`,
        matched_token: '<sample_id>',
        marked_at: '2026-11-20T13:00:00.000Z',
      },
      expect.objectContaining({ matched_token: '<well>' }),
    ]);
  });

  it.each<[string, Partial<Finding>, boolean]>([
    [
      'in another line',
      { range: { start: { line: 7, character: 0 }, end: { line: 7, character: 3 } } },
      true,
    ],
    ['that is overridden meanwhile', { override_active: true }, true],
    ['said in other words', { rule_detail: 'Le texte contient …' }, true],
    ['of another token', { matched_token: '<other>' }, false],
    ['in another file', { offending_path: `${RUN}/other.txt` }, false],
    ['of another rule', { rule: 'leftover_jinja_marker' }, false],
    ['of another run', { run_path: '/lab/SCOPE/PROJ-0042/Run_b' }, false],
  ])('are told from others: one %s', async (_, changes, isKnown) => {
    const { problems } = known();
    await problems.mark([finding()]);
    expect((await problems.look()).isKnown(finding(changes))).toBe(isKnown);
  });

  it('are forgotten by run, rule and file', async () => {
    const { problems } = known();
    const inOther = finding({ offending_path: `${RUN}/other.txt` });
    const ofOther = finding({ rule: 'name_collision' });
    await problems.mark([finding(), inOther, ofOther]);
    const { rule, offending_path } = finding();
    expect(await problems.unmark({ run_path: RUN, rule, offending_path })).toBe(1);
    expect(await problems.unmark({ run_path: RUN, rule })).toBe(1);
    expect((await problems.look()).isKnown(ofOther)).toBe(true);
    expect(await problems.unmark({ run_path: RUN })).toBe(1);
    expect(await problems.list()).toEqual([]);
  });

  it('lose none of those that several mark at once', async () => {
    const { folder } = known();
    const marking = Array.from({ length: 12 }, (_, number) =>
      new KnownProblems(folder, new ManualClock()).mark([finding({ matched_token: `<t${number}>` })]),
    );
    expect(await Promise.all(marking)).toEqual(marking.map(() => 1));
    expect(await known(folder).problems.list()).toHaveLength(12);
    expect(await readdir(folder)).toEqual([KNOWN_PROBLEMS_FILE]);
  });

  it('are asked of ten thousand findings without another look at the file', async () => {
    const { file, problems } = known();
    const many = Array.from({ length: 10_000 }, (_, number) => finding({ matched_token: `<t${number}>` }));
    expect(await problems.mark(many.slice(0, 5000))).toBe(5000);
    const sight = await problems.look();
    await rm(file);
    expect(sight.count).toBe(5000);
    expect(many.filter((one) => sight.isKnown(one))).toHaveLength(5000);
  });

  it('are pruned on request, of folders that are gone and whose disk is there', async () => {
    const { problems } = known();
    const lab = temporaryFolder();
    const kept = path.join(lab, 'Run_kept');
    await mkdir(kept);
    const gone = path.join(lab, 'Run_gone');
    const unplugged = path.join(lab, 'no-disk', 'Run_x');
    await problems.mark([kept, gone, unplugged].map((run_path) => finding({ run_path })));
    expect(await problems.prune()).toBe(1);
    expect((await problems.list()).map(({ run_path }) => run_path)).toEqual([kept, unplugged].sort());
  });
});

describe('a file of known problems that cannot be understood', () => {
  it.each([
    ['no JSON', '{"schema_version": "1.0", "problems": [', 'validation_failed'],
    ['empty', '', 'validation_failed'],
    ['against its schema', '{"schema_version": "1.0", "problems": [{}]}', 'validation_failed'],
    ['of another major version', '{"schema_version": "2.0", "problems": []}', 'schema_major_mismatch'],
  ])('is told and stays as it is: %s', async (_, text, code) => {
    const { folder, file, problems } = known();
    await mkdir(folder);
    await writeFile(file, text);
    await expect(problems.list()).rejects.toMatchObject({ code });
    await expect(problems.look()).rejects.toMatchObject({ code });
    await expect(problems.mark([finding()])).rejects.toMatchObject({ code });
    await expect(problems.unmark({ run_path: RUN })).rejects.toMatchObject({ code });
    await expect(problems.prune()).rejects.toMatchObject({ code });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('keeps what a newer version added', async () => {
    const { folder, file, problems } = known();
    await mkdir(folder);
    await writeFile(file, '{"schema_version": "1.1", "x_new": 1, "problems": []}');
    await problems.mark([finding()]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ schema_version: '1.1', x_new: 1 });
  });
});
