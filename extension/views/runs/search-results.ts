import {
  newestFirst,
  searchRuns,
  type EquipmentEntry,
  type ProjectEntry,
  type RecordSource,
  type RunEntry,
  type RunFilter,
} from '../../../core/catalogue';
import type { Config } from '../../../core/config';

/** What a search has found in one project. */
export interface FoundProject {
  readonly project: ProjectEntry;
  readonly runs: readonly RunEntry[];
}

/** What a search has found so far. */
export interface FoundEquipment {
  readonly equipment: EquipmentEntry;
  readonly projects: readonly FoundProject[];
}

/** How far a search is. */
export interface SearchProgress {
  readonly found: number;
  readonly lookedAt: number;
  /** Folders that could not be looked into. */
  readonly unsearched: number;
  readonly done: boolean;
}

interface Bucket {
  readonly equipment: EquipmentEntry;
  readonly projects: Map<string, { project: ProjectEntry; runs: RunEntry[] }>;
}

/** A search of the lab that goes on in the background, and what it has found until now. */
export class SearchResults {
  private readonly buckets = new Map<string, Bucket>();
  private readonly cancellation = new AbortController();
  private state: SearchProgress = { found: 0, lookedAt: 0, unsearched: 0, done: false };

  constructor(
    private readonly config: Config,
    readonly filter: RunFilter,
    private readonly records: RecordSource,
  ) {}

  get progress(): SearchProgress {
    return this.state;
  }

  /** Searches to the end, or until it is cancelled; `onProgress` is told after each page. */
  async run(onProgress: (progress: SearchProgress, hasFound: boolean) => void): Promise<void> {
    const { signal } = this.cancellation;
    const onProblem = (): void => {
      this.state = { ...this.state, unsearched: this.state.unsearched + 1 };
    };
    try {
      for await (const page of searchRuns(this.config, this.filter, this.records, signal, onProblem)) {
        if (page.found.length > 0) this.keep(page.equipment, page.project, page.found);
        const { found, lookedAt } = this.state;
        this.state = {
          ...this.state,
          found: found + page.found.length,
          lookedAt: lookedAt + page.lookedAt,
        };
        onProgress(this.state, page.found.length > 0);
      }
      signal.throwIfAborted();
      this.state = { ...this.state, done: true };
      onProgress(this.state, true);
    } catch (caught) {
      if (!signal.aborted) throw caught;
    }
  }

  cancel(): void {
    this.cancellation.abort();
  }

  equipment(): FoundEquipment[] {
    return [...this.buckets.values()].map(({ equipment, projects }) => ({
      equipment,
      projects: [...projects.values()],
    }));
  }

  projects(equipmentPath: string): readonly FoundProject[] {
    return [...(this.buckets.get(equipmentPath)?.projects.values() ?? [])];
  }

  runs(equipmentPath: string, projectPath: string): readonly RunEntry[] {
    const found = this.buckets.get(equipmentPath)?.projects.get(projectPath)?.runs ?? [];
    return [...found].sort(newestFirst);
  }

  private keep(equipment: EquipmentEntry, project: ProjectEntry, found: readonly RunEntry[]): void {
    const bucket: Bucket = this.buckets.get(equipment.path) ?? { equipment, projects: new Map() };
    this.buckets.set(equipment.path, bucket);
    const known = bucket.projects.get(project.path) ?? { project, runs: [] };
    bucket.projects.set(project.path, known);
    for (const run of found) known.runs.push(run);
  }
}
