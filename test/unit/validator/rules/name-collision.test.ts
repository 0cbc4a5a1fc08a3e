import { describe, expect, it } from 'vitest';
import { aSubject, findingsOf, placesOf, RUN, withFiles } from '../a-subject';

const RULE = 'name_collision';
const place = 'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';

describe(RULE, () => {
  it('finds names that differ only in case, at each of them', async () => {
    const findings = await findingsOf(RULE, withFiles('Notes.txt', 'notes.txt', 'other.txt'));
    expect(findings).toMatchObject([
      { tier: 'hard', offending_path: `${RUN}/Notes.txt`, matched_token: 'Notes.txt' },
      { tier: 'hard', offending_path: `${RUN}/notes.txt`, matched_token: 'notes.txt' },
    ]);
    expect(findings[0]?.rule_detail).toContain("'Notes.txt' and 'notes.txt'");
    expect(findings[1]?.rule_detail).toContain("'notes.txt' and 'Notes.txt'");
  });

  it('finds names that differ only in Unicode normalization', async () => {
    expect(await placesOf(RULE, withFiles('gr\u00F6\u00DFe', 'gro\u0308\u00DFe'))).toHaveLength(2);
    expect(await placesOf(RULE, withFiles('\u00C5.txt', 'a\u030A.txt', '\u212B.txt'))).toHaveLength(3);
  });

  it('finds folders that collide with each other or with a file', async () => {
    expect(await placesOf(RULE, withFiles('Data/a.txt', 'data/b.txt', 'x/RAW', 'x/raw/c.txt'))).toEqual([
      `${place}/Data | Data`,
      `${place}/data | data`,
      `${place}/x/RAW | RAW`,
      `${place}/x/raw | raw`,
    ]);
  });

  it('lets equal names in different folders be', async () => {
    expect(await placesOf(RULE, withFiles('a/notes.txt', 'b/NOTES.txt', 'notes.txt'))).toEqual([]);
  });

  it('finds names that are equal though no letter of them is', async () => {
    expect(await placesOf(RULE, withFiles('10\u00B5m.txt', '10\u03BCm.txt'))).toHaveLength(2);
  });

  it('finds what would fall together with the folder of our records, and says that it is to be renamed', async () => {
    const subject = aSubject({
      entries: [
        { path: '.exlab-wizard', kind: 'directory' },
        { path: '.EXLAB-WIZARD/creation.json', kind: 'file' },
        { path: '.Exlab-Wizard', kind: 'file' },
      ],
    });
    expect(await placesOf(RULE, subject)).toEqual([
      `${place}/.EXLAB-WIZARD | .EXLAB-WIZARD`,
      `${place}/.Exlab-Wizard | .Exlab-Wizard`,
    ]);
    for (const { rule_detail, matched_token } of await findingsOf(RULE, subject)) {
      expect(rule_detail).toContain("'.exlab-wizard'");
      expect(rule_detail).toContain(`rename '${matched_token}'`);
    }
  });

  it('takes a folder deeper inside for nobody’s in particular', async () => {
    expect(await placesOf(RULE, withFiles('raw/.exlab-wizard/x', 'raw/.EXLAB-WIZARD/x'))).toHaveLength(2);
  });

  it('takes an entry that is listed twice for one', async () => {
    expect(await placesOf(RULE, withFiles('a.txt', 'a.txt'))).toEqual([]);
  });

  it('takes names that objects have already for ordinary ones', async () => {
    const entries = ['__proto__', 'constructor', '__PROTO__'].map(
      (path) => ({ path, kind: 'file' }) as const,
    );
    expect(await placesOf(RULE, aSubject({ entries }))).toEqual([
      `${place}/__PROTO__ | __PROTO__`,
      `${place}/__proto__ | __proto__`,
    ]);
  });
});
