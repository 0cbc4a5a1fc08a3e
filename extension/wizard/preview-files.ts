import { sizeOf, type CreationPlan, type PlanEntry } from '../../core/sessions';
import type { PreviewFile } from '../../webview-ui/protocol';

/**
 * What a plan makes, as a tree is read: each folder before what is in it, folders before files, each by name.
 * @param findings how many each path has
 */
export function previewFiles({ files }: CreationPlan, findings: ReadonlyMap<string, number>): PreviewFile[] {
  const entries = new Map<string, PreviewFile>();
  const put = (path: string, kind: PreviewFile['kind'], size: number): void => {
    entries.set(path, { path, kind, size, findings: findings.get(path) ?? 0 });
  };
  for (const entry of files) {
    for (const folder of foldersAbove(entry.path)) if (!entries.has(folder)) put(folder, 'folder', 0);
    put(entry.path, kindOf(entry), sizeOf(entry));
  }
  return [...entries.values()]
    .map((file) => ({ file, key: sortKey(file) }))
    .sort((one, other) => compareKeys(one.key, other.key))
    .map(({ file }) => file);
}

function kindOf({ kind }: PlanEntry): PreviewFile['kind'] {
  switch (kind) {
    case 'generated':
      return 'record';
    case 'verbatim':
      return 'copied';
    default:
      return kind;
  }
}

function foldersAbove(file: string): string[] {
  const segments = file.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** Each segment, with a mark that puts folders first. */
function sortKey({ path, kind }: PreviewFile): string[] {
  const segments = path.split('/');
  const last = segments.length - 1;
  return segments.map((name, index) => (index < last || kind === 'folder' ? `0${name}` : `1${name}`));
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

function compareKeys(one: readonly string[], other: readonly string[]): number {
  for (const [index, name] of one.entries()) {
    const beside = other[index];
    if (beside === undefined) return 1;
    const order = names.compare(name, beside);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
