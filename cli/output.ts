import { stringifyRecord } from '../core/records';
import { l10n, type ErrorShape } from '../core/system';
import type { Progress } from './progress';
import { drawnProgress, printedProgress, silentProgress } from './progress';
import { plainStyle, terminalStyle, type Style } from './style';
import type { Terminal } from './terminal';

/** What would move the cursor, or turn the direction of what follows, of somebody's terminal. */
const CONTROLS = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** A text from files or people as it may be shown: control characters as `\u001b`, line breaks and tabs kept. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Where a command says things. For people: results on standard output, everything else on standard error.
 * With `--json`: one object on standard output and nothing else there.
 */
export class Output {
  private saidJson = false;

  constructor(
    private readonly terminal: Terminal,
    readonly isJson: boolean,
  ) {}

  /** For standard output. */
  get style(): Style {
    return styleFor(this.terminal, this.terminal.stdout.isTTY);
  }

  private get errorStyle(): Style {
    return styleFor(this.terminal, this.terminal.stderr.isTTY);
  }

  /** A line of the result, for people. */
  print(line = ''): void {
    if (!this.isJson) this.terminal.stdout.write(`${line}\n`);
  }

  /**
   * The result, for programs; whole numbers and floats as records hold them. The first object stands: what goes wrong
   * after it is told by the exit code and on standard error.
   */
  json(value: unknown): void {
    if (!this.isJson || this.saidJson) return;
    this.saidJson = true;
    this.terminal.stdout.write(stringifyRecord(value));
  }

  /** Help that was asked for: it is the result. */
  help(text: string): void {
    this.json({ help: text });
    this.print(text.trimEnd());
  }

  /** Something to know beside the result. */
  note(line: string): void {
    this.terminal.stderr.write(`${line}\n`);
  }

  warning(message: string): void {
    this.note(`${this.errorStyle.warning(l10n.t('warning:'))} ${printable(message)}`);
  }

  /** @param place what the error is about, such as a flag */
  error(error: Pick<ErrorShape, 'message'>, place?: string): void {
    const at = place === undefined ? '' : `${place}: `;
    this.note(`${this.errorStyle.error(l10n.t('error:'))} ${at}${printable(error.message)}`);
  }

  /** Drawn on a terminal, lines in a pipe; programs that read JSON are not shown any. */
  progress(): Progress {
    if (this.isJson) return silentProgress;
    const { stderr } = this.terminal;
    const draws = stderr.isTTY === true && this.terminal.environment.TERM !== 'dumb';
    return draws ? drawnProgress(stderr) : printedProgress(stderr);
  }
}

function styleFor({ environment }: Terminal, isTTY: boolean | undefined): Style {
  const isColoured = isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return isColoured ? terminalStyle : plainStyle;
}
