import type { TerminalOutput } from './terminal';

/** Tells how far something is. */
export interface Progress {
  /** A new phase of the work. */
  phase(title: string): void;
  /** How far the phase is. */
  step(current: number, total: number, what: string): void;
  /** How far something is of which nobody knows how much it is. */
  count(what: string): void;
  /** Takes away what was drawn, so that other lines can follow. */
  clear(): void;
}

export const silentProgress: Progress = {
  phase: () => undefined,
  step: () => undefined,
  count: () => undefined,
  clear: () => undefined,
};

/** One line a phase; steps would fill a log. */
export function printedProgress(stream: TerminalOutput): Progress {
  return { ...silentProgress, phase: (title) => void stream.write(`${title}\n`) };
}

const ERASE_LINE = '\r\u001b[2K';
const DEFAULT_COLUMNS = 80;

/** One line on a terminal that is drawn again and again. */
export function drawnProgress(stream: TerminalOutput): Progress {
  let title = '';
  const draw = (text: string): void => {
    // A line that wraps could not be erased.
    // A terminal that does not know its width says 0.
    const { columns = 0 } = stream;
    const width = (columns === 0 ? DEFAULT_COLUMNS : columns) - 1;
    stream.write(ERASE_LINE + text.slice(0, width));
  };
  return {
    phase(next) {
      title = next;
      draw(title);
    },
    step(current, total, what) {
      draw(`${title}  ${current}/${total}  ${what}`);
    },
    count: draw,
    clear: () => void stream.write(ERASE_LINE),
  };
}
