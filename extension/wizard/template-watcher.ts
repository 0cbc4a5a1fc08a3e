import * as path from 'node:path';
import { equipmentRoot, type Config } from '../../core/config';
import { equipmentTemplatesFolder } from '../../core/layout';
import type { Clock, Timer } from '../../core/system';

/** An editor writes a file in several steps: they are looked at together (ms). */
const SETTLE_MS = 200;

/** The folders in which templates are looked for, apart from those that ship: the lab's, and each instrument's own. */
export function templateFolders(config: Config | null): string[] {
  if (config === null) return [];
  const own = config.equipment.flatMap((equipment) => {
    const root = equipmentRoot(config, equipment);
    return root === '' ? [] : [equipmentTemplatesFolder(path.resolve(root), equipment.id)];
  });
  return [config.paths.templates_dir, ...own].filter((folder) => folder !== '');
}

/** Tells, until it is disposed of, whenever something below a folder has changed; the folder may come to be later. */
export type WatchFolder = (folder: string, changed: () => void) => { dispose(): unknown };

/** Tells when something in folders of templates has changed. The trees of runs are left alone. */
export class TemplateWatcher {
  private readonly watched = new Map<string, { dispose(): unknown }>();
  private timer: Timer | undefined;

  constructor(
    private readonly clock: Pick<Clock, 'schedule'>,
    private readonly watchFolder: WatchFolder,
    private readonly onChange: () => void,
  ) {}

  /** Watches these folders and no others. */
  watch(folders: readonly string[]): void {
    const wanted = new Set(folders);
    for (const [folder, watching] of this.watched) {
      if (wanted.has(folder)) continue;
      watching.dispose();
      this.watched.delete(folder);
    }
    for (const folder of wanted) {
      if (!this.watched.has(folder)) this.watched.set(folder, this.watchFolder(folder, this.changed));
    }
  }

  dispose(): void {
    this.timer?.cancel();
    this.watch([]);
  }

  private readonly changed = (): void => {
    this.timer?.cancel();
    this.timer = this.clock.schedule(SETTLE_MS, this.onChange);
  };
}
