import { describe, expect, it } from 'vitest';
import type { InputField } from '../../../core/plugins';
import { checkInputs } from '../../../core/sessions/inputs';
import { ExlabError, type ErrorShape } from '../../../core/system';

function field(changes: Partial<InputField> = {}): InputField {
  return { id: 'answer', label: 'Answer', type: 'string', required: false, ...changes };
}

function check(fields: readonly InputField[], given: Record<string, unknown>) {
  return checkInputs({ plugin: 'asker', reason: 'because', fields }, given);
}

/** The error of a check that must fail. */
function refusal(fields: readonly InputField[], given: Record<string, unknown>): ErrorShape {
  try {
    check(fields, given);
  } catch (caught) {
    if (caught instanceof ExlabError) return caught.toShape();
    throw caught;
  }
  throw new Error('The inputs were accepted.');
}

const CHOICE = field({ type: 'choice', options: ['left', 'right'] });

describe('the values that a plugin asked for', () => {
  it.each<[InputField, unknown]>([
    [field(), 'one line'],
    [field({ type: 'text' }), 'several\nlines'],
    [CHOICE, 'right'],
    [field({ type: 'date' }), '2026-11-20'],
    [field({ type: 'date' }), '2028-02-29'],
    [field({ type: 'boolean' }), true],
    [field({ type: 'boolean' }), false],
    [field({ type: 'boolean', required: true }), false],
  ])('are handed on as they are: %j gets %j', (asked, value) => {
    expect(check([asked], { answer: value })).toEqual({ answer: value });
  });

  it.each<[InputField, unknown, string]>([
    [field(), 7, "'Answer' is a text."],
    [field(), true, "'Answer' is a text."],
    [field({ type: 'text' }), ['a'], "'Answer' is a text."],
    [CHOICE, 'up', "'Answer' is one of: left, right."],
    [CHOICE, 1, "'Answer' is a text."],
    [field({ type: 'choice' }), 'anything', "'Answer' is one of: ."],
    [field({ type: 'boolean' }), 'true', "'Answer' is yes or no (true or false)."],
    [field({ type: 'boolean' }), 1, "'Answer' is yes or no (true or false)."],
    [field({ type: 'date' }), 20261120, "'Answer' is a text."],
  ])('are refused in another type: %j does not take %j', (asked, value, message) => {
    expect(refusal([asked], { answer: value })).toMatchObject({
      code: 'validation_failed',
      field: 'answer',
      message,
    });
  });

  it.each([
    '2026-02-30',
    '2027-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-11-20T13:00:00Z',
    ' 2026-11-20',
    '20.11.2026',
    'yesterday',
  ])('are no date without a day that exists: %s', (value) => {
    expect(refusal([field({ type: 'date' })], { answer: value })).toMatchObject({
      code: 'validation_failed',
      field: 'answer',
      message: "'Answer' is a date like 2026-11-20.",
    });
  });

  it.each(['string', 'text', 'choice', 'date', 'boolean'] as const)(
    'are demanded where a %s is required',
    (type) => {
      const asked = { ...CHOICE, type, required: true };
      for (const given of [{}, { answer: undefined }, { answer: null }, { answer: '' }, { answer: ' \n' }]) {
        expect(refusal([asked], given)).toMatchObject({
          code: 'validation_failed',
          field: 'answer',
          message: "'Answer' is required: enter a value.",
        });
      }
    },
  );

  it.each<[InputField, Record<string, unknown>, object]>([
    [field(), { answer: '' }, { answer: '' }],
    [field({ type: 'text' }), { answer: ' ' }, { answer: ' ' }],
    [CHOICE, { answer: '' }, {}],
    [field({ type: 'date' }), { answer: ' ' }, {}],
    [field({ type: 'boolean' }), { answer: '' }, {}],
    [field({ type: 'date' }), { answer: null }, {}],
    [field({ type: 'date' }), {}, {}],
  ])('may be left empty; only a text then has a value: %j, %j', (asked, given, expected) => {
    expect(check([asked], given)).toEqual(expected);
  });

  it('take the default where nothing is given, and not where something is', () => {
    const asked = [field({ default: 'usual' }), field({ id: 'sure', type: 'boolean', default: true })];
    expect(check(asked, {})).toEqual({ answer: 'usual', sure: true });
    expect(check(asked, { answer: 'mine', sure: false })).toEqual({ answer: 'mine', sure: false });
  });

  it('are refused where a default does not fit its own field', () => {
    expect(refusal([field({ type: 'date', default: '2026-02-30' })], {})).toMatchObject({ field: 'answer' });
  });

  it('are refused where nobody asked for them', () => {
    expect(refusal([field()], { answer: 'a', other: 'b' })).toMatchObject({
      code: 'validation_failed',
      field: 'other',
      message: "Nobody asked for 'other': take it out.",
    });
    expect(refusal([], { toString: 'x' })).toMatchObject({ field: 'toString' });
  });

  it('are all told of at once, the first as the error itself', () => {
    const asked = [field({ id: 'day', type: 'date' }), field({ id: 'name', required: true })];
    const error = refusal(asked, { day: 'never', other: 1 });
    expect(error.field).toBe('other');
    expect((error.details?.problems as ErrorShape[]).map((problem) => problem.field)).toEqual([
      'other',
      'day',
      'name',
    ]);
  });
});
