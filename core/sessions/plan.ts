import type { Level, RunKind } from '../layout';
import type { RenderedEntry } from '../records';
import type { PlannedFile, RenderedMessages, RunScope, TemplateValue } from '../templates';
import type { Finding } from '../validator';
import type { LimsProject } from './requests';

/** A file of ours: README, answers file or record. */
export interface GeneratedFile {
  readonly kind: 'generated';
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type PlanEntry = PlannedFile | GeneratedFile;

/**
 * A creation as a value (architecture, decision 1): the preview shows it, `--dry-run` prints it, the
 * controller executes it. It never holds a secret answer.
 */
export interface CreationPlan {
  readonly level: Level;
  readonly created_at: string;
  /** At which its files are rendered: a run's date; clocks and chance in a template go by it. */
  readonly moment: string;
  readonly equipment: { readonly id: string; readonly label: string; readonly root: string };
  readonly project: LimsProject;
  /** Null for a project. */
  readonly run: { readonly kind: RunKind; readonly date: string; readonly name: string } | null;
  readonly template: {
    readonly name: string;
    readonly version: string;
    readonly source_path: string;
    readonly run_scope: RunScope | null;
  };
  readonly destination: { readonly path: string; readonly nas: string };
  readonly fields: { readonly label: string; readonly operator: string; readonly objective: string };
  /** The resolved answers, without secret ones. */
  readonly variables: ReadonlyMap<string, TemplateValue>;
  /** All that will be in the folder, sorted by path. */
  readonly files: readonly PlanEntry[];
  /** What came out of rendering, with the tokens that are no placeholders, as `creation.json` keeps it. */
  readonly rendered: readonly RenderedEntry[];
  readonly findings: readonly Finding[];
  /** The plugins that will run, in order, and whether the failure of one ends the creation. */
  readonly plugins: { readonly names: readonly string[]; readonly fatal: boolean };
  /** What is worth a look though nothing is wrong, such as a name that is printed but never defined. */
  readonly notes: readonly string[];
  /** What the template says before it is used and when all is made. */
  readonly messages: RenderedMessages;
  /** The bytes that the folder will take. */
  readonly bytes: number;
}

/** The size of a planned file in bytes; a folder takes none, a link as much as nothing. */
export function sizeOf(entry: PlanEntry): number {
  switch (entry.kind) {
    case 'folder':
    case 'link':
      return 0;
    case 'verbatim':
      return entry.size;
    default:
      return entry.bytes.byteLength;
  }
}
