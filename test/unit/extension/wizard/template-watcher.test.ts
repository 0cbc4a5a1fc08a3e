import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../core/config';
import { templateFolders, TemplateWatcher } from '../../../../extension/wizard/template-watcher';
import { ManualClock } from '../../../support/manual-clock';

const LAB = path.resolve('/lab');

/** A watcher whose folders change when a test says so. */
function watching() {
  const clock = new ManualClock();
  const folders = new Map<string, () => void>();
  const begun: string[] = [];
  let told = 0;
  const watcher = new TemplateWatcher(
    clock,
    (folder, changed) => {
      folders.set(folder, changed);
      begun.push(folder);
      return { dispose: () => folders.delete(folder) };
    },
    () => (told += 1),
  );
  return {
    watcher,
    clock,
    begun,
    watched: () => [...folders.keys()],
    change: (folder: string) => folders.get(folder)?.(),
    told: () => told,
  };
}

describe('the folders of templates', () => {
  it('are that of the lab and those of its instruments, each below its own root', () => {
    const { config } = parseConfig(
      `paths: {local_root: ${LAB}/data, templates_dir: ${LAB}/templates}
lims: {mode: none}
equipment:
  - {id: CONFOCAL_01, label: Confocal}
  - {id: BALANCE_02, label: Balance, local_root: ${LAB}/scales}
`,
      'config.yaml',
    );
    expect(templateFolders(config)).toEqual(
      [
        ['templates'],
        ['data', 'CONFOCAL_01', '.exlab-wizard', 'templates'],
        ['scales', 'BALANCE_02', '.exlab-wizard', 'templates'],
      ].map((segments) => path.join(LAB, ...segments)),
    );
  });

  it('are none where there is no configuration', () => {
    expect(templateFolders(null)).toEqual([]);
  });
});

describe('a watcher of templates', () => {
  it('tells of changes in any of its folders, once for those that come together', () => {
    const { watcher, clock, change, told } = watching();
    watcher.watch(['lab', 'own']);
    change('own');
    clock.advance(199);
    change('lab');
    clock.advance(199);
    expect(told()).toBe(0);
    clock.advance(1);
    expect(told()).toBe(1);
    change('own');
    clock.advance(200);
    expect(told()).toBe(2);
  });

  it('goes on watching what it watches already, and leaves what is no longer meant', () => {
    const { watcher, begun, watched } = watching();
    watcher.watch(['lab', 'one', 'one']);
    watcher.watch(['lab', 'other']);
    expect(begun).toEqual(['lab', 'one', 'other']);
    expect(watched()).toEqual(['lab', 'other']);
  });

  it('tells nothing after its end', () => {
    const { watcher, clock, change, watched, told } = watching();
    watcher.watch(['lab']);
    change('lab');
    watcher.dispose();
    clock.advance(1000);
    expect([watched(), told()]).toEqual([[], 0]);
  });
});
