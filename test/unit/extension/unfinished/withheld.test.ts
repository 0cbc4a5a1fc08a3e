import { expect, it } from 'vitest';
import { refuseWithoutSecrets } from '../../../../extension/unfinished/withheld';

it('a creation whose secret answers are not kept is not made again with their defaults', () => {
  const refused = expect.objectContaining({
    code: 'validation_failed',
    message: expect.stringContaining('pin, token') as string,
    details: { questions: ['pin', 'token'] },
  }) as Error;
  expect(() => refuseWithoutSecrets({ session_id: 'a', withheld: ['pin', 'token'] })).toThrow(refused);
  expect(() => refuseWithoutSecrets({ session_id: 'a', withheld: [] })).not.toThrow();
});
