import { rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordCache, readFilter } from '../../../../core/catalogue';
import { RunsChildren } from '../../../../extension/views/runs/children';
import { Lab } from '../../../../extension/views/runs/lab';
import {
  folderOf,
  isRunsNode,
  parentOf,
  placeOf,
  type RunsNode,
} from '../../../../extension/views/runs/nodes';
import { SearchResults } from '../../../../extension/views/runs/search-results';
import { aLab, type ALab } from '../../catalogue/a-lab';

interface Shown {
  readonly lab: Lab;
  readonly children: RunsChildren;
  /** The lines of the whole tree, indented. */
  lines(node?: RunsNode, depth?: number): Promise<string[]>;
}

function shown(files: ALab, results?: SearchResults): Shown {
  const lab = new Lab(files.config);
  const children = new RunsChildren({ lab, records: new RecordCache(), results, language: 'en' });
  const lines = async (node?: RunsNode, depth = 0): Promise<string[]> => {
    const all: string[] = [];
    for (const child of await children.of(node)) {
      all.push('  '.repeat(depth) + lineOf(child), ...(await lines(child, depth + 1)));
    }
    return all;
  };
  return { lab, children, lines };
}

function lineOf(node: RunsNode): string {
  switch (node.type) {
    case 'equipment':
      return node.equipment.id;
    case 'project':
      return `${node.project.shortId} ${node.project.name}`;
    case 'run':
      return `${node.run.leaf} ${node.summary.label} ${node.summary.state}`;
    case 'problem':
      return `problem ${node.error.code}`;
    case 'period':
      return `${node.label} ${node.runs.length}`;
    case 'testRuns':
      return `tests ${node.runs.length}`;
  }
}

