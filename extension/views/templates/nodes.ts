import type { ExlabError } from '../../../core/system';
import type { LintProblem, TemplateEntry, TemplateOrigin } from '../../../core/templates';

/** What stands in the Templates view. Ids are stable: they hold what was selected and open over every refresh. */
export type TemplatesNode = GroupNode | TemplateNode | LintNode | TroubleNode;

/** The templates of one place (spec 3.1). */
export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly origin: TemplateOrigin;
  /** Whose they are, where they are an instrument's own. */
  readonly equipment?: { readonly id: string; readonly label: string };
  readonly folder: string;
  readonly children: readonly (TemplateNode | TroubleNode)[];
}

export interface TemplateNode {
  readonly type: 'template';
  readonly id: string;
  readonly entry: TemplateEntry;
  /** The instrument whose own it is. */
  readonly equipmentId?: string;
  /** What a wizard calls it by: its name, or its folder where another of that name goes before it. */
  readonly reference: string;
}

/** Something that lint says of a template. */
export interface LintNode {
  readonly type: 'problem';
  readonly id: string;
  readonly root: string;
  readonly problem: LintProblem;
}

/** A folder that cannot be listed. */
export interface TroubleNode {
  readonly type: 'trouble';
  readonly id: string;
  readonly error: ExlabError;
}

/** What lint says of a template; as long as nobody has asked, nothing is known of it. */
export type LintState =
  | { readonly kind: 'linted'; readonly problems: readonly LintProblem[] }
  | { readonly kind: 'failed'; readonly message: string };

const TYPES: ReadonlySet<unknown> = new Set<TemplatesNode['type']>([
  'group',
  'template',
  'problem',
  'trouble',
]);

/** Whether something that a command was called with is a node of the view. */
export function isTemplatesNode(value: unknown): value is TemplatesNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && TYPES.has(value.type) && 'id' in value
  );
}

/** The folder of the template that a node stands for or belongs to; undefined where it belongs to none. */
export function templateOf(node: TemplatesNode): string | undefined {
  if (node.type === 'template') return node.entry.path;
  return node.type === 'problem' ? node.root : undefined;
}

/** The problems of a template, as its children. */
export function lintNodes({ entry: { path: root } }: TemplateNode, state: LintState | undefined): LintNode[] {
  if (state?.kind !== 'linted') return [];
  const seen = new Map<string, number>();
  return state.problems.map((problem) => {
    const { code, file, line, column } = problem;
    const place = `problem:${root}:${file}:${line}:${column}:${code}`;
    const times = seen.get(place) ?? 0;
    seen.set(place, times + 1);
    return { type: 'problem', id: times === 0 ? place : `${place}:${times}`, root, problem };
  });
}
