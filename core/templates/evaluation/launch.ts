import { spawn, type ChildProcess } from 'node:child_process';
import * as path from 'node:path';
import { wireFormat } from './wire-format';

/** Megabytes of objects that an evaluation may hold: what a template needs is far less. */
export const MEMORY_LIMIT_MB = 256;

/** A process that was started, as far as the pool knows it. */
export interface LaunchedProcess {
  /** Throws for what cannot be sent at all; a process that is gone is told of by its `ended`. */
  send(message: unknown): void;
  /** Ends it whatever it does. */
  kill(): void;
  /** Whether our own process waits for this one. */
  hold(held: boolean): void;
}

/** What a process tells. After `failed` or `ended` nothing more comes. */
export interface ProcessEvents {
  message(message: unknown): void;
  /** It could not be started. */
  failed(cause: Error): void;
  /** It is gone: by its own exit code, or by a signal. */
  ended(code: number | null, signal: string | null): void;
}

export type Launch = (events: ProcessEvents) => LaunchedProcess;

export interface LaunchOptions {
  /** The bundle that it runs: an absolute path. */
  readonly entry: string;
  /** The program of Node. */
  readonly executable: string;
  /** Whether that is an editor's own program, which is Node only when it is told to be. */
  readonly isElectron: boolean;
}

/**
 * Starts processes with an empty environment, without shell, input or output, and with a channel for messages.
 * Working directory is the top of the disk: no folder of anybody's is held by it.
 */
export function launcher({ entry, executable, isElectron }: LaunchOptions): Launch {
  return (events) => {
    const words = [`--max-old-space-size=${MEMORY_LIMIT_MB}`, entry, String(wireFormat())];
    const child = spawn(executable, words, {
      cwd: path.parse(entry).root,
      env: isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      shell: false,
      windowsHide: true,
    });
    return connect(child, events);
  };
}

function connect(child: ChildProcess, events: ProcessEvents): LaunchedProcess {
  let isOver = false;
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  // It ends by itself when our end of the channel closes, but not in the middle of a loop.
  process.once('exit', kill);
  const over = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    process.off('exit', kill);
    tell();
  };
  child.on('message', (message: unknown) => {
    if (!isOver) events.message(message);
  });
  child.on('error', (error) => {
    // Without a number it was never started; anything else that fails shows when it ends.
    if (child.pid === undefined)
      over(() => {
        events.failed(error);
      });
  });
  child.on('exit', (code, signal) => {
    over(() => {
      events.ended(code, signal);
    });
  });
  return {
    send(message) {
      if (child.connected) child.send(message as object, () => undefined);
    },
    kill,
    hold(held) {
      if (held) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
  };
}
