import { cancelledError, closedError } from './evaluation-error';
import { EvaluationProcess, type Evaluation, type ProcessOptions } from './evaluation-process';

/** How many templates are evaluated at once; more wait for their turn. */
const MOST_PROCESSES = 4;

interface Waiting {
  begin(): void;
  refuse(): void;
}

/** The processes that evaluate templates: as many as are needed at once, of which one is kept for the next request. */
export class ProcessPool {
  /** Also those that were killed, until they are gone. */
  private readonly processes = new Set<EvaluationProcess>();
  private readonly waiting = new Set<Waiting>();
  private isClosed = false;

  constructor(private readonly options: ProcessOptions) {}

  /** Starts a process for the next request, unless there is one. */
  prepare(): void {
    if (!this.isClosed && this.usable().length === 0) this.launch();
  }

  /** Does a piece of work in a process that does nothing else meanwhile. */
  evaluate(evaluation: Evaluation): Promise<unknown> {
    if (this.isClosed) return Promise.reject(closedError());
    if (evaluation.signal?.aborted === true) return Promise.reject(cancelledError());
    const process = this.free();
    return process === undefined ? this.queued(evaluation) : this.evaluateIn(process, evaluation);
  }

  /** Ends all, and comes back when none is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const waiting of this.waiting) waiting.refuse();
    await Promise.all(
      [...this.processes].map((process) => {
        process.stop(closedError());
        process.hold();
        return process.ended;
      }),
    );
  }

  private async evaluateIn(process: EvaluationProcess, evaluation: Evaluation): Promise<unknown> {
    try {
      return await process.evaluate(evaluation);
    } finally {
      this.passOn(process);
    }
  }

  /** A process has nothing to do, or is no more: the next in line takes its place, or it is kept for the next request. */
  private passOn(process: EvaluationProcess): void {
    if (this.isClosed) return;
    const [next] = this.waiting;
    const free = this.usable().filter(({ isFree }) => isFree);
    if (next !== undefined) next.begin();
    else if (free.length > 1) process.stop(closedError());
    // Whoever was told why it was killed goes on at once. One that never started is not tried again unasked.
    else if (free.length === 0 && process.isOver && process.wasReady) this.launch();
  }

  private queued(evaluation: Evaluation): Promise<unknown> {
    const { signal } = evaluation;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiting.delete(waiting);
        signal?.removeEventListener('abort', cancel);
      };
      const cancel = (): void => {
        leave();
        reject(cancelledError());
      };
      const waiting: Waiting = {
        begin: () => {
          leave();
          resolve(this.evaluate(evaluation));
        },
        refuse: () => {
          leave();
          reject(closedError());
        },
      };
      this.waiting.add(waiting);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  private free(): EvaluationProcess | undefined {
    const usable = this.usable();
    return (
      usable.find(({ isFree }) => isFree) ?? (usable.length < MOST_PROCESSES ? this.launch() : undefined)
    );
  }

  private usable(): EvaluationProcess[] {
    return [...this.processes].filter(({ isOver }) => !isOver);
  }

  private launch(): EvaluationProcess {
    const process = new EvaluationProcess(this.options);
    this.processes.add(process);
    void process.ended.then(() => this.processes.delete(process));
    return process;
  }
}
