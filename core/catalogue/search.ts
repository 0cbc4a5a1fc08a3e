import { setImmediate } from 'node:timers/promises';
import type { Config } from '../config';
import { mapLimited, toExlabError, type ExlabError } from '../system';
import { listEquipment, type EquipmentEntry } from './equipment';
import { RunJudge, type RecordSource, type RunFilter } from './filter';
import { listProjects, type ProjectEntry } from './projects';
import { listRuns, type RunEntry } from './runs';

/** The runs of a project that a search has found so far, and how many it has looked at. */
export interface SearchPage {
  readonly equipment: EquipmentEntry;
  readonly project: ProjectEntry;
  /** Newest first; pages of a project follow each other in that order. */
  readonly found: readonly RunEntry[];
  readonly lookedAt: number;
}

/** How many runs are judged before what was found is told. */
const PAGE = 500;
const CONCURRENCY = 32;

/**
 * Searches the whole lab, a page at a time. Records are read only where names do not decide; what a folder holds
 * that cannot be listed is not found.
 * @param onProblem told of each folder that could not be listed, once
 * @throws the signal's reason when it is aborted
 */
export async function* searchRuns(
  config: Config,
  filter: RunFilter,
  records: RecordSource,
  signal?: AbortSignal,
  onProblem: (problem: ExlabError) => void = () => undefined,
): AsyncGenerator<SearchPage> {
  const tell = once(onProblem);
  const { equipment, problems } = await listEquipment(config);
  problems.forEach(tell);
  for (const instrument of equipment) {
    for (const project of await projectsOf(instrument, tell, signal)) {
      yield* searchProject(instrument, project, { filter, records, tell, signal });
    }
  }
}

type Tell = (problem: ExlabError) => void;

/** Of a root that is away every one of its instruments tells. */
function once(onProblem: Tell): Tell {
  const told = new Set<unknown>();
  return (problem) => {
    const place = problem.details?.path ?? problem;
    if (told.has(place)) return;
    told.add(place);
    onProblem(problem);
  };
}

async function projectsOf(
  equipment: EquipmentEntry,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<ProjectEntry[]> {
  try {
    return await listProjects(equipment.root, equipment.id, signal);
  } catch (caught) {
    signal?.throwIfAborted();
    tell(toExlabError(caught));
    return [];
  }
}

interface Search {
  readonly filter: RunFilter;
  readonly records: RecordSource;
  readonly tell: Tell;
  readonly signal: AbortSignal | undefined;
}

async function* searchProject(
  equipment: EquipmentEntry,
  project: ProjectEntry,
  { filter, records, tell, signal }: Search,
): AsyncGenerator<SearchPage> {
  const { runs, problems } = await listRuns(project.path, signal);
  problems.forEach(tell);
  const names = [equipment.id, equipment.label, project.shortId, project.name];
  const judge = new RunJudge(filter, names);
  for (let start = 0; start < runs.length; start += PAGE) {
    const page = runs.slice(start, start + PAGE);
    const found = await wanted(page, judge, records, signal);
    // Where names decide nothing was waited for yet, and the program has other things to do.
    await setImmediate();
    signal?.throwIfAborted();
    yield { equipment, project, found, lookedAt: page.length };
  }
}

async function wanted(
  runs: readonly RunEntry[],
  judge: RunJudge,
  records: RecordSource,
  signal?: AbortSignal,
): Promise<RunEntry[]> {
  const judged = await mapLimited(runs, CONCURRENCY, async (run) => {
    signal?.throwIfAborted();
    const byName = judge.byName(run);
    return byName === 'undecided' ? judge.byRecords(run, records) : byName;
  });
  return runs.filter((_, index) => judged[index]);
}
