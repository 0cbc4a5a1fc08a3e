import type { Launch, ProcessEvents } from '../../../../core/templates/evaluation/launch';
import type { EvaluationRequest } from '../../../../core/templates/evaluation/messages';

/** A process that does what a test says. */
export class ScriptedProcess {
  readonly requests: EvaluationRequest[] = [];
  readonly greetings: unknown[] = [];
  killed = false;
  held = false;

  constructor(private readonly events: ProcessEvents) {}

  receive(message: unknown): void {
    const { kind } = message as { kind: string };
    if (kind === 'evaluate') this.requests.push(message as EvaluationRequest);
    else this.greetings.push(message);
  }

  say(message: unknown): void {
    this.events.message(message);
  }

  /** Answers the last request. */
  answer(result: unknown = EMPTY): void {
    this.say({ kind: 'done', id: this.requests.at(-1)?.id, result });
  }

  fail(message: string): void {
    this.events.failed(new Error(message));
  }

  end(code: number | null, signal: string | null = null): void {
    this.events.ended(code, signal);
  }
}

/** An answer that says nothing, of the right shape. */
export const EMPTY = { questions: [], variables: new Map(), secretNames: new Set(), problems: [] };

/** A rendering of nothing. */
export const NO_FILES = { files: [], notes: [], readmeProse: undefined, namedBy: new Map() };

/** Processes as they are launched; a killed one ends at once, as the system sees to it. */
export function scriptedProcesses(): { launch: Launch; processes: ScriptedProcess[] } {
  const processes: ScriptedProcess[] = [];
  return {
    processes,
    launch(events) {
      const process = new ScriptedProcess(events);
      processes.push(process);
      return {
        send(message) {
          process.receive(structuredClone(message));
        },
        kill() {
          if (process.killed) return;
          process.killed = true;
          queueMicrotask(() => {
            process.end(null, 'SIGKILL');
          });
        },
        hold(held) {
          process.held = held;
        },
      };
    },
  };
}
