import * as path from 'node:path';
import { l10n, mapLimited, sha256 } from '../system';
import { README_FILE } from '../layout';
import { commitHash } from './commit-hash';
import type { QuestionnairePlaces } from './answer-scope';
import { withCopierVariables } from './copier-context';
import type { SecretNames } from './jinja/language';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { Template } from './model';
import type { PlannedFile, RenderedFile } from './planned-file';
import { planPaths, type PlannedPaths } from './plan-paths';
import { linkEnds } from './link-target';
import { renderError } from './render-error';
import type { RenderNote } from './render-notes';
import { renderMessages, type RenderedMessages } from './rendered-messages';
import { readSource } from './source-file';
import type { SourceMemory } from './source-memory';
import { decode, SourceRendering } from './source-rendering';
import { TextRendering } from './text-rendering';

export type { RenderNote } from './render-notes';

/** How many sources are read at once. */
const CONCURRENCY = 16;

/** A template's own README.md: the prose under our front matter (spec 2.5). */
export interface ReadmeProse {
  readonly text: string;
  /** Whether it came out of rendering. */
  readonly rendered: boolean;
  /** Stretches of the text (UTF-16 offsets) that came out of `raw` blocks. */
  readonly rawSpans: RenderedFile['rawSpans'];
  /** Absolute path of the source. */
  readonly source: string;
}

/** What a template becomes; nothing has been written. */
export interface RenderedTree {
  /** In the order of their paths. */
  readonly files: readonly PlannedFile[];
  readonly notes: readonly RenderNote[];
  readonly readmeProse: ReadmeProse | undefined;
  /** What the template says before and after. */
  readonly messages: RenderedMessages;
  /** The variables that the names of a path read, for each path that is no fixed one. */
  readonly namedBy: ReadonlyMap<string, readonly string[]>;
}

export interface RenderOptions extends QuestionnairePlaces {
  readonly signal?: AbortSignal;
  /** The answers to remember, for `_copier_answers`; by default every question's value that is not secret. */
  readonly answers?: TemplateContext;
  /** What was read of sources before, and is taken where they are the same files still; by default all are read. */
  readonly memory?: SourceMemory;
}

/**
 * Renders a template in memory (spec 3.3): every name, and every file that bears the suffix. Other files are
 * hashed, to be copied later.
 * @param context core variables and answers; an answer wins over a core variable of its name
 * @param secretNames answers that may decide but never be printed
 * @throws `template_render_error` with file, line and column; `cancelled`
 */
export async function renderTree(
  template: Template,
  context: TemplateContext,
  secretNames: SecretNames,
  options: RenderOptions = {},
): Promise<RenderedTree> {
  const answers = options.answers ?? publicAnswers(template, context, secretNames);
  const places = {
    template: template.root,
    commit: await commitHash(template.root),
    destination: options.destination,
  };
  const variables = withCopierVariables(context, 'render', answers, places);
  // As they stand in Copier's answers file, which says first where the template came from.
  variables.set(
    '_copier_answers',
    new Map<string, TemplateValue>([['_src_path', template.root], ...answers]),
  );
  const texts = new TextRendering(template, variables, secretNames, options);
  const plan = await planPaths(template, (text, file, more) => texts.name(text, file, more));
  const { signal, memory } = options;
  memory?.begin(template);
  const rendering = new SourceRendering(template.settings.suffix, texts, plan.sources, signal, memory);
  const entries = await mapLimited(plan.sources, CONCURRENCY, (source) => rendering.plan(source));
  await checkRivals(plan, entries, rendering);
  memory?.end();
  noteDangling(plan, entries, texts);
  const messages = renderMessages(template, texts);
  const readme = plan.sources.findIndex(({ path, kind }) => path === README_FILE && kind !== 'folder');
  const prose = entries[readme];
  return {
    files: entries.filter((_, index) => index !== readme),
    notes: texts.notes.inOrder(),
    readmeProse: prose === undefined ? undefined : await proseOf(prose),
    messages,
    namedBy: plan.tree.namedBy,
  };
}

function publicAnswers(template: Template, context: TemplateContext, secrets: SecretNames): TemplateContext {
  const asked = new Set(template.questions.map((question) => question.id));
  return new Map([...context].filter(([name]) => asked.has(name) && !secrets.has(name)));
}

async function proseOf(entry: PlannedFile): Promise<ReadmeProse | undefined> {
  if (entry.kind === 'folder') return undefined;
  const { source } = entry;
  if (entry.kind === 'link') {
    throw renderError(source, l10n.t("'{0}' is a link: put the text itself into the template.", README_FILE));
  }
  if (entry.kind === 'rendered') {
    return { text: decode(entry.bytes, source), rendered: true, rawSpans: entry.rawSpans, source };
  }
  return { text: decode((await readSource(source)).bytes, source), rendered: false, rawSpans: [], source };
}

/** Two sources of one file are fine where they come out the same, as in Copier. */
async function checkRivals(
  { sources, tree }: PlannedPaths,
  entries: readonly PlannedFile[],
  rendering: SourceRendering,
): Promise<void> {
  if (tree.rivals.length === 0) return;
  const entryOf = new Map(sources.map((source, index) => [source, entries[index]]));
  for (const { source, planned } of tree.rivals) {
    const same = hashOf(await rendering.plan(source)) === hashOf(entryOf.get(planned));
    if (!same) throw tree.conflict(planned.file, source);
  }
}

function hashOf(entry: PlannedFile | undefined): string | undefined {
  if (entry?.kind === 'rendered') return sha256(entry.bytes);
  return entry?.kind === 'verbatim' ? entry.sha256 : undefined;
}

/** Notes the links that lead to nothing that the template makes. */
function noteDangling({ tree }: PlannedPaths, entries: readonly PlannedFile[], texts: TextRendering): void {
  const links = tree.links();
  if (links.length === 0) return;
  const made = new Set(['.']);
  for (const { path: place } of entries) {
    for (let at = place; !made.has(at); at = path.posix.dirname(at)) made.add(at);
  }
  const ends = linkEnds(links);
  for (const { path: place, target, file } of links) {
    const end = ends.get(place) ?? '';
    if (end !== '' && !made.has(end)) texts.notes.addDangling(file, target);
  }
}
