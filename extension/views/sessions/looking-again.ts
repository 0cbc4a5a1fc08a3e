import type { Clock, Timer } from '../../../core/system';

/** While something goes on, and while nothing does (ms): what another window begins is seen too. */
const GOES_ON_MS = 2_000;
const IDLE_MS = 10_000;

/** Looks again and again, as long as somebody sees what it finds. */
export class LookingAgain {
  private timer: Timer | undefined;
  private isVisible = false;

  /**
   * @param look returns whether something goes on; what goes wrong in it is its own affair
   */
  constructor(
    private readonly clock: Pick<Clock, 'schedule'>,
    private readonly look: () => Promise<boolean>,
  ) {}

  /** Says whether somebody can see it now: whoever begins to see it sees what is true now. */
  setVisible(isVisible: boolean): void {
    if (this.isVisible === isVisible) return;
    this.isVisible = isVisible;
    this.timer?.cancel();
    this.timer = undefined;
    if (isVisible) void this.lookNow();
  }

  /** Ends it for good. */
  dispose(): void {
    this.setVisible(false);
  }

  private async lookNow(): Promise<void> {
    const goesOn = await this.look();
    // Another look may have been begun by who came back meanwhile.
    if (!this.isVisible || this.timer !== undefined) return;
    this.timer = this.clock.schedule(goesOn ? GOES_ON_MS : IDLE_MS, () => {
      this.timer = undefined;
      void this.lookNow();
    });
  }
}
