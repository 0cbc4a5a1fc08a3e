import { describe, expect, it } from 'vitest';
import { NO_PROBLEMS, problemCount } from '../../../../extension/problems/tally';
import { problemDigit, problemsNote, tallyLines } from '../../../../extension/problems/words';

describe('the words about problems', () => {
  it('say each sort in a sentence, what blocks the sync first', () => {
    const tally = { blocking: 2, unreadable: 1, soft: 3, overridden: 1, known: 4, knownBlocking: 2 };
    expect(tallyLines(tally)).toEqual([
      '2 problems block the sync.',
      '1 file or folder could not be read.',
      '3 problems are to be looked at, and do not block the sync.',
      '1 finding is overridden.',
      'Marked as known here: 4. 2 of them block the sync all the same.',
    ]);
  });

  it('count what somebody has to look at: not what is overridden or known', () => {
    const tally = { blocking: 2, unreadable: 1, soft: 3, overridden: 10, known: 10, knownBlocking: 10 };
    expect(problemCount(tally)).toBe(6);
    expect(problemsNote(tally)).toBe('6 problems');
    expect(problemsNote({ ...NO_PROBLEMS, soft: 1 })).toBe('1 problem');
    expect(problemsNote({ ...NO_PROBLEMS, overridden: 1 })).toBe('');
  });

  it.each([
    [0, ''],
    [1, '1'],
    [9, '9'],
    [10, '+'],
    [4000, '+'],
  ])('have for %i problems one sign, beside the letter of a state', (blocking, digit) => {
    expect(problemDigit({ ...NO_PROBLEMS, blocking })).toBe(digit);
  });

  it('never say that nothing blocks the sync where something does', () => {
    expect(tallyLines(NO_PROBLEMS)).toEqual(['Nothing blocks the sync.']);
    for (const sort of ['blocking', 'unreadable', 'known'] as const) {
      const lines = tallyLines({ ...NO_PROBLEMS, [sort]: 1, knownBlocking: sort === 'known' ? 1 : 0 });
      expect(lines.join()).not.toContain('Nothing');
    }
  });
});
