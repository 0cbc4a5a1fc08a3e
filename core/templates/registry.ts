import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { RunKind } from '../layout';
import { ExlabError, errnoOf, fileError, isFolder, l10n, mapLimited, nearest, toExlabError } from '../system';
import { loadTemplate } from './manifest';
import { manifestsIn } from './manifest/find';
import type { RunScope, Template, TemplateOrigin, TemplateType } from './model';

/** The folders that templates are looked for in (spec 3.1); one that is empty or missing holds none. */
export interface TemplatePlaces {
  readonly templatesDir: string;
  readonly equipmentTemplatesDir?: string | undefined;
  readonly bundledDir: string;
}

/** What a template is wanted for. */
export interface WantedTemplate {
  readonly type: TemplateType;
  /** Only for runs; without it every scope is listed. */
  readonly runKind?: RunKind | undefined;
}

/** A template of the registry. A broken one is listed too, with what is wrong with it. */
export type TemplateEntry = {
  readonly name: string;
  readonly origin: TemplateOrigin;
  /** Absolute path of its folder. */
  readonly path: string;
} & (
  | { readonly template: Template; readonly problem: null }
  | { readonly template: null; readonly problem: ExlabError }
);

/** How many manifests are read at once. */
const CONCURRENCY = 8;

/** Whether a run template may be used for runs of this kind. */
export function scopeAdmits(scope: RunScope | null, runKind: RunKind): boolean {
  return scope === 'both' || scope === runKind;
}

/**
 * The templates that fit, by precedence: the equipment's, the lab's, those that ship. Of one name only the first is
 * listed; a template that does not fit, or is for the other kind of run, hides nothing.
 */
export async function listTemplates(
  places: TemplatePlaces,
  wanted: WantedTemplate,
): Promise<TemplateEntry[]> {
  const entries = await allEntries(places);
  return firstOfEachName(entries.filter((entry) => entry.template === null || fits(entry.template, wanted)));
}

/**
 * The template that a name or a path stands for. A path is whatever holds a separator, or names a folder with a
 * manifest; relative ones start at the current folder. A template of that name that does not fit is found too, so that
 * the caller can say why it may not be used.
 * @throws `template_load_error`, with the available names in `details.available`
 */
export async function findTemplate(
  nameOrPath: string,
  places: TemplatePlaces,
  wanted: WantedTemplate,
): Promise<Template> {
  if (/[/\\]/.test(nameOrPath)) return loadTemplate(path.resolve(nameOrPath), 'path');
  const named = await allEntries(places, nameOrPath);
  const entry = named.find(({ template }) => template === null || fits(template, wanted)) ?? named[0];
  if (entry?.template) return entry.template;
  if (entry?.problem) throw entry.problem;
  if (nameOrPath !== '' && (await isFolder(path.resolve(nameOrPath)))) {
    return loadTemplate(path.resolve(nameOrPath), 'path');
  }
  throw unknownTemplate(nameOrPath, await allEntries(places), wanted);
}

/**
 * The template that has this name in the registry and fits, undefined where there is none or it is broken. The name is
 * never taken for a path: it may come from a record.
 */
export async function registeredTemplate(
  name: string,
  places: TemplatePlaces,
  wanted: WantedTemplate,
): Promise<Template | undefined> {
  const named = await allEntries(places, name);
  const entry = named.find(({ template }) => template === null || fits(template, wanted));
  return entry?.template ?? undefined;
}

function fits(template: Template, wanted: WantedTemplate): boolean {
  if (template.type !== wanted.type) return false;
  return (
    wanted.type !== 'run' || wanted.runKind === undefined || scopeAdmits(template.runScope, wanted.runKind)
  );
}

function firstOfEachName(entries: readonly TemplateEntry[]): TemplateEntry[] {
  const byName = new Map<string, TemplateEntry>();
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return [...byName.values()];
}

/** The templates of every place, in the order of precedence, by name within a place; only those of a name if given. */
async function allEntries(places: TemplatePlaces, only?: string): Promise<TemplateEntry[]> {
  const found = await Promise.all([
    entriesIn(places.equipmentTemplatesDir ?? '', 'equipment', only),
    entriesIn(places.templatesDir, 'global', only),
    entriesIn(places.bundledDir, 'bundled', only),
  ]);
  return found.flat();
}

/**
 * Every template right below a folder, of whatever type, by name; those of the same name elsewhere count for nothing.
 * None where there is no such folder. Throws where it cannot be listed.
 */
export function templatesInFolder(folder: string, origin: TemplateOrigin): Promise<TemplateEntry[]> {
  return entriesIn(folder, origin, undefined);
}

async function entriesIn(
  folder: string,
  origin: TemplateOrigin,
  only: string | undefined,
): Promise<TemplateEntry[]> {
  const names = folder === '' ? [] : await namesIn(folder);
  const wanted = only === undefined ? names : names.filter((name) => name === only);
  const entries = await mapLimited(wanted, CONCURRENCY, (name) =>
    entryAt(path.resolve(folder, name), origin),
  );
  return entries.filter((entry) => entry !== undefined);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return [];
    throw fileError(caught, folder);
  }
}

/** A folder without a manifest is no template, and nobody's mistake: labs keep other things there too. */
async function entryAt(folder: string, origin: TemplateOrigin): Promise<TemplateEntry | undefined> {
  const identity = { name: path.basename(folder), origin, path: folder };
  try {
    if ((await manifestsIn(folder)).length === 0) return undefined;
    return { ...identity, template: await loadTemplate(folder, origin), problem: null };
  } catch (caught) {
    return { ...identity, template: null, problem: toExlabError(caught) };
  }
}

function unknownTemplate(
  name: string,
  entries: readonly TemplateEntry[],
  wanted: WantedTemplate,
): ExlabError {
  const fitting = entries.filter((entry) => entry.template !== null && fits(entry.template, wanted));
  const available = firstOfEachName(fitting).map((entry) => entry.name);
  const meant = nearest(name, available);
  const hint =
    meant !== undefined
      ? l10n.t("did you mean '{0}'?", meant)
      : available.length > 0
        ? l10n.t('there are {0}.', available.join(', '))
        : l10n.t('there is none of this kind: add one to the templates folder.');
  return new ExlabError({
    code: 'template_load_error',
    message:
      name === ''
        ? l10n.t('No template is named; {0}', hint)
        : l10n.t("There is no template '{0}'; {1}", name, hint),
    details: { available },
  });
}
