import type { ErrorShape } from '../core/system';
import type { Arguments } from './arguments';
import type { Output } from './output';
import type { Terminal } from './terminal';

/** An option as data: parsing, `--help` and the hint at a slip of the pen all come from it. */
export interface OptionDeclaration {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for its value in the help, as in `--project PROJ-NNNN`; a switch takes none. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly help: string;
}

/** A word after the command's name. */
export interface PositionalDeclaration {
  readonly name: string;
  readonly required: boolean;
  readonly help: string;
}

/** What a command is given. */
export interface CommandContext {
  readonly arguments: Arguments;
  readonly output: Output;
  readonly terminal: Terminal;
  readonly installation: Installation;
}

/** The program itself. */
export interface Installation {
  readonly version: string;
  /** The folder of the package: what ships beside the program is found from here. */
  readonly folder: string;
  /** The bundle of the processes that evaluate templates; without it this process does. */
  readonly templateChild?: string;
  /** The bundle of the threads that audit; without it this process does, and reads all each time. */
  readonly auditThread?: string;
  /** The bundle of the language server. */
  readonly languageServer?: string;
}

export interface Command {
  readonly positionals?: readonly PositionalDeclaration[];
  readonly options: readonly OptionDeclaration[];
  /** Paragraphs for `--help`, below the options. */
  readonly notes?: readonly string[];
  /** Does the work; returns the exit code. */
  run(context: CommandContext): Promise<number>;
  /** The object that `--json` prints where the command could not do its work. */
  failure?(error: ErrorShape): unknown;
}
