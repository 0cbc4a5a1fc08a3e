import { expect, it } from 'vitest';
import { plainNotice } from '../../../extension/plain-notice';

it('leaves no link in a notification, and every other text as it is', () => {
  expect(plainNotice('[Repair it](command:workbench.action.quit) and [more](https://x)')).toBe(
    '[Repair it] (command:workbench.action.quit) and [more] (https://x)',
  );
  expect(plainNotice('Created Run_1 (2 files) [test]')).toBe('Created Run_1 (2 files) [test]');
});