function filledLab(): ALab {
  const files = aLab();
  files.make('SCOPE/PROJ-1');
  files.make('SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
  files.make('SCOPE/PROJ-1/Run_2026-11-22T13-00-00', { fields: { label: 'Later' } });
  files.make('SCOPE/PROJ-1/TestRuns/TestRun_2026-11-21T13-00-00', { creation: { sync_status: 'synced' } });
  return files;
}

async function search(files: ALab, typed: string): Promise<SearchResults> {
  const { filter } = readFilter(typed);
  const results = new SearchResults(files.config, filter ?? {}, new RecordCache());
  await results.run(() => undefined);
  return results;
}

describe('RunsChildren', () => {
  it('shows equipment, projects, test runs apart, and runs newest first', async () => {
    expect(await shown(filledLab()).lines()).toEqual([
      'SCOPE',
      '  PROJ-1 Membranes',
      '    tests 1',
      '      TestRun_2026-11-21T13-00-00 Channels at rest synced',
      '    Run_2026-11-22T13-00-00 Later pending',
      '    Run_2026-11-20T13-00-00 Channels at rest pending',
      'LASER',
    ]);
  });

  it('shows nothing where there is no project, so that the view can say what to do', async () => {
    const files = aLab();
    files.bare('SCOPE/.exlab-wizard');
    expect(await shown(files).lines()).toEqual([]);
  });

  it('shows what cannot be listed', async () => {
    const files = filledLab();
    const tests = path.join(files.root, 'SCOPE/PROJ-1/TestRuns');
    rmSync(tests, { recursive: true });
    symlinkSync(tests, tests);
    expect(await shown(files).lines()).toContain('    problem internal_error');
  });

  it('groups the runs of a long list, by month and by day', async () => {
    const files = aLab();
    const stamps = Array.from({ length: 320 }, (_, index) =>
      new Date(Date.UTC(2026, 9 + (index % 2), 15, 12, 0, index)).toISOString().slice(0, 19),
    );
    files.bare(...stamps.map((stamp) => `SCOPE/PROJ-1/Run_${stamp.replaceAll(':', '-')}`));
    const { children } = shown(files);
    const [equipment] = await children.of();
    const [project] = await children.of(equipment);
    const months = await children.of(project);
    expect(months.map(lineOf)).toEqual(['November 2026 160', 'October 2026 160']);
    expect(await children.of(months[0])).toHaveLength(160);
  });

  it('gives every node an id of its own that stays over a refresh', async () => {
    const files = filledLab();
    const idsOf = async ({ children }: Shown, node?: RunsNode): Promise<string[]> => {
      const nodes = await children.of(node);
      const below = await Promise.all(nodes.map((child) => idsOf({ children } as Shown, child)));
      return [...nodes.map(({ id }) => id), ...below.flat()];
    };
    const ids = await idsOf(shown(files));
    expect(new Set(ids).size).toBe(ids.length);
    expect(await idsOf(shown(files))).toEqual(ids);
  });

  it('keeps the nodes of equipment and projects, and finds the nearest to draw anew', async () => {
    const files = filledLab();
    const { lab, children } = shown(files);
    const scope = path.join(files.root, 'SCOPE');
    const project = path.join(scope, 'PROJ-1');
    expect(children.nearest(scope, project)).toBeUndefined();
    const [equipmentNode, laser] = await children.of();
    expect(children.nearest(scope, project)).toBe(equipmentNode);
    const [projectNode] = await children.of(equipmentNode);
    expect(children.nearest(scope, project)).toBe(projectNode);
    expect((await children.of())[0]).toBe(equipmentNode);
    // An instrument without a folder has nothing to open: the root shows that it has now.
    expect(laser?.type).toBe('equipment');
    expect(children.nearest(path.join(files.root, 'LASER'), 'x')).toBeUndefined();
    expect(await children.of(projectNode)).toHaveLength(3);
    files.make('SCOPE/PROJ-1/Run_2026-11-23T13-00-00');
    expect((await children.of(projectNode)).length).toBe(3);
    lab.forgetProject(scope, project);
    expect((await children.of(projectNode)).length).toBe(4);
  });

  it('shows only what a filter finds, with ids of its own', async () => {
    const files = filledLab();
    files.make('LASER/PROJ-2/Run_2026-11-23T13-00-00');
    const filtered = shown(files, await search(files, 'later'));
    expect(await filtered.lines()).toEqual([
      'SCOPE',
      '  PROJ-1 Membranes',
      '    Run_2026-11-22T13-00-00 Later pending',
    ]);
    expect((await filtered.children.of())[0]?.id).not.toBe((await shown(files).children.of())[0]?.id);
    expect(await shown(files, await search(files, 'nothing')).lines()).toEqual([]);
  });
});

describe('nodes', () => {
  it('know what they belong to', async () => {
    const { children } = shown(filledLab());
    const [equipment] = await children.of();
    const [project] = await children.of(equipment);
    const [tests] = await children.of(project);
    const [run] = await children.of(tests);
    if (run?.type !== 'run' || tests === undefined) throw new Error('a run');
    expect(parentOf(run)).toBe(tests);
    expect(placeOf(run)).toMatchObject({ equipment: { id: 'SCOPE' }, project: { shortId: 'PROJ-1' } });
    expect(folderOf(run)).toBe(run.run.path);
    expect(folderOf(tests)).toBeUndefined();
    expect(isRunsNode(run)).toBe(true);
    expect([undefined, null, 'run', {}, { type: 'x' }].some(isRunsNode)).toBe(false);
  });
});

describe('SearchResults', () => {
  it('tells how far it is, page by page, and that it is done', async () => {
    const files = filledLab();
    const results = new SearchResults(files.config, { kinds: ['test'] }, new RecordCache());
    const told: unknown[] = [];
    await results.run((progress, hasFound) => told.push([progress, hasFound]));
    expect(told).toEqual([
      [{ found: 1, lookedAt: 3, unsearched: 0, done: false }, true],
      [{ found: 1, lookedAt: 3, unsearched: 0, done: true }, true],
    ]);
  });

  it('counts what could not be searched', async () => {
    const files = filledLab();
    rmSync(files.root, { recursive: true });
    const results = new SearchResults(files.config, { kinds: ['test'] }, new RecordCache());
    await results.run(() => undefined);
    expect(results.progress).toEqual({ found: 0, lookedAt: 0, unsearched: 1, done: true });
  });

  it('ends without a word when it is cancelled', async () => {
    const results = new SearchResults(filledLab().config, {}, new RecordCache());
    const ended = results.run(() => {
      results.cancel();
    });
    await expect(ended).resolves.toBeUndefined();
    expect(results.progress.done).toBe(false);
  });

  it('throws what goes wrong otherwise', async () => {
    const broken = {
      creation: () => Promise.reject(new Error('no disk')),
      readme: () => Promise.reject(new Error('no disk')),
    };
    const results = new SearchResults(filledLab().config, { states: ['pending'] }, broken);
    await expect(results.run(() => undefined)).rejects.toThrow('no disk');
  });
});
