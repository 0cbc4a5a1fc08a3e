import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jinjaMarkers, MAX_TOKEN_LENGTH, placeholders } from '../../../core/validator';
import { tokenOf } from '../../../core/validator/tokens';
import { naughtyStrings } from '../../fixtures/naughty-strings';

const SEED = { seed: 20261120 };
const FIVE_MIB = 5 * 1024 * 1024;

interface Span {
  start: number;
  end: number;
}

/** The specification read aloud: try every start. */
function naivePlaceholders(text: string): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < text.length; start += 1) {
    const found = /^<[\p{L}_][\p{L}\p{M}\p{Nd}_]*>/u.exec(text.slice(start));
    if (found !== null) spans.push({ start, end: start + found[0].length });
  }
  return spans;
}

/** From the last opener to the first closer of its kind behind it, nothing counted twice. */
function naiveMarkers(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (let end = 2; end <= text.length; end += 1) {
    for (let start = end - 4; start >= from; start -= 1) {
      const opener = text.slice(start, start + 2);
      if (!['{{', '{%', '{#'].includes(opener)) continue;
      const closer = opener.replace('{{', '}}').replace('{%', '%}').replace('{#', '#}');
      // Openers that overlap the closer are later openers too.
      const isLast = !/\{[{%#]/.test(text.slice(start + 1, end - 1));
      if (isLast && text.slice(end - 2, end) === closer) {
        spans.push({ start, end });
        from = end - 1;
      }
      break;
    }
  }
  return spans;
}

function spansOf(matches: Iterable<Span>): Span[] {
  return Array.from(matches, ({ start, end }) => ({ start, end }));
}

describe('placeholders', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    'a',
    'é',
    'e\u0301',
    '\u0301',
    '_',
    '7',
    '٣',
    ' ',
    '/',
    '😀',
    '𝒯',
    '\uD800',
    '\n',
  );

  it('are what a naive reading of the rule finds', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        expect(spansOf(placeholders(text))).toEqual(naivePlaceholders(text));
      }),
      { ...SEED, numRuns: 3000 },
    );
    for (const { text } of naughtyStrings)
      expect(spansOf(placeholders(text))).toEqual(naivePlaceholders(text));
  });

  it.each(['<', '<a', '<_a9', '<a>', '<a<', 'a', '<ä', '<𝒯'])('reads 5 MiB of %s once', (unit) => {
    const text = unit.repeat(Math.ceil(FIVE_MIB / unit.length));
    let count = 0;
    for (const { token } of placeholders(text)) {
      count += 1;
      expect.soft(token.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
      if (count === 1000) break;
    }
    expect(count).toBe(unit.endsWith('>') ? 1000 : 0);
  });

  it('cuts a token that nobody could read', () => {
    const [match] = placeholders(`<${'a'.repeat(5000)}>`);
    expect(match).toMatchObject({ start: 0, end: 5002 });
    expect(match?.token).toHaveLength(MAX_TOKEN_LENGTH);
    expect(match?.token.startsWith(`<${'a'.repeat(900)}`)).toBe(true);
  });
});

describe('a token of any length', () => {
  const [longest] = placeholders(`<${'a'.repeat(MAX_TOKEN_LENGTH - 2)}>`);

  it('is whole up to the limit', () => {
    expect(longest?.token).toBe(`<${'a'.repeat(MAX_TOKEN_LENGTH - 2)}>`);
  });

  it.each([
    ['placeholder', (end: string) => placeholders(`<${'a'.repeat(2000)}${end}>`)],
    ['marker', (end: string) => jinjaMarkers(`{{ ${'a '.repeat(2000)}${end} }}`)],
  ])('is told from another %s that begins the same', (_, find) => {
    const [one] = find('b');
    const [other] = find('c');
    const [again] = find('b');
    expect(one?.token).not.toBe(other?.token);
    expect(one?.token).toBe(again?.token);
  });

  it('is cut between characters', () => {
    for (const shift of ['', 'a']) {
      const [match] = jinjaMarkers(`{{${shift}${'😀'.repeat(1000)}}}`);
      expect(match?.token).not.toMatch(/\p{Surrogate}/u);
      expect(match?.token.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
    }
  });

  it('is its own where it was cut already', () => {
    const [match] = jinjaMarkers(`{{ ${'a '.repeat(2000)} }}`);
    expect(tokenOf(match?.token ?? '')).toBe(match?.token);
  });
});

describe('jinjaMarkers', () => {
  const piece = fc.constantFrom('{', '}', '%', '#', '{{', '}}', '{%', '%}', '{#', '#}', ' ', 'a', '\n', '😀');

  it('are what a naive reading of the rule finds', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const text = pieces.join('');
        expect(spansOf(jinjaMarkers(text))).toEqual(naiveMarkers(text));
      }),
      { ...SEED, numRuns: 3000 },
    );
    for (const { text } of naughtyStrings) expect(spansOf(jinjaMarkers(text))).toEqual(naiveMarkers(text));
  });

  it('do not depend on what stands before them', () => {
    const before = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const body = fc.constantFrom('a', ' a ', ' a | b(1) ', '\n');
    fc.assert(
      fc.property(before, body, before, (start, inner, end) => {
        const token = `{{${inner}}}`;
        expect(Array.from(jinjaMarkers(start + token + end), (match) => match.token)).toContain(token);
      }),
      { ...SEED, numRuns: 500 },
    );
  });

  it.each([
    ['{{', 0],
    ['{%', 0],
    ['{', 0],
    ['}}', 0],
    ['{{ ', 0],
    ['{#}', 0],
    ['{{}}', FIVE_MIB / 4],
  ])('reads 5 MiB of %s once', (unit, expected) => {
    const text = unit.repeat(Math.ceil(FIVE_MIB / unit.length));
    let count = 0;
    for (const { start, end } of jinjaMarkers(text)) count += end - start > 0 ? 1 : 0;
    expect(count).toBe(expected);
  });
});
