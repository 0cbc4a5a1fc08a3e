import { describe, expect, it } from 'vitest';
import { aSubject, findingsOf, placesOf, RUN, withFiles } from '../a-subject';

const RULE = 'illegal_filesystem_character';
const place = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';

describe(RULE, () => {
  it.each(['<', '>', ':', '"', '\\', '|', '?', '*', '\0', '\u0001', '\n', '\t', '\u001F'])(
    'finds %j in a file name',
    async (character) => {
      const [finding, ...others] = await findingsOf(RULE, withFiles(`a${character}b.txt`));
      expect(finding).toMatchObject({ tier: 'hard', offending_kind: 'file_name', matched_token: character });
      expect(others).toEqual([]);
    },
  );

  it('finds a dot or a space at the end of a name, of folders too', async () => {
    expect(await placesOf(RULE, withFiles('notes.', 'data /a.txt', '...'))).toEqual([
      `${place}/... | .`,
      `${place}/data  |  `,
      `${place}/notes. | .`,
    ]);
  });

  it('finds each illegal character of a name once', async () => {
    expect(await placesOf(RULE, withFiles('a?b*c?.'))).toEqual([
      `${place}/a?b*c?. | *`,
      `${place}/a?b*c?. | .`,
      `${place}/a?b*c?. | ?`,
    ]);
  });

  it.each([
    '.hidden',
    'a b.txt',
    'a..b',
    ' leading',
    'größe 5 µm.tif',
    '日本語',
    '👩‍🔬.txt',
    'a\u007Fb',
    "it's & [so] {on}.txt",
  ])('lets %j be', async (name) => {
    expect(await findingsOf(RULE, withFiles(name))).toEqual([]);
  });

  it('judges the folders from the root down, and none above it', async () => {
    const subject = aSubject({ root: '/home/jo: doe', runPath: '/home/jo: doe/CON|FOCAL/PROJ-1/Run_x' });
    expect(await placesOf(RULE, subject)).toEqual(['CON|FOCAL | |']);
  });

  it('shows control characters by their number', async () => {
    const [finding] = await findingsOf(RULE, withFiles('a\u001Bb'));
    expect(finding?.offending_path).toBe(`${RUN}/a\u001Bb`);
    expect(finding?.rule_detail).toContain("'aU+001Bb'");
    expect(finding?.rule_detail).not.toContain('\u001B');
  });
});
