import { randomUUID } from 'node:crypto';

/** Randomness as a dependency, so that every test is exact. */
export interface Random {
  /** A fresh UUID, version 4, in lower case. */
  uuid(): string;
}

export const systemRandom: Random = { uuid: () => randomUUID() };
