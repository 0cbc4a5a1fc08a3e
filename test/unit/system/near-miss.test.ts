import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../core/system';

describe('nearest', () => {
  it.each([
    ['sampel_type', 'sample_type'],
    ['sampletype', 'sample_type'],
    ['Sample-Type', 'sample_type'],
    ['sample_typ', 'sample_type'],
    ['sqmple_type', 'sample_type'],
    ['paht', 'path'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, ['objective', 'path', 'sample_type', 'sample_time'])).toBe(meant);
  });

  it('finds nothing where nothing is near', () => {
    expect(nearest('colour', ['paths', 'lims'])).toBeUndefined();
    expect(nearest('a', ['b', 'c'])).toBeUndefined();
    expect(nearest('x'.repeat(100_000), ['y'.repeat(100_000)])).toBeUndefined();
    expect(nearest('word', [])).toBeUndefined();
  });

  it('takes the nearest, and of two equally near the first', () => {
    expect(nearest('modes', ['moods', 'mode'])).toBe('mode');
    expect(nearest('mode', ['node', 'code'])).toBe('node');
  });

  it('finds every word again, and forgives one slip in three letters', () => {
    const words = fc.stringMatching(/^[a-z]{3,20}$/);
    fc.assert(
      fc.property(words, fc.nat(), fc.constantFrom('', 'Q'), (word, where, slip) => {
        const at = where % word.length;
        expect(nearest(word, [word])).toBe(word);
        expect(nearest(word.slice(0, at) + slip + word.slice(at + 1), [word])).toBe(word);
      }),
      { seed: 7 },
    );
  });
});
