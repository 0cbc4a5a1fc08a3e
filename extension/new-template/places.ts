import type { Engine } from '../../core/engine';
import { l10n } from '../../core/system';
import {
  listTemplates,
  newTemplatesFolder,
  type TemplateEntry,
  type TemplateType,
} from '../../core/templates';
import type { Pick } from '../quick/native-inputs';
import type { Answers } from './answers';

const TYPES: readonly TemplateType[] = ['run', 'project', 'equipment'];

/** The starter templates that can be copied, by name. */
export async function startersOf(bundledDir: string): Promise<TemplateEntry[]> {
  const lists = await Promise.all(
    TYPES.map((type) => listTemplates({ templatesDir: '', bundledDir }, { type })),
  );
  const whole = lists.flat().filter(({ template }) => template !== null);
  return whole.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * The folders of templates that a new one may come into (spec 3.1): the lab's, and for runs and projects those of the
 * instruments that have a folder. Throws what `newTemplatesFolder` says of the lab's.
 */
export async function placesFor({ config }: Engine, answers: Answers): Promise<Pick<string>[]> {
  const everywhere = await newTemplatesFolder(config);
  // Templates of instruments themselves are the lab's alone.
  const equipment = answers.purpose?.type === 'equipment' ? [] : config.equipment;
  const own = await Promise.all(
    equipment.map(async ({ id, label }) => {
      const value = await newTemplatesFolder(config, id).catch(() => undefined);
      return value === undefined ? [] : [{ value, label, description: id, detail: value }];
    }),
  );
  return [{ value: everywhere, label: l10n.t('Every instrument'), detail: everywhere }, ...own.flat()];
}
