import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmptyFilter, readFilter, type RunFilter } from '../../../core/catalogue';

const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime();

describe('readFilter', () => {
  it.each<[string, RunFilter]>([
    ['', {}],
    ['  ', {}],
    ['pores  Rest', { text: ['pores', 'Rest'] }],
    ['"at rest"', { text: ['at rest'] }],
    ['at" "rest', { text: ['at rest'] }],
    ['""', {}],
    ['"12:30" a,b', { text: ['12:30', 'a,b'] }],
    ['operator:alice', { operators: ['alice'] }],
    ['operator:"Ada Lovelace",bob', { operators: ['Ada Lovelace', 'bob'] }],
    ['operator:"a,b"', { operators: ['a,b'] }],
    ['Operator:alice OPERATOR:bob', { operators: ['alice', 'bob'] }],
    ['state:pending,blocked', { states: ['pending', 'blocked_by_validation'] }],
    [
      'state:BLOCKED_BY_VALIDATION state:no_record,broken',
      { states: ['blocked_by_validation', 'no_record', 'broken_record'] },
    ],
    [
      'state:synced,cleaned,failed,broken_record',
      { states: ['synced', 'cleaned', 'failed', 'broken_record'] },
    ],
    ['kind:test', { kinds: ['test'] }],
    ['kind:Experimental,test', { kinds: ['experimental', 'test'] }],
    ['after:2026-01-01', { from: day(2026, 1, 1) }],
    ['before:2024-02-29', { to: day(2024, 2, 29) }],
    ['after:0050-03-01', { from: new Date('0050-03-01T00:00').getTime() }],
    [
      'operator:alice state:pending after:2026-01-01 before:2026-02-01 kind:test free text',
      {
        text: ['free', 'text'],
        operators: ['alice'],
        states: ['pending'],
        kinds: ['test'],
        from: day(2026, 1, 1),
        to: day(2026, 2, 1),
      },
    ],
  ])('reads %j', (typed, filter) => {
    expect(readFilter(typed)).toEqual({ filter });
  });

  it.each([
    [
      'lable:x',
      "There is no 'lable:'; use operator:, state:, kind:, after:, before:, or put text with a colon in quotation marks.",
    ],
    ['http://x', "There is no 'http:'"],
    ['operator:', "Give 'operator:' a value."],
    ['operator: alice', "Give 'operator:' a value."],
    ['state:,', "Give 'state:' a value."],
    [
      'state:pendign',
      "'state:' knows pending, synced, cleaned, failed, blocked, no_record, broken, and not 'pendign'. Did you mean 'pending'?",
    ],
    ['state:x', "and not 'x'."],
    ['kind:tset', "'kind:' knows experimental, test, and not 'tset'. Did you mean 'test'?"],
    ['after:yesterday', "'after:' needs a day such as 2026-01-31, not 'yesterday'."],
    ['after:2026-02-30', "not '2026-02-30'"],
    ['before:2026-1-1', "not '2026-1-1'"],
    ['after:2026-01-01 after:2026-01-02', "Give 'after:' one day only."],
    ['before:2026-01-01,2026-01-02', "Give 'before:' one day only."],
    ['after:2026-01-02 before:2026-01-02', "'after:' must be earlier than 'before:'"],
    ['operator:"alice', 'A quotation mark is missing at the end.'],
  ])('refuses %j and says why', (typed, complaint) => {
    const { filter, problem } = readFilter(typed);
    expect(filter).toBeUndefined();
    expect(problem).toContain(complaint);
  });

  it('reads or refuses whatever is typed', () => {
    const piece = fc.constantFrom(
      'operator:',
      'state:',
      'after:',
      '"',
      ',',
      ' ',
      ':',
      '2026-01-01',
      'é',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const { filter, problem } = readFilter(pieces.join(''));
        expect((filter === undefined) !== (problem === undefined)).toBe(true);
      }),
    );
  });

  it('wants nothing in particular when nothing is typed', () => {
    expect(isEmptyFilter(readFilter(' ').filter ?? { text: ['x'] })).toBe(true);
    expect(isEmptyFilter(readFilter('x').filter ?? {})).toBe(false);
  });
});
