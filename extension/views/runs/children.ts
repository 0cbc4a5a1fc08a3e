import type {
  EquipmentEntry,
  ProjectEntry,
  RecordCache,
  RunEntry,
  RunListing,
} from '../../../core/catalogue';
import { mapLimited, type ExlabError } from '../../../core/system';
import type { Lab } from './lab';
import type {
  EquipmentNode,
  PeriodNode,
  ProblemNode,
  ProjectNode,
  RunNode,
  RunsNode,
  TestRunsNode,
} from './nodes';
import { periodsOf } from './periods';
import type { SearchResults } from './search-results';

/** How many runs are looked up at once when a list of them opens. */
const CONCURRENCY = 16;

/** What the nodes of the view are made from. */
export interface RunsSources {
  readonly lab: Lab;
  readonly records: Pick<RecordCache, 'summary'>;
  /** The results that are shown in place of the whole lab, while a filter is set. */
  readonly results: SearchResults | undefined;
  /** The language of names of months and days. */
  readonly language: string;
}

/** Finds what stands below each node, when it is asked for. Equipment and projects stay the same over refreshes. */
export class RunsChildren {
  private readonly equipment = new Map<string, EquipmentNode>();
  private readonly projects = new Map<string, ProjectNode>();

  constructor(private readonly sources: RunsSources) {}

  /** The children of a node, those of the root without one. */
  of(node?: RunsNode): Promise<RunsNode[]> {
    switch (node?.type) {
      case undefined:
        return this.roots();
      case 'equipment':
        return this.projectsOf(node);
      case 'project':
        return this.runsOf(node);
      case 'testRuns':
      case 'period':
        return this.list(node, node.runs);
      default:
        return Promise.resolve([]);
    }
  }

  /**
   * The node to draw anew when something was made or went in a project: its own, else its equipment's; undefined
   * for the root, where neither is shown or the equipment had nothing to open yet.
   */
  nearest(equipmentPath: string, projectPath: string): RunsNode | undefined {
    const equipment = this.equipment.get(equipmentPath);
    return this.projects.get(projectPath) ?? (equipment?.equipment.exists === true ? equipment : undefined);
  }

  /** The node of an equipment that is shown. */
  equipmentAt(path: string): EquipmentNode | undefined {
    return this.equipment.get(path);
  }

  private async roots(): Promise<RunsNode[]> {
    const { lab, results } = this.sources;
    if (results !== undefined)
      return results.equipment().map(({ equipment }) => this.equipmentNode(equipment));
    if (!(await lab.holdsAnything())) return [];
    const { equipment, problems } = await lab.equipment();
    return [
      ...problems.map((error) => problemNode(undefined, error)),
      ...equipment.map((entry) => this.equipmentNode(entry)),
    ];
  }

  private async projectsOf(node: EquipmentNode): Promise<RunsNode[]> {
    const { lab, results } = this.sources;
    if (results !== undefined) {
      return results.projects(node.equipment.path).map(({ project }) => this.projectNode(node, project));
    }
    const { projects, problems } = await lab.projects(node.equipment);
    return [
      ...problems.map((error) => problemNode(node, error)),
      ...projects.map((project) => this.projectNode(node, project)),
    ];
  }

  private async runsOf(node: ProjectNode): Promise<RunsNode[]> {
    const { runs, problems } = await this.runListing(node);
    const tests = runs.filter((run) => run.kind === 'test');
    const group: TestRunsNode[] =
      tests.length === 0 ? [] : [{ type: 'testRuns', id: `${node.id}#tests`, parent: node, runs: tests }];
    const experimental = tests.length === 0 ? runs : runs.filter((run) => run.kind !== 'test');
    return [
      ...problems.map((error) => problemNode(node, error)),
      ...group,
      ...(await this.list(node, experimental)),
    ];
  }

  private async runListing({ parent, project }: ProjectNode): Promise<RunListing> {
    const { lab, results } = this.sources;
    if (results === undefined) return lab.runs(project);
    return { runs: results.runs(parent.equipment.path, project.path), problems: [] };
  }

  /** Runs one by one, or their periods where they are too many. */
  private async list(parent: RunNode['parent'], runs: readonly RunEntry[]): Promise<RunsNode[]> {
    const periods = periodsOf(runs, this.sources.language);
    if (periods === undefined) return this.runNodes(parent, runs);
    return periods.map(({ key, unit, label, runs: members }): PeriodNode => ({
      type: 'period',
      id: `${parent.id}#${key}`,
      parent,
      unit,
      label,
      runs: members,
    }));
  }

  private runNodes(parent: RunNode['parent'], runs: readonly RunEntry[]): Promise<RunNode[]> {
    return mapLimited(runs, CONCURRENCY, async (run) => ({
      type: 'run',
      id: `${this.prefix}${run.path}`,
      parent,
      run,
      summary: await this.sources.records.summary(run.path),
    }));
  }

  private equipmentNode(equipment: EquipmentEntry): EquipmentNode {
    const known = this.equipment.get(equipment.path);
    if (known !== undefined && isSame(known.equipment, equipment)) return known;
    const node: EquipmentNode = { type: 'equipment', id: `${this.prefix}${equipment.path}`, equipment };
    this.equipment.set(equipment.path, node);
    return node;
  }

  private projectNode(parent: EquipmentNode, project: ProjectEntry): ProjectNode {
    const known = this.projects.get(project.path);
    if (known?.parent === parent && isSame(known.project, project)) return known;
    const node: ProjectNode = { type: 'project', id: `${this.prefix}${project.path}`, parent, project };
    this.projects.set(project.path, node);
    return node;
  }

  /** What is open among the results of a filter is no business of the whole tree. */
  private get prefix(): string {
    return this.sources.results === undefined ? '' : 'filtered:';
  }
}

/** Whether two entries of a listing say the same. */
function isSame(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function problemNode(parent: EquipmentNode | ProjectNode | undefined, error: ExlabError): ProblemNode {
  const place = typeof error.details?.path === 'string' ? error.details.path : error.message;
  return { type: 'problem', id: `problem:${place}`, parent, error };
}
