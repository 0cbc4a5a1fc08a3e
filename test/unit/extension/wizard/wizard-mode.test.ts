import { describe, expect, it } from 'vitest';
import { keyText, readKey } from '../../../../extension/wizard/wizard-mode';

const DRAFT = '11111111-1111-4111-8111-111111111111';

describe('the key by which the editor brings a wizard back', () => {
  it.each(['project', 'experimental', 'test'] as const)('tells the mode and the draft: %s', (mode) => {
    expect(readKey(keyText({ mode, draft: DRAFT }))).toEqual({ mode, draft: DRAFT });
  });

  it.each(['', DRAFT, `other/${DRAFT}`, 'test/../../settings', `test/${DRAFT}/x`])(
    'is none where it is %j',
    (text) => {
      expect(readKey(text)).toBeUndefined();
    },
  );
});
