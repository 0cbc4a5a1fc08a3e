import { randomNumbers } from '../../support/seed';

/** Choices at random: the same ones for the same seed. */
export class Chance {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = randomNumbers(seed);
  }

  /** A whole number from 0 up to, but not including, a limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** True in this share of all cases. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** One of some. Throws where there is none. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }

  /** What as many calls as this give. */
  several<Item>(count: number, make: () => Item): Item[] {
    return Array.from({ length: count }, make);
  }
}
