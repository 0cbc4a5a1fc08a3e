import { ExlabError, l10n } from '../../core/system';
import {
  listTemplates,
  newTemplatesFolder,
  planFromFolder,
  planFromStarter,
  readSourceFolder,
  suggestedId,
  wordCandidates,
  type AskedWord,
  type NewTemplatePlan,
  type RunScope,
  type SourceFolder,
  type TemplatePurpose,
  type TemplateType,
  type WordCandidate,
} from '../../core/templates';
import { UsageError, type Arguments } from '../arguments';
import type { CommandContext } from '../command';
import { readConfiguration } from '../configuration';
import { folderAt } from '../template-folder';
import { bundledTemplates } from '../workplace';

export const TYPES: readonly TemplateType[] = ['run', 'project', 'equipment'];
export const SCOPES: readonly RunScope[] = ['both', 'experimental', 'test'];

/** The folder of templates that it comes into. Throws what `newTemplatesFolder` does. */
export async function placeOf(context: CommandContext): Promise<string> {
  const { config, file } = await readConfiguration(context);
  if (config !== null) return newTemplatesFolder(config, context.arguments.text('equipment'));
  throw new ExlabError({
    code: 'setup_incomplete',
    message: l10n.t(
      "{0} does not load: 'exlab config check' says why; 'exlab config init' writes a first one.",
      file,
    ),
    details: { path: file },
  });
}

/** What the command line asks for. */
export interface Planned {
  readonly plan: NewTemplatePlan;
  /** Words that might be asked for too. */
  readonly candidates: readonly WordCandidate[];
}

/**
 * The template that the command line describes; nothing is written. Throws `UsageError`, and what planning throws.
 */
export async function planOf(context: CommandContext, name: string): Promise<Planned> {
  const { arguments: given } = context;
  const [from, starter] = [given.text('from'), given.text('starter')];
  if ((from === undefined) === (starter === undefined)) {
    throw new UsageError(l10n.t("Give one of '--from FOLDER' and '--starter NAME'."), '--from');
  }
  if (from === undefined) return planOfStarter(context, name, starter ?? '');
  const source = await readSourceFolder(await folderAt(from, l10n.t('the folder to make a template of')));
  const words = askedWords(given.list('word'));
  const plan = planFromFolder(source, { name, words, ...purposeOf(given) });
  return { plan, candidates: candidatesBeside(source, words) };
}

async function planOfStarter(context: CommandContext, name: string, starter: string): Promise<Planned> {
  const stray = ['word', 'type', 'scope'].find((option) => context.arguments.has(option));
  if (stray !== undefined) {
    throw new UsageError(l10n.t("'--{0}' goes with '--from', not with '--starter'.", stray), `--${stray}`);
  }
  const places = { templatesDir: '', bundledDir: bundledTemplates(context) };
  const lists = await Promise.all(TYPES.map((type) => listTemplates(places, { type })));
  const entries = lists.flat();
  const entry = entries.find((candidate) => candidate.name === starter);
  if (entry !== undefined) return { plan: await planFromStarter(entry.path, name), candidates: [] };
  const names = [...new Set(entries.map((candidate) => candidate.name))].sort();
  throw new UsageError(
    l10n.t("There is no starter template '{0}'; there are {1}.", starter, names.join(', ')),
    '--starter',
  );
}

function purposeOf(given: Arguments): TemplatePurpose {
  const type = oneOf(given, 'type', TYPES) ?? 'run';
  const scope = oneOf(given, 'scope', SCOPES);
  if (type === 'run') return { type, runScope: scope ?? 'both' };
  if (scope === undefined) return { type, runScope: null };
  throw new UsageError(l10n.t("'--scope' is for templates of runs: leave it out."), '--scope');
}

function oneOf<Value extends string>(
  given: Arguments,
  option: string,
  values: readonly Value[],
): Value | undefined {
  const text = given.text(option);
  const value = values.find((candidate) => candidate === text);
  if (text === undefined || value !== undefined) return value;
  throw new UsageError(l10n.t("'{0}' is none of {1}.", text, values.join(', ')), `--${option}`);
}

/** `HeLa=cell_line`; what has no id gets one. A word may hold `=`, an id never does. */
function askedWords(texts: readonly string[]): AskedWord[] {
  const asked: AskedWord[] = [];
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    const word = at < 0 ? text : text.slice(0, at);
    const others = asked.map(({ id }) => id);
    asked.push({ word, id: at < 0 ? suggestedId(word, others) : text.slice(at + 1) });
  }
  return asked;
}

function candidatesBeside(source: SourceFolder, words: readonly AskedWord[]): WordCandidate[] {
  const chosen = new Set(words.map(({ word }) => word));
  return wordCandidates(source).filter(({ word }) => !chosen.has(word));
}
