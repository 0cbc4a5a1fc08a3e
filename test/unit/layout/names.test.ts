import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collisionKey, illegalParts, nameBytes, reservedName } from '../../../core/layout';
import { ROUNDS, SEED } from '../../support/seed';

describe('illegalParts', () => {
  it.each([
    ['plain.txt', []],
    ['a<b>c', ['<', '>']],
    ['a:b:c', [':']],
    ['a\u0000b\u001f', ['\u0000', '\u001f']],
    ['ends.', ['.']],
    ['ends ', [' ']],
    ['.hidden', []],
    ['a b.c', []],
    ['\u007f', []],
  ])('of %j are %j', (name, texts) => {
    expect(illegalParts(name).map((part) => part.text)).toEqual(texts);
  });

  it('says of what kind each is', () => {
    expect(illegalParts('a|\n.')).toEqual([
      { text: '|', kind: 'character' },
      { text: '\n', kind: 'control' },
      { text: '.', kind: 'end' },
    ]);
  });
});

describe('reservedName', () => {
  it.each([
    ['CON', 'CON'],
    ['con.txt', 'con'],
    ['Lpt9.tar.gz', 'Lpt9'],
    ['COM0', undefined],
    ['CONSOLE', undefined],
    ['.con', undefined],
    ['', undefined],
  ])('of %j is %j', (name, expected) => {
    expect(reservedName(name)).toBe(expected);
  });
});

describe('nameBytes', () => {
  it('counts as file systems do', () => {
    expect(nameBytes('aä🔬')).toBe(7);
  });
});

describe('collisionKey', () => {
  it('is one for names that fold together', () => {
    expect(collisionKey('Straße')).toBe(collisionKey('sTRAßE'));
    expect(collisionKey('e\u0301')).toBe(collisionKey('\u00c9'));
    expect(collisionKey('a')).not.toBe(collisionKey('b'));
  });

  it('stays what it is when it is taken again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(collisionKey(collisionKey(name))).toBe(collisionKey(name));
      }),
      { seed: SEED, numRuns: 500 * ROUNDS },
    );
  });
});
