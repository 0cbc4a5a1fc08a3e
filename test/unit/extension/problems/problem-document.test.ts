import { describe, expect, it } from 'vitest';
import type { ShownOverride, Sight } from '../../../../extension/problems/placed-problems';
import { MOST_LISTED, sheetOf } from '../../../../extension/problems/problem-document';
import { finding, inText, problemsOf } from './findings';

const RUN = '/lab/CONFOCAL_01/PROJ-0042/Run_2026-03-07T10-00-00';
const SIGHT: Sight = { isKnown: () => false, showKnown: false, overrides: [] };
const OVERRIDE: ShownOverride = {
  id: 'o1',
  rule: 'illegal_filesystem_character',
  operator: 'alice',
  recordedAt: '2026-03-07T11:00:00Z',
  expiresAt: '2026-04-07T11:00:00Z',
  reason: 'The instrument\nnames them so.',
  state: 'active',
};

describe('what is shown of a folder', () => {
  it('places what has a range in its file, and what is about a name in the document, at its line', () => {
    const { text, inDocument, inFiles } = sheetOf(problemsOf(RUN, finding(), inText(2)), SIGHT);
    const [named, ...others] = inDocument;
    expect(others).toEqual([]);
    const lines = text.split('\n');
    expect(lines[named?.range.start.line ?? 0]).toBe('a:b.txt — illegal_filesystem_character');
    expect(lines[named?.range.start.line ?? 0]).toHaveLength(named?.range.end.character ?? 0);
    const [placed] = inFiles.get(`${RUN}/notes.md`) ?? [];
    expect(placed?.range).toEqual(inText(2).range);
    expect(text).toContain('notes.md:3:5 — unresolved_placeholder_token');
    expect(text).toContain('2 problems block the sync.');
  });

  it('is an error, a warning, or information where an override lets it pass', () => {
    const soft = finding({ tier: 'soft', rule: 'orphan' });
    const overridden = finding({ override_active: true });
    const { inDocument } = sheetOf(problemsOf(RUN, finding(), overridden, soft), SIGHT);
    expect(inDocument.map(({ severity }) => severity)).toEqual(['error', 'information', 'warning']);
  });

  it('tells until when something is overridden, by whom and why', () => {
    const problems = problemsOf(RUN, finding({ override_active: true }));
    const { text, inDocument } = sheetOf(problems, { ...SIGHT, overrides: [OVERRIDE] });
    expect(inDocument[0]?.message).toContain('2026-04-07');
    expect(text).toContain('alice');
    expect(text).toContain('The instrument names them so.');
    const forever = { ...OVERRIDE, expiresAt: undefined } as unknown as ShownOverride;
    const both = sheetOf(problems, { ...SIGHT, overrides: [OVERRIDE, forever] });
    expect(both.inDocument[0]?.message).toMatch(/\(overridden\)$/);
  });

  it('hides what is marked as known, says how much, and that it blocks all the same', () => {
    const known = { ...SIGHT, isKnown: () => true };
    const hidden = sheetOf(problemsOf(RUN, finding()), known);
    expect(hidden.inDocument).toEqual([]);
    expect(hidden.text).toContain('Marked as known here: 1. 1 of them block the sync all the same.');
    const shown = sheetOf(problemsOf(RUN, finding()), { ...known, showKnown: true });
    expect(shown.inDocument[0]?.message).toContain('marked as known');
    expect(shown.inDocument[0]?.severity).toBe('error');
  });

  it('shows what could not be read as an error, before all else', () => {
    const { inDocument, text } = sheetOf(
      { path: RUN, findings: [finding()], unreadable: [`${RUN}/locked`] },
      SIGHT,
    );
    expect(inDocument[0]).toMatchObject({
      severity: 'error',
      message: expect.stringMatching(/^locked: It could not be read/) as string,
    });
    expect(text).toContain('locked — unreadable');
  });

  it('lists so many and says how many more there are, as bad as the worst of them', () => {
    const many = Array.from({ length: MOST_LISTED + 7 }, (_, index) =>
      finding({ offending_path: `${RUN}/a:${index}` }),
    );
    const { inDocument } = sheetOf(problemsOf(RUN, ...many), SIGHT);
    expect(inDocument).toHaveLength(MOST_LISTED + 1);
    expect(inDocument.at(-1)).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('7 more problems') as string,
    });
  });

  it('writes each name in one line, whatever is in it', () => {
    const { text, inDocument } = sheetOf(
      problemsOf(RUN, finding({ offending_path: `${RUN}/a\nb\u202e` }), finding()),
      SIGHT,
    );
    expect(text.split('\n')[inDocument[1]?.range.start.line ?? 0]).toContain('a:b.txt');
    expect(text).not.toContain('\u202e');
  });
});
