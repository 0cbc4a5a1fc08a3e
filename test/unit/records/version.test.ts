import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isOlder, parseVersion } from '../../../core/records';
import { ROUNDS, SEED } from '../../support/seed';

const part = fc.nat({ max: 999_999_999 });
const version = fc.record({ major: part, minor: part });

describe('parseVersion', () => {
  it('reads two numbers', () => {
    expect(parseVersion('1.10')).toEqual({ major: 1, minor: 10 });
    expect(parseVersion('0.0')).toEqual({ major: 0, minor: 0 });
  });

  it.each([
    '',
    '1',
    '1.',
    '.1',
    '1.2.3',
    'v1.2',
    '1.02',
    '01.2',
    '-1.2',
    '1.2 ',
    '1.2\n',
    '1,2',
    '1.1e3',
    '1.1234567890',
  ])('refuses %j', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  it('reads back every version', () => {
    fc.assert(
      fc.property(version, ({ major, minor }) => {
        expect(parseVersion(`${major}.${minor}`)).toEqual({ major, minor });
      }),
      { seed: SEED, numRuns: 100 * ROUNDS },
    );
  });
});

describe('compareVersions', () => {
  it('compares numbers, not text: 1.10 follows 1.9', () => {
    expect(compareVersions({ major: 1, minor: 10 }, { major: 1, minor: 9 })).toBeGreaterThan(0);
    expect(compareVersions({ major: 2, minor: 0 }, { major: 10, minor: 0 })).toBeLessThan(0);
    expect(compareVersions({ major: 1, minor: 99 }, { major: 2, minor: 0 })).toBeLessThan(0);
  });

  it('is an order: the same only for equals, opposite when turned, the major before the minor', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        const order = Math.sign(compareVersions(left, right));
        expect(order + Math.sign(compareVersions(right, left))).toBe(0);
        expect(order === 0).toBe(left.major === right.major && left.minor === right.minor);
        if (left.major !== right.major) expect(order).toBe(left.major < right.major ? -1 : 1);
      }),
      { seed: SEED, numRuns: 100 * ROUNDS },
    );
  });
});

describe('isOlder', () => {
  it('is false for a text that is no version', () => {
    expect(isOlder('1.9', { major: 1, minor: 10 })).toBe(true);
    expect(isOlder('1.10', { major: 1, minor: 10 })).toBe(false);
    expect(isOlder('soon', { major: 1, minor: 10 })).toBe(false);
  });
});
