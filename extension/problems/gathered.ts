import type { Clock, Timer } from '../../core/system';

/** Gathers what is named one by one, and tells of all of it at once, a moment after the first. */
export class Gathered {
  private names = new Set<string>();
  private timer: Timer | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly delayMs: number,
    private readonly tell: (names: ReadonlySet<string>) => void,
  ) {}

  add(name: string): void {
    this.names.add(name);
    this.timer ??= this.clock.schedule(this.delayMs, () => {
      this.flush();
    });
  }

  /** Tells at once what is gathered. */
  flush(): void {
    this.timer?.cancel();
    this.timer = undefined;
    if (this.names.size === 0) return;
    const { names } = this;
    this.names = new Set();
    this.tell(names);
  }

  dispose(): void {
    this.timer?.cancel();
    this.names.clear();
  }
}
