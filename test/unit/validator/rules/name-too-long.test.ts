import { describe, expect, it } from 'vitest';
import { aSubject, findingsOf, RUN, withFiles } from '../a-subject';

const RULE = 'name_too_long';

describe(RULE, () => {
  it.each(['a'.repeat(255), 'ä'.repeat(127), '😀'.repeat(63)])(
    'takes a name of up to 255 bytes',
    async (name) => {
      expect(await findingsOf(RULE, withFiles(name))).toEqual([]);
    },
  );

  it.each(['a'.repeat(256), 'ä'.repeat(128), '😀'.repeat(64)])('finds a name of 256 bytes', async (name) => {
    expect(await findingsOf(RULE, withFiles(name))).toMatchObject([
      { tier: 'hard', offending_path: `${RUN}/${name}`, matched_token: '' },
    ]);
  });

  it('finds a path over the limit of the target, and not one at it', async () => {
    const room = 260 - `${RUN}/`.length;
    const entries = [
      { path: 'a'.repeat(room), kind: 'file' },
      { path: 'b'.repeat(room + 1), kind: 'file' },
    ] as const;
    expect(await findingsOf(RULE, aSubject({ entries, maxPathLength: 260 }))).toMatchObject([
      { offending_path: `${RUN}/${'b'.repeat(room + 1)}` },
    ]);
    expect(await findingsOf(RULE, aSubject({ entries }))).toEqual([]);
  });

  it('counts the whole path, and says how long it is', async () => {
    const entries = [{ path: `${'deep/'.repeat(60)}a.txt`, kind: 'file' }] as const;
    const findings = await findingsOf(RULE, aSubject({ entries, maxPathLength: 260 }));
    expect(findings.map((finding) => finding.offending_path.length > 260)).not.toContain(false);
    expect(findings.at(-1)?.rule_detail).toContain(`${RUN.length + 1 + 60 * 5 + 5} characters`);
  });

  describe('where the run goes to a storage', () => {
    const LEAF = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
    const at = (targetPath: string, file: string) =>
      aSubject({ entries: [{ path: file, kind: 'file' }], maxPathLength: 260, targetPath });

    it('measures the path there, to the character', async () => {
      const targetPath = `/mnt/${'nas/'.repeat(30)}${LEAF}`;
      const room = 260 - `${targetPath}/`.length;
      expect(await findingsOf(RULE, at(targetPath, 'a'.repeat(room)))).toEqual([]);
      const findings = await findingsOf(RULE, at(targetPath, 'b'.repeat(room + 1)));
      expect(findings).toMatchObject([{ offending_path: `${RUN}/${'b'.repeat(room + 1)}` }]);
      expect(findings[0]?.rule_detail).toContain('261 characters');
    });

    it('lets a path be that is too long only here', async () => {
      const file = 'a'.repeat(261 - `${RUN}/`.length);
      expect(await findingsOf(RULE, at(`/n/${LEAF}`, file))).toEqual([]);
      expect(await findingsOf(RULE, at('', file))).toHaveLength(1);
    });

    it("measures the folders above a run's content there, too", async () => {
      const targetPath = `/mnt/${'n'.repeat(260 - '/mnt//CONFOCAL_01/PROJ-0042'.length)}/${LEAF}`;
      const findings = await findingsOf(RULE, at(targetPath, 'a'));
      expect(findings.map(({ offending_path }) => offending_path)).toEqual([RUN, `${RUN}/a`]);
    });
  });

  it('does not speak of the folder of our records, whose name nobody can change', async () => {
    const entries = [{ path: '.exlab-wizard', kind: 'directory' }] as const;
    const targetPath = 'n'.repeat(255);
    const findings = await findingsOf(RULE, aSubject({ entries, maxPathLength: 260, targetPath }));
    expect(findings).toEqual([]);
  });

  it('finds a name that is too long for both only once', async () => {
    const entries = [{ path: 'a'.repeat(300), kind: 'file' }] as const;
    expect(await findingsOf(RULE, aSubject({ entries, maxPathLength: 260 }))).toHaveLength(1);
  });
});
