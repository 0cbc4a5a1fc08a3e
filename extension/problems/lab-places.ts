import * as path from 'node:path';
import { rootsOf } from '../../core/catalogue';
import type { Config } from '../../core/config';
import { classifyFolder } from '../../core/layout';

/** The run or project that holds a file, by its path alone; undefined for a file that is in none. */
export function holderOf(file: string, config: Config): string | undefined {
  let project: string | undefined;
  for (const root of rootsOf(config)) {
    for (let folder = file; folder.startsWith(root) && folder !== root; folder = path.dirname(folder)) {
      const { kind } = classifyFolder(root, folder);
      if (kind === 'run') return folder;
      if (kind === 'project') project ??= folder;
    }
  }
  return project;
}

/** The instruments below which folders stand, each once. */
export function equipmentOf(folders: Iterable<string>, config: Config): Set<string> {
  const roots = rootsOf(config);
  const found = new Set<string>();
  for (const folder of folders) {
    const root = roots.find((each) => folder.startsWith(each + path.sep));
    const [id] = root === undefined ? [] : path.relative(root, folder).split(path.sep);
    if (root !== undefined && id !== undefined) found.add(path.join(root, id));
  }
  return found;
}
