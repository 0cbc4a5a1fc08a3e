import { describe, expect, it } from 'vitest';
import { displayName } from '../../../core/validator';
import { loneSurrogates, naughtyStrings } from '../../fixtures/naughty-strings';

describe('displayName', () => {
  it.each(['größe 5 µm.tif', '👩‍🔬', 'שלום', 'a b', '{{ x }}'])('leaves %s as it is', (name) => {
    expect(displayName(name)).toBe(name);
  });

  it('names what cannot be seen or turns the line around', () => {
    expect(displayName('a\u001B[31m\u202Egnp\n\u0085\uFEFF\uD800')).toBe(
      'aU+001B[31mU+202EgnpU+000AU+0085U+FEFFU+D800',
    );
  });

  it('leaves nothing that a terminal would act on', () => {
    for (const { text } of [...naughtyStrings, ...loneSurrogates]) {
      expect(displayName(text)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/u);
    }
  });
});
