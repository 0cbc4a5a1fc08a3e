import {
  listEquipment,
  listProjects,
  listRuns,
  type EquipmentEntry,
  type EquipmentListing,
  type ProjectEntry,
  type RunListing,
} from '../../../core/catalogue';
import type { Config } from '../../../core/config';
import { toExlabError, type ExlabError } from '../../../core/system';

/** The projects of an equipment, or why they cannot be listed. */
export interface ProjectListing {
  readonly projects: readonly ProjectEntry[];
  readonly problems: readonly ExlabError[];
}

/** What stands in the lab, listed once when it is first asked for, and again after it was forgotten. */
export class Lab {
  private equipmentListing: Promise<EquipmentListing> | undefined;
  private readonly projectListings = new Map<string, Promise<ProjectListing>>();
  private readonly runListings = new Map<string, Promise<RunListing>>();

  constructor(readonly config: Config) {}

  equipment(): Promise<EquipmentListing> {
    this.equipmentListing ??= listEquipment(this.config);
    return this.equipmentListing;
  }

  projects(equipment: EquipmentEntry): Promise<ProjectListing> {
    return once(this.projectListings, equipment.path, () => projectsOf(equipment));
  }

  runs(project: ProjectEntry): Promise<RunListing> {
    return once(this.runListings, project.path, () => listRuns(project.path));
  }

  /** Whether there is anything to show: a project under any equipment, or a folder that cannot be listed. */
  async holdsAnything(): Promise<boolean> {
    const { equipment, problems } = await this.equipment();
    if (problems.length > 0) return true;
    for (const entry of equipment.filter(({ exists }) => exists)) {
      const listing = await this.projects(entry);
      if (listing.projects.length > 0 || listing.problems.length > 0) return true;
    }
    return false;
  }

  /** Something was made or went in a project: it is listed again. */
  forgetProject(equipmentPath: string, projectPath: string): void {
    this.runListings.delete(projectPath);
    this.projectListings.delete(equipmentPath);
    this.equipmentListing = undefined;
  }

  forgetAll(): void {
    this.equipmentListing = undefined;
    this.projectListings.clear();
    this.runListings.clear();
  }
}

async function projectsOf({ root, id }: EquipmentEntry): Promise<ProjectListing> {
  try {
    return { projects: await listProjects(root, id), problems: [] };
  } catch (caught) {
    return { projects: [], problems: [toExlabError(caught)] };
  }
}

function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
