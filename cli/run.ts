import { l10n, nearest, toExlabError, type ErrorShape } from '../core/system';
import { readArguments, UsageError } from './arguments';
import type { Command, CommandContext, Installation } from './command';
import { COMMANDS, findCommand, type CommandEntry } from './commands';
import { EXIT } from './exit-codes';
import { commandHelp, commandList } from './help';
import { Output } from './output';
import type { Terminal } from './terminal';

/**
 * Runs one command line (without the program's own name) and returns its exit code. Never throws: what goes wrong
 * is said on standard error, and with `--json` in the object on standard output too.
 */
export async function run(
  words: readonly string[],
  terminal: Terminal,
  installation: Installation,
): Promise<number> {
  const output = new Output(terminal, words.some(asksForJson));
  const call = findCommand(words);
  switch (call.kind) {
    case 'command':
      return runCommand(call.entry, call.rest, { output, terminal, installation });
    case 'group':
      return offer(commandList(call.entries, call.name), `exlab ${call.name}`, { words, output, terminal });
    case 'none':
      return offer(commandList(COMMANDS), 'exlab', { words, output, terminal });
    case 'unknown':
      return fail(unknownCommand(call.words), output, undefined);
  }
}

/** Help that was asked for is a result; help in place of a command that is missing is an error. */
function offer(
  help: string,
  called: string,
  {
    words,
    output,
    terminal,
  }: { readonly words: readonly string[]; readonly output: Output; readonly terminal: Terminal },
): number {
  if (words.includes('--help') || words.includes('-h')) {
    output.help(help);
    return EXIT.fine;
  }
  terminal.stderr.write(help);
  const error = new UsageError(l10n.t("'{0}' is no command by itself: name one of them first.", called));
  output.json({ error: error.toShape() });
  return EXIT.usage;
}

/** Whoever gives it a value is told so in the form that they meant to ask for. */
function asksForJson(word: string): boolean {
  return word === '--json' || word.startsWith('--json=');
}

function unknownCommand(words: string): UsageError {
  const names = COMMANDS.map((entry) => entry.name);
  const meant = nearest(words, names);
  return new UsageError(
    meant === undefined
      ? l10n.t("There is no command '{0}'; 'exlab --help' lists them.", words)
      : l10n.t("There is no command '{0}'; did you mean '{1}'?", words, meant),
  );
}

async function runCommand(
  entry: CommandEntry,
  words: readonly string[],
  surroundings: Omit<CommandContext, 'arguments'>,
): Promise<number> {
  const { output } = surroundings;
  const command = await entry.load();
  try {
    const given = readArguments(words, command);
    if (given.has('help')) {
      output.help(commandHelp(entry, command));
      return EXIT.fine;
    }
    return await command.run({ ...surroundings, arguments: given });
  } catch (caught) {
    return fail(caught, output, command);
  }
}

function fail(caught: unknown, output: Output, command: Command | undefined): number {
  const error = toExlabError(caught);
  const shape: ErrorShape = error.toShape();
  output.error(shape);
  output.json(command?.failure?.(shape) ?? { error: shape });
  const misused = error instanceof UsageError || error.code === 'folder_not_found';
  return misused ? EXIT.usage : EXIT.errors;
}
