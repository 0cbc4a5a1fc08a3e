import type { Command } from './command';

/** A command by its name; its code is read when it is called. */
export interface CommandEntry {
  /** Its words, as in `templates lint`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

const labCommands = () => import('./commands/of-the-lab');
const configurationCommands = () => import('./commands/of-the-configuration');

/** Every command, in the order of the help (spec 12.1). */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'new run',
    summary: 'Create an experimental run',
    load: async () => (await labCommands()).newRun,
  },
  {
    name: 'new test-run',
    summary: 'Create a test run: calibration, check, trial',
    load: async () => (await labCommands()).newTestRun,
  },
  {
    name: 'new project',
    summary: 'Create a project',
    load: async () => (await labCommands()).newProject,
  },
  {
    name: 'templates list',
    summary: 'List the templates, with type, scope, version and place',
    load: async () => (await labCommands()).templatesList,
  },
  {
    name: 'templates lint',
    summary: 'Check a template, or a folder of them',
    load: async () => (await labCommands()).templatesLint,
  },
  {
    name: 'templates preview',
    summary: 'Show what a template makes of answers, without a lab',
    load: async () => (await labCommands()).templatesPreview,
  },
  {
    name: 'templates new',
    summary: 'Make a template from a starter, or from a folder whose words become questions',
    load: async () => (await labCommands()).templatesNew,
  },
  {
    name: 'templates eval',
    summary: 'Evaluate templates line by line, as JSON',
    load: async () => (await labCommands()).templatesEval,
  },
  {
    name: 'config init',
    summary: 'Write a first configuration',
    load: async () => (await configurationCommands()).configInit,
  },
  {
    name: 'config check',
    summary: 'Check the configuration; all problems at once',
    load: async () => (await configurationCommands()).configCheck,
  },
  {
    name: 'config path',
    summary: 'Say where the configuration is',
    load: async () => (await configurationCommands()).configPath,
  },
  {
    name: 'sessions list',
    summary: 'List creations in flight, and unfinished ones',
    load: async () => (await labCommands()).sessionsList,
  },
  {
    name: 'sessions show',
    summary: 'Show one creation in flight or unfinished',
    load: async () => (await labCommands()).sessionsShow,
  },
  {
    name: 'sessions restart',
    summary: 'Create anew what was cut off, with the same answers',
    load: async () => (await labCommands()).sessionsRestart,
  },
  {
    name: 'sessions discard',
    summary: 'Remove an unfinished creation with its files',
    load: async () => (await labCommands()).sessionsDiscard,
  },
  {
    name: 'readme regenerate',
    summary: 'Write a deleted README again from its record',
    load: async () => (await labCommands()).readmeRegenerate,
  },
  {
    name: 'readme compare',
    summary: 'Say where a README and its record differ',
    load: async () => (await labCommands()).readmeCompare,
  },
  {
    name: 'audit',
    summary: 'Check the runs of the lab by the rules; reads only',
    load: async () => (await labCommands()).audit,
  },
  {
    name: 'problems list',
    summary: 'List what the rules have against runs and projects',
    load: async () => (await labCommands()).problemsList,
  },
  {
    name: 'problems override',
    summary: 'Let the hard findings of a rule pass, for a reason',
    load: async () => (await labCommands()).problemsOverride,
  },
  {
    name: 'problems revoke',
    summary: 'End an override',
    load: async () => (await labCommands()).problemsRevoke,
  },
  {
    name: 'problems overrides',
    summary: 'List the overrides of a run or project',
    load: async () => (await labCommands()).problemsOverrides,
  },
  {
    name: 'problems known',
    summary: 'Hide problems from the list on this computer',
    load: async () => (await labCommands()).problemsKnown,
  },
  {
    name: 'lsp',
    summary: 'Serve an editor: diagnostics, completion and more for templates',
    load: async () => (await import('./commands/lsp')).lsp,
  },
  {
    name: 'doctor',
    summary: 'Say what this computer has and lacks',
    load: async () => (await labCommands()).doctor,
  },
];

/** What `exlab GROUP` alone stands for, where it stands for something. */
const GROUP_DEFAULTS = new Map([
  ['sessions', 'sessions list'],
  ['problems', 'problems list'],
]);

/** What the words of a command line call, and the words that are left for it. */
export type Call =
  | { readonly kind: 'command'; readonly entry: CommandEntry; readonly rest: readonly string[] }
  | { readonly kind: 'group'; readonly name: string; readonly entries: readonly CommandEntry[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly words: string };

/** Finds the command that a command line calls. */
export function findCommand(words: readonly string[]): Call {
  const [first, second] = words;
  if (first === undefined || first.startsWith('-')) return { kind: 'none' };
  const named = (name: string): CommandEntry | undefined => COMMANDS.find((entry) => entry.name === name);
  const both = named(`${first} ${second ?? ''}`);
  if (both !== undefined) return { kind: 'command', entry: both, rest: words.slice(2) };
  const one = named(first);
  if (one !== undefined) return { kind: 'command', entry: one, rest: words.slice(1) };
  const entries = COMMANDS.filter((entry) => entry.name.startsWith(`${first} `));
  const given = second !== undefined && !second.startsWith('-');
  if (entries.length === 0 || given) return { kind: 'unknown', words: given ? `${first} ${second}` : first };
  const fallback = named(GROUP_DEFAULTS.get(first) ?? '');
  const asksForHelp = words.includes('--help') || words.includes('-h');
  if (fallback !== undefined && !asksForHelp)
    return { kind: 'command', entry: fallback, rest: words.slice(1) };
  return { kind: 'group', name: first, entries };
}
