import { describe, expect, it } from 'vitest';
import { ERROR_CODES, ExlabError, errnoOf, toExlabError, type ErrorShape } from '../../../core/system';

const SHAPE: ErrorShape = {
  code: 'field_too_long',
  message: 'label is too long: shorten it.',
  field: 'label',
  details: { max_length: 100 },
  trace_id: 'abc',
};

describe('ExlabError', () => {
  it('gives back the shape that it was made of, and keeps the cause to itself', () => {
    const error = new ExlabError(SHAPE, { cause: new Error('inner') });
    expect(error.toShape()).toStrictEqual(SHAPE);
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.message).toBe(SHAPE.message);
  });

  it('leaves out what is not known', () => {
    expect(new ExlabError({ code: 'cancelled', message: 'x' }).toShape()).toStrictEqual({
      code: 'cancelled',
      message: 'x',
    });
  });

  it('has each code once', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});

describe('toExlabError', () => {
  it('passes our own through', () => {
    const error = new ExlabError(SHAPE);
    expect(toExlabError(error)).toBe(error);
  });

  it.each([
    [new TypeError('broken'), 'broken'],
    ['thrown text', 'thrown text'],
    [undefined, 'undefined'],
  ])('makes an internal error of %j', (caught, message) => {
    const error = toExlabError(caught);
    expect(error.toShape()).toEqual({ code: 'internal_error', message });
    expect(error.cause).toBe(caught);
  });
});

describe('errnoOf', () => {
  it('reads the code of a system error, and of nothing else', () => {
    expect(errnoOf(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
    expect(errnoOf(Object.assign(new Error('x'), { code: 7 }))).toBeUndefined();
    expect(errnoOf({ code: 'ENOENT' })).toBeUndefined();
    expect(errnoOf(new Error('x'))).toBeUndefined();
  });
});
