import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPattern, matchesSegment } from '../../../../core/templates/manifest/file-pattern';

describe('a pattern of file names', () => {
  it.each([
    ['*.yml', 'a.yml', true],
    ['*.yml', '.yml', true],
    ['*.yml', 'a.yaml', false],
    ['common.*.yml', 'common.base.yml', true],
    ['common.*.yml', 'common.yml', false],
    ['?.yml', 'ä.yml', true],
    ['?.yml', '.yml', false],
    ['[abc].yml', 'b.yml', true],
    ['[a-c].yml', 'd.yml', false],
    ['[!a-c].yml', 'd.yml', true],
    ['[!a-c].yml', 'b.yml', false],
    ['[]].yml', '].yml', true],
    ['[a-].yml', '-.yml', true],
    ['[a.yml', '[a.yml', true],
    ['A.yml', 'a.yml', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['**', 'anything', true],
    ['a+(b).yml', 'a+(b).yml', true],
  ])('%j and %j: %s', (pattern, name, matches) => {
    expect(matchesSegment(pattern, name)).toBe(matches);
  });

  it('takes no longer for hostile ones', () => {
    expect(matchesSegment('*a'.repeat(100) + 'b', 'a'.repeat(255))).toBe(false);
  });

  it('matches every name by itself where it is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (name) => {
        fc.pre(!isPattern(name));
        expect(matchesSegment(name, name)).toBe(true);
        expect(matchesSegment('*', name)).toBe(true);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
