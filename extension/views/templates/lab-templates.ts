import * as path from 'node:path';
import { equipmentRoot, type Config } from '../../../core/config';
import { equipmentTemplatesFolder } from '../../../core/layout';
import { toExlabError } from '../../../core/system';
import { templatesInFolder, type TemplateEntry, type TemplateOrigin } from '../../../core/templates';
import type { GroupNode, TemplateNode, TroubleNode } from './nodes';

interface Place {
  readonly id: string;
  readonly origin: TemplateOrigin;
  readonly folder: string;
  readonly equipment?: { readonly id: string; readonly label: string };
}

/**
 * The templates of a lab by where they are (spec 3.1): the lab's, each instrument's own, those that ship. Places that hold
 * none are left out.
 * @param bundled absolute path of the folder of those that ship
 */
export async function labTemplates(config: Config | null, bundled: string): Promise<GroupNode[]> {
  const groups = await Promise.all(placesOf(config, bundled).map(listed));
  const known = groups.flatMap(({ place, entries }) => entries.map((entry) => ({ place, name: entry.name })));
  return groups
    .map(({ place, entries, trouble }) => ({
      type: 'group' as const,
      ...place,
      children: [...trouble, ...entries.map((entry) => templateNode(entry, place, known))],
    }))
    .filter(({ children }) => children.length > 0);
}

function placesOf(config: Config | null, bundled: string): Place[] {
  const shipped: Place = { id: 'group:bundled', origin: 'bundled', folder: bundled };
  if (config === null) return [shipped];
  const { templates_dir: folder } = config.paths;
  const own = config.equipment.flatMap((equipment): Place[] => {
    const root = equipmentRoot(config, equipment);
    const { id, label } = equipment;
    const place = { id: `group:equipment:${id}`, origin: 'equipment', equipment: { id, label } } as const;
    return root === '' ? [] : [{ ...place, folder: equipmentTemplatesFolder(path.resolve(root), id) }];
  });
  return [
    ...(folder === '' ? [] : [{ id: 'group:global', origin: 'global', folder } as const]),
    ...own,
    shipped,
  ];
}

interface Listed {
  readonly place: Place;
  readonly entries: readonly TemplateEntry[];
  readonly trouble: readonly TroubleNode[];
}

async function listed(place: Place): Promise<Listed> {
  try {
    return { place, entries: await templatesInFolder(place.folder, place.origin), trouble: [] };
  } catch (caught) {
    const trouble: TroubleNode = { type: 'trouble', id: `trouble:${place.id}`, error: toExlabError(caught) };
    return { place, entries: [], trouble: [trouble] };
  }
}

/** The smaller goes first where a name stands for several. */
const PRECEDENCE: Readonly<Record<TemplateOrigin, number>> = { path: 0, equipment: 1, global: 2, bundled: 3 };

function templateNode(
  entry: TemplateEntry,
  { id, origin, equipment }: Place,
  known: readonly { readonly place: Place; readonly name: string }[],
): TemplateNode {
  const isShadowed = known.some(
    ({ place, name }) => name === entry.name && PRECEDENCE[place.origin] < PRECEDENCE[origin],
  );
  return {
    type: 'template',
    id: `template:${id}:${entry.name}`,
    entry,
    ...(equipment === undefined ? {} : { equipmentId: equipment.id }),
    reference: isShadowed ? entry.path : entry.name,
  };
}
