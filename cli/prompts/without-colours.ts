import { Writable } from 'node:stream';
import type { TerminalOutput } from '../terminal';

/** What sets colours and weights; the codes that move the cursor stay. */
const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g');

/** The same terminal, with whatever colours text taken out of what is written (`NO_COLOR`). */
export function withoutColours(terminal: TerminalOutput): TerminalOutput {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _encoding, done) {
      terminal.write(Buffer.from(chunk).toString('utf8').replace(COLOURS, ''));
      done();
    },
  });
  return Object.defineProperties(stream, {
    isTTY: { get: () => terminal.isTTY },
    columns: { get: () => terminal.columns },
  });
}
