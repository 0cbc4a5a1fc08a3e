import { expect } from 'vitest';

const MILLISECONDS = 10_000;

/** Expects of an answer that it becomes what it should: the editor shows nothing at once, and less on a busy machine. */
export function eventually<Answer>(ask: () => Answer): ReturnType<typeof expect.poll<Answer>> {
  return expect.poll(ask, { timeout: MILLISECONDS });
}
