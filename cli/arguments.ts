import { parseArgs } from 'node:util';
import { ExlabError, l10n, nearest } from '../core/system';
import type { Command, OptionDeclaration } from './command';

/** A command line that cannot be understood: exit code 3. */
export class UsageError extends ExlabError {
  constructor(message: string, field?: string) {
    super({ code: 'validation_failed', message, ...(field === undefined ? {} : { field }) });
  }
}

/** Options that every command has. */
export const COMMON_OPTIONS: readonly OptionDeclaration[] = [
  { name: 'json', help: l10n.t('Print one JSON object on standard output, and nothing else there') },
  { name: 'help', help: l10n.t('Show this help') },
];

/** The options and words of a command line, checked against their declarations. */
export interface Arguments {
  readonly positionals: readonly string[];
  has(name: string): boolean;
  /** The value of an option; of one that is given twice the last. */
  text(name: string): string | undefined;
  /** The values of a repeatable option, in their order. */
  list(name: string): readonly string[];
}

/**
 * Reads what follows a command's name. Throws `UsageError` for an option that the command does not have, a value
 * that is missing or not wanted, a word too many or too few.
 */
export function readArguments(words: readonly string[], command: Command): Arguments {
  const declared = new Map([...command.options, ...COMMON_OPTIONS].map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      [...declared.values()].map(({ name, value }) => [
        name,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ),
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = declared.get(token.rawName === '-h' ? 'help' : token.name);
    if (option === undefined || !/^(?:--|-h$)/.test(token.rawName))
      throw unknownOption(token.rawName, declared);
    const inline = 'inlineValue' in token && token.inlineValue === true;
    add(values, option, valueOf(option, token.value, inline, declared));
  }
  if (!values.has('help')) checkPositionals(positionals, command);
  return {
    positionals,
    has: (name) => values.has(name),
    text: (name) => values.get(name)?.at(-1),
    list: (name) => values.get(name) ?? [],
  };
}

function add(
  values: Map<string, string[]>,
  { name, value, repeatable }: OptionDeclaration,
  text: string,
): void {
  const before = values.get(name);
  if (before !== undefined && value !== undefined && repeatable !== true) {
    throw new UsageError(l10n.t("'--{0}' is given twice: keep one of them.", name), `--${name}`);
  }
  values.set(name, [...(before ?? []), text]);
}

/** What stands for paths in the help. An empty one would be the folder that one happens to be in. */
const PLACES = new Set(['FILE', 'FOLDER', 'PATH']);

function valueOf(
  option: OptionDeclaration,
  given: string | undefined,
  inline: boolean,
  declared: ReadonlyMap<string, OptionDeclaration>,
): string {
  const flag = `--${option.name}`;
  if (option.value === undefined) {
    if (!inline) return '';
    throw new UsageError(l10n.t("'{0}' takes no value: write it alone.", flag), flag);
  }
  // Another option where the value should be: the value was forgotten.
  const forgotten =
    !inline && given?.startsWith('--') === true && declared.has(given.slice(2).split('=', 1)[0] ?? '');
  if (given === '' && PLACES.has(option.value)) {
    throw new UsageError(l10n.t("'{0}' is empty: write '{0} {1}'.", flag, option.value), flag);
  }
  if (given !== undefined && !forgotten) return given;
  throw new UsageError(l10n.t("'{0}' needs a value: write '{0} {1}'.", flag, option.value), flag);
}

function unknownOption(rawName: string, declared: ReadonlyMap<string, OptionDeclaration>): UsageError {
  const meant = rawName.startsWith('--') ? nearest(rawName.slice(2), declared.keys()) : undefined;
  return new UsageError(
    meant === undefined
      ? l10n.t("There is no option '{0}' here; '--help' lists what there is.", rawName)
      : l10n.t("There is no option '{0}'; did you mean '--{1}'?", rawName, meant),
    rawName,
  );
}

function checkPositionals(words: readonly string[], { positionals = [] }: Command): void {
  const missing = positionals[words.length];
  if (missing?.required === true) {
    throw new UsageError(l10n.t('{0} is missing: {1}.', missing.name, missing.help), missing.name);
  }
  const empty = positionals[words.indexOf('')];
  if (empty !== undefined) {
    throw new UsageError(l10n.t('{0} is empty: {1}.', empty.name, empty.help), empty.name);
  }
  const extra = words[positionals.length];
  if (extra !== undefined) {
    throw new UsageError(l10n.t("'{0}' is one word too many; a value with spaces needs quotes.", extra));
  }
}
