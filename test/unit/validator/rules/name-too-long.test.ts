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

  it('finds a name that is too long for both only once', async () => {
    const entries = [{ path: 'a'.repeat(300), kind: 'file' }] as const;
    expect(await findingsOf(RULE, aSubject({ entries, maxPathLength: 260 }))).toHaveLength(1);
  });
});
