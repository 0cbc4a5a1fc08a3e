import type { PreviewFile } from '../../core/templates';
import type { PreviewProblem, PreviewState, SetName, SetState } from './preview-state';

/** What stands in the view of a preview. Ids are stable: they hold what was selected and open over every rendering. */
export type PreviewNode = SetNode | ProblemNode | MessageNode | FolderNode | FileNode;

export interface SetNode {
  readonly type: 'set';
  readonly id: string;
  readonly set: SetName;
  readonly isCurrent: boolean;
  readonly children: readonly PreviewNode[];
}

export interface ProblemNode {
  readonly type: 'problem';
  readonly id: string;
  readonly set: SetName;
  readonly problem: PreviewProblem;
}

/** What the template says before or after something is made. */
export interface MessageNode {
  readonly type: 'message';
  readonly id: string;
  readonly when: 'before' | 'after';
  readonly text: string;
}

export interface FolderNode {
  readonly type: 'folder';
  readonly id: string;
  readonly name: string;
  readonly children: readonly (FolderNode | FileNode)[];
}

export interface FileNode {
  readonly type: 'file';
  readonly id: string;
  readonly set: SetName;
  readonly name: string;
  readonly file: PreviewFile;
}

/** The nodes of a preview: those of its set where there is one alone, else a node for each. */
export function previewNodes({ sets }: PreviewState): readonly PreviewNode[] {
  const nodes = sets.map((set): SetNode => ({
    type: 'set',
    id: `set:${set.name}`,
    set: set.name,
    isCurrent: set.isCurrent,
    children: childrenOf(set),
  }));
  const [only, ...others] = nodes;
  return only !== undefined && others.length === 0 ? only.children : nodes;
}

function childrenOf({ name, problems, preview }: SetState): PreviewNode[] {
  const problemNodes = problems.map((problem, index): ProblemNode => ({
    type: 'problem',
    id: `problem:${name}:${index}`,
    set: name,
    problem,
  }));
  const messages = (['before', 'after'] as const).flatMap((when): MessageNode[] => {
    const text = preview?.messages[when].trim() ?? '';
    return text === '' ? [] : [{ type: 'message', id: `message:${name}:${when}`, when, text }];
  });
  return [...problemNodes, ...messages, ...filesIn('', preview?.files ?? [], name)];
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

/** What stands in a folder, folders first, each by name. */
function filesIn(folder: string, files: readonly PreviewFile[], set: SetName): (FolderNode | FileNode)[] {
  const folders = new Map<string, PreviewFile[]>();
  const nodes: FileNode[] = [];
  for (const file of files) {
    const rest = file.path.slice(folder.length);
    const slash = rest.indexOf('/');
    const name = slash === -1 ? rest : rest.slice(0, slash);
    if (slash !== -1) folders.set(name, [...(folders.get(name) ?? []), file]);
    else if (file.kind === 'folder') folders.set(name, folders.get(name) ?? []);
    else nodes.push({ type: 'file', id: `file:${set}:${file.path}`, set, name, file });
  }
  const folderNodes = [...folders].map(([name, below]): FolderNode => ({
    type: 'folder',
    id: `folder:${set}:${folder}${name}`,
    name,
    children: filesIn(`${folder}${name}/`, below, set),
  }));
  const byName = (one: { name: string }, other: { name: string }): number =>
    names.compare(one.name, other.name);
  return [...folderNodes.sort(byName), ...nodes.sort(byName)];
}

const TYPES: ReadonlySet<unknown> = new Set<PreviewNode['type']>([
  'set',
  'problem',
  'message',
  'folder',
  'file',
]);

/** Whether something that a command was called with is a node of the view. */
export function isPreviewNode(value: unknown): value is PreviewNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && TYPES.has(value.type) && 'id' in value
  );
}
