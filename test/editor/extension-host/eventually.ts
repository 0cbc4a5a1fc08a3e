import { setTimeout as delay } from 'node:timers/promises';

const MILLISECONDS = 10_000;
const BETWEEN = 50;

/** Waits until something holds, and returns what it was; throws what was last wrong with it. */
export async function eventually<Value>(look: () => Promise<Value> | Value): Promise<Value> {
  const end = Date.now() + MILLISECONDS;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await delay(BETWEEN);
  }
}
