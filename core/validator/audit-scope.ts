import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import { equipmentRoot, type Config } from '../config';
import { OLDER_RUNS_FOLDER, TEST_RUNS_FOLDER, classifySegments, isWorkFolder } from '../layout';
import { ExlabError, exists, fileError, isFolder, l10n } from '../system';

/** Which part of the lab is audited; everything where nothing is said. */
export interface AuditScope {
  /** Absolute path of a root, equipment, project or run, or of something inside a project or run. */
  readonly path?: string;
  readonly equipment?: string;
  readonly project?: string;
}

/** What stands below a root at these names; undefined stands for any name. */
export interface AuditedPart {
  readonly root: string;
  readonly within: readonly (string | undefined)[];
}

/**
 * What must be there, so that "nothing found" is not said of a place where nothing was looked for: nothing at all,
 * a folder of the lab at the place itself, or a project or run in it.
 */
export type Expected = 'nothing' | 'folder' | 'content';

export interface ResolvedScope {
  readonly parts: readonly AuditedPart[];
  readonly expected: Expected;
}

/**
 * Finds the parts of the lab that a scope means. A path inside a run or project means that run or project, whole.
 * Roots that cannot hold what is meant are left out.
 * @throws `folder_not_found` for a path where nothing is
 */
export async function resolveScope(
  roots: readonly string[],
  scope: AuditScope,
  config: Config,
): Promise<ResolvedScope> {
  const { equipment, project } = scope;
  const place = await placeOf(scope.path, roots);
  const parts = place.parts.flatMap((part) =>
    equipment === undefined || mayHold(part.root, equipment, config) ? narrowed(part, scope) : [],
  );
  const isConfigured = config.equipment.some(({ id }) => id === equipment);
  const mayBeEmpty = project === undefined && (equipment === undefined || (isConfigured && parts.length > 0));
  return { parts, expected: place.expected === 'nothing' && !mayBeEmpty ? 'folder' : place.expected };
}

/** The error of a scope where what was expected is not there: it must never look like a clean part of the lab. */
export function nothingThere({ path: wanted, equipment, project }: AuditScope): ExlabError {
  return new ExlabError({
    code: 'folder_not_found',
    message: nothingThereMessage(wanted ?? '', equipment, project),
    details: {
      ...(wanted === undefined ? {} : { path: wanted }),
      ...(equipment === undefined ? {} : { equipment }),
      ...(project === undefined ? {} : { project }),
    },
  });
}

function nothingThereMessage(wanted: string, equipment?: string, project?: string): string {
  if (project !== undefined) {
    return l10n.t(
      "The audited part of the lab holds no project '{0}': check its id, which looks like PROJ-0042, or audit more of the lab.",
      project,
    );
  }
  if (equipment !== undefined) {
    return l10n.t(
      "The audited part of the lab holds no equipment '{0}': check its id, or audit more of the lab.",
      equipment,
    );
  }
  return l10n.t(
    '{0} is no folder of the lab and in none: give the path of a root, equipment, project or run.',
    wanted,
  );
}

async function placeOf(given: string | undefined, roots: readonly string[]): Promise<ResolvedScope> {
  if (given === undefined) return { parts: roots.map(wholeRoot), expected: 'nothing' };
  const wanted = path.resolve(given);
  if (!(await exists(wanted))) {
    throw new ExlabError({
      code: 'folder_not_found',
      message: l10n.t('{0} does not exist: give the path of a root, equipment, project or run.', wanted),
      details: { path: wanted },
    });
  }
  const inside = roots.filter((root) => contains(wanted, root));
  if (inside.length > 0) return { parts: inside.map(wholeRoot), expected: 'nothing' };
  for (const root of roots) {
    const within = contains(root, wanted) ? await holderOf(root, wanted) : undefined;
    if (within !== undefined) return { parts: [{ root, within }], expected: 'folder' };
  }
  return { parts: await impliedParts(wanted), expected: 'content' };
}

function wholeRoot(root: string): AuditedPart {
  return { root, within: [] };
}

/** A path that no configured root explains is explained by its own place in a tree, outermost first. */
async function impliedParts(wanted: string): Promise<AuditedPart[]> {
  for (const root of foldersAbove(wanted)) {
    const within = await holderOf(root, wanted);
    if (within !== undefined && within.length > 1) return [{ root, within }];
  }
  // It may be an equipment or a root: what is in it decides, for the names do not.
  if (!(await isFolder(wanted))) return [];
  return [{ root: path.dirname(wanted), within: [path.basename(wanted)] }, wholeRoot(wanted)];
}

/** The folders above a path, outermost first. */
function foldersAbove(file: string): string[] {
  const above = path.dirname(file);
  return above === file ? [] : [...foldersAbove(above), above];
}

/** The names that lead from the root to the run or project that holds a path, or to the equipment that it is. */
async function holderOf(root: string, wanted: string): Promise<string[] | undefined> {
  const segments = path.relative(root, wanted).split(path.sep);
  for (let length = segments.length; length > 0; length -= 1) {
    const names = segments.slice(0, length);
    const { kind } = classifySegments(names);
    if (kind === 'other' || (await isNoFolder(path.join(root, ...names)))) continue;
    if (kind === 'equipment' && length < segments.length) return undefined;
    if (kind === 'project' && isInWorkFolder(segments.slice(length))) return undefined;
    return names;
  }
  return undefined;
}

/** Whether something else than a folder stands there; what is behind a link is not known. */
async function isNoFolder(file: string): Promise<boolean> {
  try {
    const found = await lstat(file);
    return !found.isDirectory() && !found.isSymbolicLink();
  } catch (caught) {
    throw fileError(caught, file);
  }
}

/** What a session prepares is not part of its project yet, and not audited. */
function isInWorkFolder([first = '', second = '']: readonly string[]): boolean {
  const holdsRuns = first === TEST_RUNS_FOLDER || first === OLDER_RUNS_FOLDER;
  return isWorkFolder(holdsRuns ? second : first);
}

/** Whether an equipment's folder may stand in a root: in its own, and in one that is no equipment's. */
function mayHold(root: string, equipment: string, config: Config): boolean {
  const configured = config.equipment.some(({ id }) => id === equipment);
  const owners = config.equipment.filter((entry) => path.resolve(equipmentRoot(config, entry)) === root);
  return !configured || owners.length === 0 || owners.some(({ id }) => id === equipment);
}

/** The part with the names of the scope; none where they contradict it. */
function narrowed(part: AuditedPart, { equipment, project }: AuditScope): AuditedPart[] {
  const names = [equipment, project];
  const contradicts = names.some(
    (name, index) => name !== undefined && name !== (part.within[index] ?? name),
  );
  if (contradicts) return [];
  const named = project === undefined ? (equipment === undefined ? 0 : 1) : 2;
  const length = Math.max(part.within.length, named);
  const within = Array.from({ length }, (_, index) => names[index] ?? part.within[index]);
  return [{ ...part, within }];
}

function contains(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return (
    relative === '' ||
    !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  );
}
