/**
 * Work that is asked for again and again under a name: it runs once at a time, and what is asked for meanwhile runs
 * once more behind it. So it is never later than one run, and never piles up.
 */
export class LatestWork {
  private readonly running = new Set<string>();
  private readonly waiting = new Map<string, () => Promise<void>>();

  /** @param failed is told what the work throws */
  constructor(private readonly failed: (caught: unknown) => void) {}

  ask(name: string, work: () => Promise<void>): void {
    this.waiting.set(name, work);
    if (!this.running.has(name)) void this.run(name);
  }

  private async run(name: string): Promise<void> {
    this.running.add(name);
    for (;;) {
      // What the client sends in one go is read before the work begins.
      await new Promise((resolve) => setImmediate(resolve));
      const work = this.waiting.get(name);
      if (work === undefined) break;
      this.waiting.delete(name);
      await work().catch(this.failed);
    }
    this.running.delete(name);
  }
}
