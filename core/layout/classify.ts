import * as path from 'node:path';
import {
  OLDER_RUNS_FOLDER,
  RUN_PREFIX,
  TEST_RUNS_FOLDER,
  isEquipmentId,
  isProjectShortId,
  type RunKind,
} from './paths';

/** What a folder is by where it stands (spec 1.1). */
export type FolderClass = EquipmentFolder | ProjectFolder | RunFolder | { readonly kind: 'other' };

export interface EquipmentFolder {
  readonly kind: 'equipment';
  readonly equipmentId: string;
}

export interface ProjectFolder {
  readonly kind: 'project';
  readonly equipmentId: string;
  readonly shortId: string;
}

export interface RunFolder {
  readonly kind: 'run';
  /** By the prefix of the leaf. Whether parent and records agree is for a rule to say (`mode_prefix_mismatch`). */
  readonly runKind: RunKind;
  readonly leaf: string;
  readonly equipmentId: string;
  readonly shortId: string;
  /** The folder between project and run, or null where the run stands in the project's own. */
  readonly container: typeof TEST_RUNS_FOLDER | typeof OLDER_RUNS_FOLDER | null;
  /** Whether it stands one level deeper than writers put it, in `Runs/`. */
  readonly older: boolean;
}

const OTHER: FolderClass = { kind: 'other' };

/** Says what a folder below a lab's root is, by its path alone; nothing is read. */
export function classifyFolder(root: string, folder: string): FolderClass {
  return classifySegments(path.relative(root, folder).split(path.sep));
}

/** The same for the segments of a path below the root. */
export function classifySegments(segments: readonly string[]): FolderClass {
  const [equipmentId = '', shortId, ...below] = segments;
  if (!isEquipmentId(equipmentId)) return OTHER;
  if (shortId === undefined) return { kind: 'equipment', equipmentId };
  if (!isProjectShortId(shortId)) return OTHER;
  const [first, second] = below;
  if (first === undefined) return { kind: 'project', equipmentId, shortId };
  const container = first === TEST_RUNS_FOLDER || first === OLDER_RUNS_FOLDER ? first : null;
  const leaf = container === null ? first : second;
  const runKind = leaf === undefined ? undefined : kindOfLeaf(leaf);
  if (leaf === undefined || runKind === undefined || below.length !== (container === null ? 1 : 2))
    return OTHER;
  return {
    kind: 'run',
    runKind,
    leaf,
    equipmentId,
    shortId,
    container,
    older: container === OLDER_RUNS_FOLDER,
  };
}

function kindOfLeaf(leaf: string): RunKind | undefined {
  if (leaf.startsWith(RUN_PREFIX.experimental)) return 'experimental';
  if (leaf.startsWith(RUN_PREFIX.test)) return 'test';
  return undefined;
}
