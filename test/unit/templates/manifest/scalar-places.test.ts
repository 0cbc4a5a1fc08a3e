import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScalarNode } from '../../../../core/templates/manifest/nodes';
import { placesOf } from '../../../../core/templates/manifest/scalar-places';
import { TextLines } from '../../../../core/templates/manifest/text-lines';
import { ROUNDS } from '../../../support/seed';
import { dumpedScalars, oddScalars, scalarIn } from './written-scalars';

const NUM_RUNS = 1000 * ROUNDS;

/** Says what is wrong with the places of a scalar, so that a round costs no assertion for each character. */
function faultsOf(scalar: ScalarNode): string[] {
  const { text, raw } = scalar;
  const places = placesOf(scalar);
  const faults: string[] = [];
  const complainUnless = (holds: boolean, what: string, at: number): void => {
    if (!holds) faults.push(`${what} at ${at}`);
  };
  for (let at = 0, before = 0; at < text.length; at += 1) {
    const { offset, exact } = places.sourceOf(at);
    complainUnless(offset >= before && offset <= raw.length, 'not monotone', at);
    before = offset;
    complainUnless(isOf(text.charAt(at), raw.slice(offset), exact), 'not what is written', at);
    const back = places.textOf(offset).offset;
    const isSecondUnit = raw.slice(offset).startsWith('\\U') && /[\udc00-\udfff]/.test(text.charAt(at));
    complainUnless(back === (isSecondUnit ? at - 1 : at), 'no way back', at);
    const stretch = places.stretchOf(at, at + 1);
    complainUnless(stretch.start === offset && stretch.end <= raw.length, 'no stretch', at);
    complainUnless(!exact || (stretch.exact && stretch.end === offset + 1), 'no exact stretch', at);
  }
  for (let at = 0, before = 0; at <= raw.length; at += 1) {
    const { offset } = places.textOf(at);
    complainUnless(offset >= before && offset <= text.length, 'text not monotone', at);
    before = offset;
  }
  return faults;
}

/** Whether a character may come of what stands in the source. */
function isOf(character: string, source: string, exact: boolean): boolean {
  if (exact) return source.startsWith(character);
  if (source.startsWith('\\')) return true;
  if (character === "'") return source.startsWith("''");
  // The last line break of a block may be one that the end of the file stands for.
  return character === ' '
    ? /^[ \t]*\r?\n/.test(source)
    : character === '\n' && /^[ \t]*(?:\r?\n|\r?$)/.test(source);
}

/**
 * Text before a line that is indented further changes how a folded block folds; and whether empty lines at the end of a
 * block belong to it depends, for this reader, on how its first line is indented.
 */
function comparable(text: string | undefined, raw: string): string | undefined {
  if (raw.startsWith('>')) return text?.trim().replace(/\s+/g, ' ');
  return raw.startsWith('|') ? text?.trimEnd() : text;
}

describe('the places of a scalar', () => {
  it.each([
    ['dumped', dumpedScalars],
    ['odd', oddScalars],
  ])('are those of its characters: %s', (_, sources) => {
    let found = 0;
    fc.assert(
      fc.property(sources, (source) => {
        const scalar = scalarIn(source);
        if (scalar === undefined) return;
        found += 1;
        expect(faultsOf(scalar), JSON.stringify(scalar)).toStrictEqual([]);
      }),
      { numRuns: NUM_RUNS },
    );
    // Random sources are worth nothing where they are all refused.
    expect(found).toBeGreaterThan(NUM_RUNS / 10);
  });

  it.each([
    ['dumped', dumpedScalars],
    ['odd', oddScalars],
  ])('are exact where what is typed comes to stand there: %s', (_, sources) => {
    fc.assert(
      fc.property(sources, fc.nat(), (source, somewhere) => {
        const scalar = scalarIn(source);
        if (scalar === undefined) return;
        const { raw, text, range } = scalar;
        const at = somewhere % (raw.length + 1);
        const { offset, exact } = placesOf(scalar).textOf(at);
        const start = new TextLines(source, /\r\n?|\n/g).offset(range.start) ?? expect.fail('no start');
        if (!exact) return;
        const typed = source.slice(0, start + at) + 'Z' + source.slice(start + at);
        const expected = text.slice(0, offset) + 'Z' + text.slice(offset);
        const read = scalarIn(typed)?.text;
        expect(comparable(read, raw)).toBe(comparable(expected, raw));
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
