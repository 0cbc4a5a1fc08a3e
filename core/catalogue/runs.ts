import { opendir } from 'node:fs/promises';
import * as path from 'node:path';
import {
  OLDER_RUNS_FOLDER,
  RUN_PREFIX,
  TEST_RUNS_FOLDER,
  classifySegments,
  runStamp,
  type RunFolder,
  type RunKind,
} from '../layout';
import { errnoOf, fileError, type ExlabError } from '../system';

/** A run as its folder's name and place tell it; no record was read. */
export interface RunEntry {
  readonly path: string;
  readonly leaf: string;
  /** By the prefix of the leaf. */
  readonly kind: RunKind;
  /** The folder between project and run, or null. */
  readonly container: RunFolder['container'];
  /** The moment in the name, in milliseconds since 1970; null where the name has none. */
  readonly moment: number | null;
}

/** The runs of a project, newest first, and the folders that could not be listed. */
export interface RunListing {
  readonly runs: readonly RunEntry[];
  readonly problems: readonly ExlabError[];
}

/** How many folders are looked at between two chances for others to work. */
const PAGE = 1024;

/** All runs of a project, in any of their places. Never throws but for an abort. */
export async function listRuns(projectFolder: string, signal?: AbortSignal): Promise<RunListing> {
  const runs: RunEntry[] = [];
  const problems: ExlabError[] = [];
  for (const container of [null, TEST_RUNS_FOLDER, OLDER_RUNS_FOLDER] as const) {
    try {
      for await (const page of runsIn(projectFolder, container, signal))
        for (const run of page) runs.push(run);
    } catch (caught) {
      signal?.throwIfAborted();
      problems.push(fileError(caught, path.join(projectFolder, container ?? '')));
    }
  }
  return { runs: runs.sort(newestFirst), problems };
}

/** The order in which runs are shown: by moment, latest first, those without one at the end. */
export function newestFirst(left: RunEntry, right: RunEntry): number {
  const later = (right.moment ?? -Infinity) - (left.moment ?? -Infinity);
  if (later !== 0 && !Number.isNaN(later)) return later;
  return left.leaf < right.leaf ? 1 : left.leaf > right.leaf ? -1 : 0;
}

/** The moment that a run's name tells (spec 1.1), in milliseconds since 1970, or null. */
export function momentOfLeaf(leaf: string, kind: RunKind): number | null {
  const stamp = leaf.slice(RUN_PREFIX[kind].length);
  const [date, time = ''] = stamp.split('T');
  const moment = Date.parse(`${date}T${time.replaceAll('-', ':')}Z`);
  // A day that does not exist would be taken for another one.
  return Number.isNaN(moment) || runStamp(new Date(moment)) !== stamp ? null : moment;
}

/** The runs of one folder, a page at a time. A folder that is not there has none; links are followed nowhere. */
async function* runsIn(
  projectFolder: string,
  container: RunFolder['container'],
  signal: AbortSignal | undefined,
): AsyncGenerator<RunEntry[]> {
  const equipmentId = path.basename(path.dirname(projectFolder));
  const above = [equipmentId, path.basename(projectFolder), ...(container === null ? [] : [container])];
  const folder = container === null ? projectFolder : path.join(projectFolder, container);
  let page: RunEntry[] = [];
  for await (const name of subfolders(folder)) {
    signal?.throwIfAborted();
    const found = classifySegments([...above, name]);
    if (found.kind !== 'run') continue;
    page.push({
      path: path.join(folder, name),
      leaf: name,
      kind: found.runKind,
      container,
      moment: momentOfLeaf(name, found.runKind),
    });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

async function* subfolders(folder: string): AsyncGenerator<string> {
  try {
    const entries = await opendir(folder, { bufferSize: PAGE });
    for await (const entry of entries) if (entry.isDirectory()) yield entry.name;
  } catch (caught) {
    if (errnoOf(caught) !== 'ENOENT' && errnoOf(caught) !== 'ENOTDIR') throw caught;
  }
}
