import { afterEach, describe, expect, it } from 'vitest';
import type { PreviewFinding } from '../../../webview-ui/protocol';
import { l10n, useStrings } from '../../../webview-ui/wizard/l10n';
import { markLines, MOST_LINES } from '../../../webview-ui/wizard/lines';
import { toOneLine } from '../../../webview-ui/wizard/paste';
import { durationText, sizeText } from '../../../webview-ui/wizard/sizes';

afterEach(() => useStrings({}));

describe('a text of the page', () => {
  it('is in the user’s language where there is one for it', () => {
    useStrings({ 'Go to {0}': 'Weiter zu {0}' });
    expect(l10n.t('Go to {0}', 'Z step')).toBe('Weiter zu Z step');
    expect(l10n.t('Show it')).toBe('Show it');
  });

  it('puts in what was given as it is, braces and dollars included', () => {
    expect(l10n.t('{0} of {1}', '{1} $&', 3)).toBe('{1} $& of 3');
  });

  it('is no property that every object has', () => {
    expect(l10n.t('constructor')).toBe('constructor');
  });
});

describe('a pasted text', () => {
  it('has a space for each line break, and says so', () => {
    expect(toOneLine('a\r\nb\nc\rd')).toEqual({ text: 'a b c d', joined: true });
  });

  it('loses nothing of fifty lines', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    expect(toOneLine(lines.join('\n')).text.split(' ')).toHaveLength(100);
  });

  it('of one line stays as it is, without the break at its end', () => {
    expect(toOneLine(' a b \n')).toEqual({ text: ' a b ', joined: false });
  });
});

describe('the marked lines of a file', () => {
  const finding = (line: number | null, tier: PreviewFinding['tier']): PreviewFinding => ({
    tier,
    message: '',
    path: 'a.txt',
    line,
  });
  const marks = (answer: string | readonly string[]) =>
    markLines('z: 3.0\nzz: 13.05\nEGFP', 'a.txt', [], answer).flatMap((line) =>
      line.holdsAnswer ? line.number : [],
    );

  it('are those of its own findings, the worse one where there are two', () => {
    const findings = [
      finding(2, 'soft'),
      finding(2, 'hard'),
      finding(null, 'hard'),
      { ...finding(1, 'hard'), path: 'b' },
    ];
    expect(markLines('a\r\nb', 'a.txt', findings, null).map((line) => line.finding)).toEqual([null, 'hard']);
  });

  it('are those that hold the answer as a word of its own', () => {
    expect(marks('3.0')).toEqual([1]);
    expect(marks(['EGFP', 'DAPI'])).toEqual([3]);
  });

  it('are none for an answer that could stand anywhere', () => {
    expect(marks('z')).toEqual([]);
    expect(marks('')).toEqual([]);
  });

  it('are as many as can be looked through', () => {
    expect(markLines('\n'.repeat(MOST_LINES * 2), 'a.txt', [], null)).toHaveLength(MOST_LINES);
  });
});

describe('numbers', () => {
  it('have units that people read', () => {
    expect([0, 486, 1024, 18637, 5 * 1024 ** 3].map(sizeText)).toEqual([
      '0 B',
      '486 B',
      '1.0 KiB',
      '18.2 KiB',
      '5.0 GiB',
    ]);
    expect([0.4, 59.99, 125].map(durationText)).toEqual(['0.4 s', '1 min 0 s', '2 min 5 s']);
  });
});
