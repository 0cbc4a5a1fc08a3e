import * as path from 'node:path';
import { l10n } from '../../core/system';
import type { Template, TemplateEntry } from '../../core/templates';
import type { Choice, Chooser, TemplateChoice } from '../../webview-ui/protocol';
import type { PlacedProblems } from './placed-problems';
import type { Sight } from './sight';

/** The instruments of the configuration. */
export function equipmentChooser({ config, filled }: Sight, { errors }: PlacedProblems): Chooser {
  const offers = (config?.equipment ?? []).map(({ id, label }) => ({ value: id, label: id, detail: label }));
  return {
    value: filled.equipment ?? null,
    offers,
    error: errors.get('equipment') ?? '',
    empty:
      config !== null && offers.length === 0
        ? l10n.t('The configuration knows no instrument: add one to it.')
        : '',
    isLoading: false,
  };
}

/** The projects of the chosen instrument; null where a project is to be made. */
export function projectChooser(sight: Sight, { errors }: PlacedProblems): Chooser | null {
  const { mode, filled } = sight;
  if (mode === 'project') return null;
  const { projects } = sight.offers;
  const offers: Choice[] = (projects?.items ?? []).map(({ shortId, name }) => ({
    value: shortId,
    label: shortId,
    detail: name === shortId ? '' : name,
  }));
  return {
    value: filled.project ?? null,
    offers,
    error: errors.get('project') ?? '',
    empty: noProject(sight, offers.length),
    isLoading: projects === null,
  };
}

function noProject({ filled: { equipment }, offers: { projects } }: Sight, count: number): string {
  if (projects === null || count > 0) return '';
  if (equipment === undefined) return l10n.t('Choose an instrument first.');
  if (projects.problem !== '') return projects.problem;
  return l10n.t(
    "There is no project under '{0}': create one first, or choose another instrument.",
    equipment,
  );
}

/** The templates that fit, the broken ones among them with what is wrong. */
export function templateChooser(sight: Sight, { errors }: PlacedProblems): Chooser<TemplateChoice> {
  const { filled, offers, preview } = sight;
  const { templates } = offers;
  const listed = (templates?.items ?? []).map((entry) => choiceOf(entry, filled.equipment));
  const value = filled.template ?? null;
  const loaded = preview?.template ?? null;
  const isListed = value === null || listed.some((choice) => choice.value === value);
  const isElsewhere =
    !isListed && loaded !== null && (loaded.name === value || loaded.root === path.resolve(value));
  return {
    value,
    // Whoever opened the wizard may have named a folder.
    offers: isElsewhere ? [...listed, { ...choiceOfLoaded(loaded, filled.equipment), value }] : listed,
    error: errors.get('template') ?? '',
    empty:
      templates === null || listed.length > 0
        ? ''
        : templates.problem ||
          l10n.t('There is no template for this: put one into the templates folder of the configuration.'),
    isLoading: templates === null,
  };
}

function choiceOf(entry: TemplateEntry, equipment: string | undefined): TemplateChoice {
  if (entry.template !== null) return choiceOfLoaded(entry.template, equipment);
  const message = entry.problem.message.replaceAll(`${entry.path}${path.sep}`, '');
  return {
    value: entry.name,
    label: entry.name,
    detail: '',
    refusal: message,
    version: '',
    ...placeOf(entry, equipment),
    tag: l10n.t('cannot be used'),
  };
}

function choiceOfLoaded(template: Template, equipment: string | undefined): TemplateChoice {
  const { name, description, version, runScope, root } = template;
  return {
    value: name,
    label: name,
    detail: description,
    version,
    ...placeOf({ origin: template.origin, path: root }, equipment),
    tag: runScope === 'test' ? l10n.t('test only') : '',
  };
}

function placeOf(
  { origin, path: folder }: Pick<TemplateEntry, 'origin' | 'path'>,
  equipment: string | undefined,
): Pick<TemplateChoice, 'origin' | 'source'> {
  switch (origin) {
    case 'equipment':
      return { origin, source: equipment ?? '' };
    case 'global':
      return { origin, source: l10n.t('Lab') };
    case 'bundled':
      return { origin, source: l10n.t('Included') };
    case 'path':
      return { origin: 'global', source: folder };
  }
}
