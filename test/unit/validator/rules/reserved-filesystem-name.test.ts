import { describe, expect, it } from 'vitest';
import { findingsOf, placesOf, withFiles } from '../a-subject';

const RULE = 'reserved_filesystem_name';

describe(RULE, () => {
  it.each(['CON', 'con', 'Con.txt', 'PRN', 'aux.tar.gz', 'NUL', 'com1.log', 'COM9', 'LPT1', 'lpt9.x'])(
    'finds %s',
    async (name) => {
      const [finding] = await findingsOf(RULE, withFiles(name));
      expect(finding).toMatchObject({ tier: 'hard', matched_token: name.split('.')[0] });
    },
  );

  it.each(['CONTROL', 'COM', 'COM0', 'COM10', 'LPT0', 'a.CON', '.con', 'auxiliary.txt', 'null', 'con_1'])(
    'lets %s be',
    async (name) => {
      expect(await findingsOf(RULE, withFiles(name))).toEqual([]);
    },
  );

  it('finds a folder that is only there because of its file, once', async () => {
    const places = await placesOf(RULE, withFiles('aux/a.txt', 'aux/b/c.txt'));
    expect(places).toEqual(['CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00/aux | aux']);
  });
});
