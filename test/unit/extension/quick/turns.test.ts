import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../extension/quick/turns';

describe('turns', () => {
  it('come one after the other, in their order, whatever becomes of the one before', async () => {
    const turns = new Turns();
    const done: string[] = [];
    let finish: () => void = () => undefined;
    const first = turns.take(async () => {
      done.push('first begins');
      await new Promise<void>((resolve) => (finish = resolve));
      throw new Error('dismissed');
    });
    const second = turns.take(() => Promise.resolve(done.push('second')));
    await Promise.resolve();
    expect(done).toEqual(['first begins']);
    finish();
    await expect(first).rejects.toThrow('dismissed');
    await second;
    expect(done).toEqual(['first begins', 'second']);
  });
});
