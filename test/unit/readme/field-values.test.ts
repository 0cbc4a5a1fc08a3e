import { describe, expect, it } from 'vitest';
import { checkFieldValue } from '../../../core/readme';
import { aField } from './a-field';

const CHOICE = { type: 'choice', options: ['oil', 'water'] } as const;

describe('checkFieldValue', () => {
  it.each([
    ['string', 'a: b # c', 'a: b # c'],
    ['string', '', ''],
    ['string', 'line\u2028separator', 'line\u2028separator'],
    ['text', 'two\nlines', 'two\nlines'],
    ['text', ' \n', ' \n'],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '', undefined],
    ['boolean', true, true],
    ['boolean', false, false],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', '', undefined],
    ['string', undefined, undefined],
  ] as const)('takes a %s %j', (type, given, value) => {
    expect(checkFieldValue(aField({ type }), given)).toEqual({ value });
  });

  it.each([
    ['string', 'two\nlines'],
    ['string', 'two\rlines'],
    ['string', 5],
    ['string', true],
    ['text', ['a']],
    ['date', '2023-02-29'],
    ['date', '2026-13-01'],
    ['date', '2026-11-31'],
    ['date', '2026-1-1'],
    ['date', '20.11.2026'],
    ['date', '2026-11-20T00:00:00Z'],
    ['date', ' 2026-11-20'],
    ['date', '٢٠٢٦-١١-٢٠'],
    ['boolean', 'yes'],
    ['boolean', 1],
  ] as const)('refuses a %s %j', (type, given) => {
    expect(checkFieldValue(aField({ type }), given).problem).toMatchObject({
      code: 'validation_failed',
      field: 'lens',
    });
  });

  it('wants one of the options, exactly', () => {
    expect(checkFieldValue(aField(CHOICE), 'oil')).toEqual({ value: 'oil' });
    expect(checkFieldValue(aField(CHOICE), '')).toEqual({});
    const { problem } = checkFieldValue(aField(CHOICE), 'Oil');
    expect(problem).toMatchObject({ details: { allowed: ['oil', 'water'] } });
    expect(problem?.message).toContain("did you mean 'oil'?");
    expect(checkFieldValue(aField(CHOICE), 'glycerol').problem?.message).toContain(
      'choose one of oil, water',
    );
  });

  it('takes the default where nothing was given, and not where it was cleared', () => {
    const field = aField({ default: '63x' });
    expect(checkFieldValue(field, undefined)).toEqual({ value: '63x' });
    expect(checkFieldValue(field, null)).toEqual({ value: '63x' });
    expect(checkFieldValue(field, '')).toEqual({ value: '' });
    expect(checkFieldValue(aField({ type: 'boolean', default: false, required: true }), undefined)).toEqual({
      value: false,
    });
  });

  it.each([undefined, null, '', ' \n'])('wants a required field filled in, and %j is not', (given) => {
    expect(checkFieldValue(aField({ required: true }), given).problem).toMatchObject({
      code: 'validation_failed',
      field: 'lens',
    });
  });

  it('checks a default like anything else', () => {
    expect(checkFieldValue(aField({ type: 'date', default: 'soon' }), undefined).problem).toBeDefined();
  });
});
