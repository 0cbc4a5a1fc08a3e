import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Installation } from '../../../cli/command';
import { run } from '../../../cli/run';
import type { Terminal } from '../../../cli/terminal';

/** What shows where keys go, so that a test can press them when their question is there. */
class Screen extends Writable {
  readonly columns = 200;
  text = '';
  private waiting: { wanted: string; from: number; found: () => void }[] = [];

  constructor(readonly isTTY: boolean) {
    super({ decodeStrings: false });
  }

  override _write(chunk: string | Uint8Array, _encoding: string, done: () => void): void {
    this.text += Buffer.from(chunk).toString('utf8');
    const met = this.waiting.filter(({ wanted, from }) => this.text.includes(wanted, from));
    this.waiting = this.waiting.filter((wait) => !met.includes(wait));
    for (const { found } of met) found();
    done();
  }

  /** Resolves when `wanted` has been written after `from`; returns where everything up to now ends. */
  async shows(wanted: string, from: number): Promise<number> {
    if (!this.text.includes(wanted, from)) {
      await new Promise<void>((found) => this.waiting.push({ wanted, from, found }));
    }
    return this.text.length;
  }
}

export interface FakeTerminal extends Terminal {
  readonly stdin: PassThrough & { isTTY: boolean };
  readonly stdout: Screen;
  readonly stderr: Screen;
  /** As Ctrl-C, or `kill`, outside of a prompt. */
  interrupt(): void;
}

export interface FakeTerminalOptions {
  readonly isTTY?: boolean;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What a pipe brings on standard input. */
  readonly input?: string | Uint8Array;
}

export function fakeTerminal({
  isTTY = false,
  environment = {},
  input,
}: FakeTerminalOptions = {}): FakeTerminal {
  const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  if (!isTTY) stdin.end(input ?? '');
  const listeners = new Set<() => void>();
  return {
    stdin,
    stdout: new Screen(isTTY),
    stderr: new Screen(isTTY),
    environment,
    onInterrupt(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    interrupt() {
      for (const listener of listeners) listener();
    },
  };
}

export const INSTALLATION: Installation = {
  version: '9.9.9',
  folder: fileURLToPath(new URL('../../..', import.meta.url)),
};

/** Runs a command line against pipes; what it printed, and its exit code. */
export async function exlab(
  words: readonly string[],
  options: FakeTerminalOptions = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const terminal = fakeTerminal(options);
  const code = await run(words, terminal, INSTALLATION);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}
