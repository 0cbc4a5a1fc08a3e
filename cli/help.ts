import { l10n } from '../core/system';
import { COMMON_OPTIONS } from './arguments';
import type { Command, OptionDeclaration } from './command';
import type { CommandEntry } from './commands';

const INDENT = '  ';

/** The help of one command, all from its declarations. */
export function commandHelp(entry: CommandEntry, command: Command): string {
  const { positionals = [], notes = [] } = command;
  const words = positionals.map(({ name, required }) => (required ? name : `[${name}]`));
  const sections = [
    `${entry.summary}.`,
    l10n.t('Usage: {0}', ['exlab', entry.name, ...words, '[options]'].join(' ')),
  ];
  if (positionals.length > 0) sections.push(table(positionals.map(({ name, help }) => [name, help])));
  const options = [...command.options, ...COMMON_OPTIONS];
  sections.push(
    `${l10n.t('Options:')}\n${table(options.map((option) => [signature(option), optionHelp(option)]))}`,
  );
  return `${[...sections, ...notes].join('\n\n')}\n`;
}

/** The help of several commands: all of them, or those of one group such as `templates`. */
export function commandList(entries: readonly CommandEntry[], group?: string): string {
  const usage = group === undefined ? 'exlab COMMAND' : `exlab ${group} COMMAND`;
  return `${l10n.t('Usage: {0} [options]', usage)}

${table(entries.map(({ name, summary }) => [`exlab ${name}`, summary]))}

${l10n.t("'exlab COMMAND --help' tells more of each.")}
`;
}

function signature({ name, value }: OptionDeclaration): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function optionHelp({ help, repeatable }: OptionDeclaration): string {
  return repeatable === true ? l10n.t('{0}; repeatable', help) : help;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${INDENT}${left.padEnd(width)}${INDENT}${right}`).join('\n');
}
