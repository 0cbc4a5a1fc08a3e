import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { equipmentRoot, type Config } from '../config';
import { isEquipmentId } from '../layout';
import { errnoOf, fileError, type ExlabError } from '../system';
import { rootMissing } from './root-folder';

/** An instrument of the configuration, or a folder of one that the configuration no longer has. */
export interface EquipmentEntry {
  readonly id: string;
  /** As the configuration says; the id where it has no such equipment. */
  readonly label: string;
  readonly root: string;
  readonly path: string;
  readonly isConfigured: boolean;
  /** Whether it has a folder yet. */
  readonly exists: boolean;
  /** Set where its root is not there: whether it has a folder is unknown then. */
  readonly isAway?: true;
}

/** The instruments of the lab, and the roots that could not be looked into: they are not there, or may not be read. */
export interface EquipmentListing {
  readonly equipment: readonly EquipmentEntry[];
  readonly problems: readonly ExlabError[];
}

/**
 * All instruments: those of the configuration in its order, then folders of others below its roots, by id.
 * An equipment without a root is left out: it can hold nothing.
 */
export async function listEquipment(config: Config): Promise<EquipmentListing> {
  const problems: ExlabError[] = [];
  const away = new Set<string>();
  const folders = new Map<string, ReadonlySet<string>>();
  for (const root of rootsOf(config)) {
    try {
      folders.set(root, await equipmentFolders(root));
    } catch (caught) {
      const problem = fileError(caught, root);
      if (problem.code === 'folder_not_found') away.add(root);
      problems.push(problem);
    }
  }
  const equipment = configured(config, folders).map((entry) =>
    away.has(entry.root) ? { ...entry, isAway: true as const } : entry,
  );
  return { equipment: [...equipment, ...others(config, folders)], problems };
}

/** The local roots of a configuration, each once. */
export function rootsOf(config: Config): string[] {
  const roots = config.equipment.map((equipment) => equipmentRoot(config, equipment));
  return [...new Set(roots.filter((root) => root !== '').map((root) => path.resolve(root)))];
}

function configured(config: Config, folders: ReadonlyMap<string, ReadonlySet<string>>): EquipmentEntry[] {
  return config.equipment.flatMap((equipment) => {
    const own = equipmentRoot(config, equipment);
    if (own === '') return [];
    const root = path.resolve(own);
    const { id, label } = equipment;
    const exists = folders.get(root)?.has(id) ?? false;
    return [{ id, label, root, path: path.join(root, id), isConfigured: true, exists }];
  });
}

function others(config: Config, folders: ReadonlyMap<string, ReadonlySet<string>>): EquipmentEntry[] {
  const known = new Set(configured(config, folders).map((entry) => entry.path));
  return [...folders]
    .flatMap(([root, ids]) => [...ids].map((id) => ({ id, root, path: path.join(root, id) })))
    .filter((entry) => !known.has(entry.path))
    .map((entry) => ({ ...entry, label: entry.id, isConfigured: false, exists: true }))
    .sort((left, right) => left.id.localeCompare(right.id, 'en', { numeric: true }));
}

/** The names below a root that an equipment's folder may have. Throws `folder_not_found` where there is no such root. */
async function equipmentFolders(root: string): Promise<Set<string>> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return new Set(
      entries.filter((entry) => entry.isDirectory() && isEquipmentId(entry.name)).map(({ name }) => name),
    );
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') throw rootMissing(root, caught);
    throw caught;
  }
}
