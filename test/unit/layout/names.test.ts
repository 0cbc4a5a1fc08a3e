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

  it.each([
    ['the sign for micro and the Greek letter', '10\u00b5m.txt', '10\u03bcm.txt'],
    ['both forms of the small sigma and the capital', 'οδος', 'ΟΔΟΣ'],
    ['the forms of the small sigma', 'οδος', 'οδοσ'],
    ['ß and SS', 'straße', 'STRASSE'],
    ['ß and its capital', 'straße', 'STRA\u1e9eE'],
    ['the long s', 'Me\u017fsung', 'MESSUNG'],
    ['a ligature', 'con\ufb01g', 'CONFIG'],
    ['the signs for ohm and kelvin', '5 \u2126 at 4 \u212a', '5 ω at 4 k'],
    ['a mark that is a letter in capitals', '\u1fb3', 'ΑΙ'],
    ['marks in another order', '\u1fb4', '\u03b1\u0345\u0301'],
    ['the dotted capital I', '\u0130', 'i\u0307'],
  ])('is one for %s', (_, left, right) => {
    expect(collisionKey(left)).toBe(collisionKey(right));
  });

  it('keeps the dotless i apart, as file systems do', () => {
    expect(collisionKey('s\u0131n\u0131f')).not.toBe(collisionKey('sinif'));
    expect(collisionKey('S\u0131')).toBe(collisionKey('s\u0131'));
  });

  it('is one for a character, its capital and its small letter, whatever the character', () => {
    const apart: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      const others = [character.toLowerCase(), character.toUpperCase()].filter((form) => form !== character);
      if (others.some((form) => collisionKey(form) !== collisionKey(character))) apart.push(character);
    }
    expect(apart).toEqual(['\u0131']);
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
