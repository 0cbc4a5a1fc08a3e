import { describe, expect, it } from 'vitest';
import { keyText, modeTitled, readKey, titleOf } from '../../../../extension/wizard/wizard-mode';

const DRAFT = '11111111-1111-4111-8111-111111111111';

describe('the key by which the editor brings a wizard back', () => {
  it.each(['project', 'experimental', 'test'] as const)('tells the mode and the draft: %s', (mode) => {
    expect(readKey(keyText({ mode, draft: DRAFT }))).toEqual({ mode, draft: DRAFT });
  });

  it.each(['project', 'experimental', 'test'] as const)('is told by the title of its tab too: %s', (mode) => {
    expect(modeTitled(titleOf(mode))).toBe(mode);
  });

  it.each(['', DRAFT, `other/${DRAFT}`, 'test/../../settings', `test/${DRAFT}/x`])(
    'is none where it is %j',
    (text) => {
      expect(readKey(text)).toBeUndefined();
    },
  );
});
