import {
  acquireEngineLock,
  toExlabError,
  type EngineLock,
  type EngineLockRefusal,
  type EngineLockSurroundings,
  type Clock,
  type LogLevel,
  type Timer,
} from '../system';

/** How often a process without the engine lock asks for it, and one with it looks whether it still has it (ms). */
const TURN_EVERY_MS = 60 * 1000;
/** How often it is asked for while an engine of this very process has it, which is closing (ms). */
const OWN_TURN_EVERY_MS = 500;
/** A round begins when the lock is had, and then hourly. */
const TURNS_PER_ROUND = 60;

export interface BackgroundSurroundings extends EngineLockSurroundings {
  readonly clock: Clock;
}

/**
 * What only one process of this user on this computer does: the one that has the engine lock. The others
 * ask for it every minute, and go on with the work when its holder has died; where that is an engine of their own
 * process, which is about to close, they ask for it soon again.
 */
export class BackgroundWork {
  private lock: EngineLock | undefined;
  private timer: Timer | undefined;
  /** Until the lock's holder in this process has closed. */
  private soon: Timer | undefined;
  private turn: Promise<void> | undefined;
  private round: Promise<void> | undefined;
  private turnsUntilRound = 0;
  private closing: Promise<void> | undefined;
  private lastSaid = '';

  /**
   * @param stateFolder the lock is there
   * @param work one round of it; never begun while another goes on
   */
  constructor(
    private readonly stateFolder: string,
    private readonly surroundings: BackgroundSurroundings,
    private readonly work: () => Promise<unknown>,
  ) {}

  /**
   * Begins to ask for the lock; once begun, it only answers. True where this process has the lock now: its
   * first round is under way then.
   */
  async start(): Promise<boolean> {
    if (this.timer === undefined && this.closing === undefined) {
      this.scheduleTurn();
      void this.takeTurn();
    }
    await this.turn;
    return this.lock !== undefined;
  }

  /** Begins nothing more, waits for a round in progress, and lets others have the lock. Never rejects. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    this.timer?.cancel();
    await this.turn;
    this.soon?.cancel();
    await this.round;
    try {
      await this.lock?.release();
    } catch (caught) {
      this.say('WARN', `the engine lock was not released: ${toExlabError(caught).message}`);
    }
    this.lock = undefined;
  }

  private scheduleTurn(): void {
    this.timer = this.surroundings.clock.schedule(TURN_EVERY_MS, () => {
      this.scheduleTurn();
      void this.takeTurn();
    });
  }

  /** An engine that closes, as where another one follows it in this process, lets the lock go in a moment. */
  private scheduleTurnSoon(): void {
    this.soon?.cancel();
    this.soon = this.surroundings.clock.schedule(OWN_TURN_EVERY_MS, () => void this.takeTurn());
  }

  private async isOwn({ holder }: EngineLockRefusal): Promise<boolean> {
    const { host, pid, started } = await this.surroundings.host.self();
    return holder.host === host && holder.pid === pid && holder.started === started;
  }

  /** Never rejects; whoever comes while one goes on waits for that one. */
  private takeTurn(): Promise<void> {
    this.turn ??= this.lookAfterLock().finally(() => {
      this.turn = undefined;
    });
    return this.turn;
  }

  private async lookAfterLock(): Promise<void> {
    try {
      if (this.lock === undefined || !(await this.lock.isHeld())) await this.askForLock();
      if (this.lock !== undefined) this.beginRoundWhenDue();
    } catch (caught) {
      this.say('ERROR', `engine lock: ${toExlabError(caught).message}`);
    }
  }

  private async askForLock(): Promise<void> {
    this.lock = undefined;
    const answer = await acquireEngineLock(this.stateFolder, this.surroundings);
    if (!answer.acquired) {
      if (await this.isOwn(answer)) this.scheduleTurnSoon();
      else this.sayWhoHasIt(answer);
      return;
    }
    this.lock = answer;
    this.turnsUntilRound = 0;
    this.say('INFO', 'background work: this process has the engine lock');
  }

  private beginRoundWhenDue(): void {
    this.turnsUntilRound = Math.max(0, this.turnsUntilRound - 1);
    if (this.turnsUntilRound > 0 || this.round !== undefined || this.closing !== undefined) return;
    this.turnsUntilRound = TURNS_PER_ROUND;
    this.round = this.doRound().finally(() => {
      this.round = undefined;
    });
  }

  private async doRound(): Promise<void> {
    try {
      await this.work();
    } catch (caught) {
      this.surroundings.log.write('ERROR', `background work: ${toExlabError(caught).message}`);
    }
  }

  private sayWhoHasIt({ holder, isUnknown, file }: EngineLockRefusal): void {
    const who = `process ${holder.pid} on ${holder.host}`;
    if (!isUnknown) this.say('INFO', `background work is done by ${who}`);
    else this.say('WARN', `background work waits for ${who}; if that has ended, remove ${file}`);
  }

  /** Every minute may bring the same news: it is written once. */
  private say(level: LogLevel, message: string): void {
    if (message === this.lastSaid) return;
    this.lastSaid = message;
    this.surroundings.log.write(level, message);
  }
}
