import type { Readable, Writable } from 'node:stream';

/** A stream that may be a terminal. */
export interface TerminalInput extends Readable {
  readonly isTTY?: boolean;
}
export interface TerminalOutput extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a process has around it, passed in so that tests can be a terminal. */
export interface Terminal {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly stderr: TerminalOutput;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls back on every Ctrl-C, or request to end, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}

/** The terminal, or the pipes, of this process. Node sets up each stream when it is first asked for. */
export function processTerminal(): Terminal {
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    environment: process.env,
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
  };
}

/** Whether somebody sits there who can be asked. */
export function canAsk(terminal: Terminal): boolean {
  return terminal.stdin.isTTY === true && terminal.stdout.isTTY === true;
}
