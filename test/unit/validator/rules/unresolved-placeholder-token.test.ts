import { describe, expect, it } from 'vitest';
import type { ExemptionReason } from '../../../../core/validator';
import { aSubject, findingsOf, highlighted, placesOf, RUN, withFiles, withText } from '../a-subject';

const RULE = 'unresolved_placeholder_token';

describe(RULE, () => {
  it.each(['<sample_id>', '<a>', '<_>', '<A1>', '<größe>', '<日本>', '<gro\u0308\u00DFe>', '<_9>'])(
    'finds %s in a text, with its place',
    async (token) => {
      const text = `\uFEFFfirst\r\n😀 in ${token}, and more\rlast ${token}`;
      const findings = await findingsOf(RULE, withText(text));
      expect(findings).toMatchObject([
        {
          tier: 'hard',
          offending_path: `${RUN}/notes.txt`,
          offending_kind: 'file_content',
          matched_token: token,
          range: { start: { line: 1, character: 6 }, end: { line: 1, character: 6 + token.length } },
        },
        { range: { start: { line: 2, character: 5 } } },
      ]);
      expect(findings.map((finding) => highlighted(text, finding))).toEqual([token, token]);
    },
  );

  it.each([
    '<1a>',
    '<a b>',
    '<a-b>',
    '<a.b>',
    '</a>',
    '<a/>',
    '< a>',
    '<a >',
    '<>',
    '<a',
    'a>',
    'p < 0.05 and q > 0.1',
    '<a\n>',
    '<https://example.org>',
    '<\u0301a>',
  ])('lets %j be', async (text) => {
    expect(await findingsOf(RULE, withText(text))).toEqual([]);
  });

  it('finds the inner one of two', async () => {
    const text = '<a<b>>';
    expect((await findingsOf(RULE, withText(text))).map((finding) => highlighted(text, finding))).toEqual([
      '<b>',
    ]);
  });

  it('does not count a byte order mark', async () => {
    expect(await findingsOf(RULE, withText('\uFEFF<a>'))).toMatchObject([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } },
    ]);
  });

  it('finds it in names of files and folders', async () => {
    const findings = await findingsOf(RULE, withFiles('<plate>/<well>_<well>.txt'));
    expect(findings).toMatchObject([
      { offending_path: `${RUN}/<plate>`, offending_kind: 'directory_segment', matched_token: '<plate>' },
      {
        offending_path: `${RUN}/<plate>/<well>_<well>.txt`,
        offending_kind: 'file_name',
        matched_token: '<well>',
      },
    ]);
  });

  it.each(['raw', 'allow_token', 'markup', 'answer'] as const)(
    'exempts a token of a text for the reason %s, in its own file only',
    async (reason) => {
      const subject = aSubject({
        texts: [
          { path: 'a.txt', text: '<LOD> <x>' },
          { path: 'b.txt', text: '<LOD>' },
        ],
        exemptions: new Map([['a.txt', [{ token: '<LOD>', reason }]]]),
      });
      expect(await placesOf(RULE, subject)).toEqual([
        'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00/a.txt | <x>',
        'CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00/b.txt | <LOD>',
      ]);
    },
  );

  it.each([
    ['raw', 1],
    ['allow_token', 0],
    ['markup', 1],
    ['answer', 1],
  ] as const)('in a name, exempts for the reason %s or not', async (reason: ExemptionReason, count) => {
    const subject = aSubject({
      entries: [{ path: '<LOD>.txt', kind: 'file' }],
      exemptions: new Map([['<LOD>.txt', [{ token: '<LOD>', reason }]]]),
    });
    expect(await findingsOf(RULE, subject)).toHaveLength(count);
  });
});
