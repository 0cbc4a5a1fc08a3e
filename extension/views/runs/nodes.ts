import type { EquipmentEntry, ProjectEntry, RunEntry, RunSummary } from '../../../core/catalogue';
import type { ExlabError } from '../../../core/system';
import type { PeriodUnit } from './periods';

/** What stands in the Runs view. Ids are stable: they hold what was selected and open over every refresh. */
export type RunsNode = EquipmentNode | ProjectNode | TestRunsNode | PeriodNode | RunNode | ProblemNode;

export interface EquipmentNode {
  readonly type: 'equipment';
  readonly id: string;
  readonly equipment: EquipmentEntry;
}

export interface ProjectNode {
  readonly type: 'project';
  readonly id: string;
  readonly parent: EquipmentNode;
  readonly project: ProjectEntry;
}

/** The test runs of a project. */
export interface TestRunsNode {
  readonly type: 'testRuns';
  readonly id: string;
  readonly parent: ProjectNode;
  readonly runs: readonly RunEntry[];
}

/** Runs of a stretch of time, where there are too many for one list. */
export interface PeriodNode {
  readonly type: 'period';
  readonly id: string;
  readonly parent: ProjectNode | TestRunsNode | PeriodNode;
  readonly unit: PeriodUnit;
  readonly label: string;
  readonly runs: readonly RunEntry[];
}

export interface RunNode {
  readonly type: 'run';
  readonly id: string;
  readonly parent: ProjectNode | TestRunsNode | PeriodNode;
  readonly run: RunEntry;
  readonly summary: RunSummary;
}

/** A folder of which nothing can be shown. */
export interface ProblemNode {
  readonly type: 'problem';
  readonly id: string;
  readonly parent: EquipmentNode | ProjectNode | undefined;
  readonly error: ExlabError;
}

/** The node above; undefined at the root. */
export function parentOf(node: RunsNode): RunsNode | undefined {
  return node.type === 'equipment' ? undefined : node.parent;
}

/** The equipment and project that a node belongs to, as far as it does. */
export function placeOf(node: RunsNode): { equipment?: EquipmentEntry; project?: ProjectEntry } {
  if (node.type === 'equipment') return { equipment: node.equipment };
  if (node.type === 'project') return { equipment: node.parent.equipment, project: node.project };
  return node.parent === undefined ? {} : placeOf(node.parent);
}

/** The folder that a node stands for; undefined where it stands for none. */
export function folderOf(node: RunsNode): string | undefined {
  switch (node.type) {
    case 'equipment':
      return node.equipment.path;
    case 'project':
      return node.project.path;
    case 'run':
      return node.run.path;
    default:
      return undefined;
  }
}

const TYPES: ReadonlySet<unknown> = new Set<RunsNode['type']>([
  'equipment',
  'project',
  'testRuns',
  'period',
  'run',
  'problem',
]);

/** Whether something that a command was called with is a node of the view. */
export function isRunsNode(value: unknown): value is RunsNode {
  return typeof value === 'object' && value !== null && 'type' in value && TYPES.has(value.type);
}
