import { describe, expect, it } from 'vitest';
import { checkCoreFields } from '../../../core/readme';
import { loneSurrogates, naughtyStrings } from '../../fixtures/naughty-strings';

const GOOD = { label: 'HeLa', operator: 'ada', objective: 'See it divide.' };

describe('checkCoreFields', () => {
  it('takes what is filled in', () => {
    expect(checkCoreFields(GOOD, [])).toEqual([]);
    expect(checkCoreFields(GOOD, ['grace', 'ada'])).toEqual([]);
  });

  it.each(['', ' ', '\t\n', '\u00A0\u3000'])('finds every field empty that is %j, in order', (blank) => {
    const problems = checkCoreFields({ label: blank, operator: blank, objective: blank }, ['ada']);
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['validation_failed', 'label'],
      ['validation_failed', 'operator'],
      ['validation_failed', 'objective'],
    ]);
  });

  it.each([
    ['label', 100],
    ['objective', 2000],
  ])('takes a %s of %i code points after trim, and not one more', (field, maximum) => {
    const longest = `  ${'😀'.repeat(maximum)}\n`;
    expect(checkCoreFields({ ...GOOD, [field]: longest }, [])).toEqual([]);
    expect(checkCoreFields({ ...GOOD, [field]: `${longest}😀` }, [])).toMatchObject([
      { code: 'field_too_long', field, details: { max_length: maximum } },
    ]);
  });

  it('wants an operator of the allowlist, white space around it aside', () => {
    expect(checkCoreFields({ ...GOOD, operator: ' ada ' }, ['ada'])).toEqual([]);
    expect(checkCoreFields({ ...GOOD, operator: 'Ada' }, ['ada', 'grace'])).toMatchObject([
      { code: 'validation_failed', field: 'operator', details: { allowed: ['ada', 'grace'] } },
    ]);
  });

  it('names no more of a long operator than a sentence holds', () => {
    const [problem] = checkCoreFields({ ...GOOD, operator: '😀'.repeat(5000) }, ['ada']);
    expect(problem?.message.length).toBeLessThan(250);
    expect(problem?.message).toContain('😀…');
  });

  it('refuses halves of surrogate pairs and nothing else of what may be typed', () => {
    for (const { text } of loneSurrogates) {
      expect(checkCoreFields({ ...GOOD, label: text }, [])).toMatchObject([
        { code: 'validation_failed', field: 'label' },
      ]);
    }
    for (const { text } of naughtyStrings) {
      const label = `x${Array.from(text).slice(0, 99).join('')}`;
      const problems = checkCoreFields({ label, operator: `x${text}`, objective: `x${label}` }, []);
      expect(problems).toEqual([]);
    }
  });
});
