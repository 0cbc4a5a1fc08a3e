import type { Clock, Timer } from '../../core/system';

/** Somebody saves several files one after the other: a folder is judged when nothing came for so long (ms). */
const SOON_MS = 500;

/** Folders that are to be judged again: each once, one after the other, a moment after the last was named. */
export class FoldersSoon {
  private readonly waiting = new Set<string>();
  private timer: Timer | undefined;
  private working: Promise<void> = Promise.resolve();

  /**
   * @param judge judges a folder; it never throws
   */
  constructor(
    private readonly clock: Clock,
    private readonly judge: (folder: string) => Promise<void>,
  ) {}

  /** Has a folder judged a moment from now. */
  add(folder: string): void {
    this.waiting.add(folder);
    this.timer?.cancel();
    this.timer = this.clock.schedule(SOON_MS, () => {
      const folders = [...this.waiting];
      this.waiting.clear();
      for (const each of folders) void this.now(each);
    });
  }

  /** Judges a folder after those that are being judged; resolves when that is done. */
  now(folder: string): Promise<void> {
    this.working = this.working.then(() => this.judge(folder));
    return this.working;
  }

  dispose(): void {
    this.timer?.cancel();
    this.waiting.clear();
  }
}
