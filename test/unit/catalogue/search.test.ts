import * as path from 'node:path';
import { rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  RecordCache,
  RunJudge,
  readFilter,
  searchRuns,
  type RecordSource,
  type RunEntry,
  type RunFilter,
} from '../../../core/catalogue';
import { ManualClock } from '../../support/manual-clock';
import { aLab, writeRecords, type ALab } from './a-lab';

const RUN: RunEntry = {
  path: '/lab/SCOPE/PROJ-1/Run_2026-11-20T13-00-00',
  leaf: 'Run_2026-11-20T13-00-00',
  kind: 'experimental',
  container: null,
  moment: Date.UTC(2026, 10, 20, 13),
};

function filterOf(typed: string): NonNullable<ReturnType<typeof readFilter>['filter']> {
  const { filter, problem } = readFilter(typed);
  if (filter === undefined) throw new Error(problem);
  return filter;
}

describe('RunJudge.byName', () => {
  const judged = (filter: RunFilter, changes: Partial<RunEntry> = {}): boolean | 'undecided' =>
    new RunJudge(filter, ['SCOPE', 'The scope', 'PROJ-1', 'Membranes']).byName({ ...RUN, ...changes });

  it.each<[string, boolean | 'undecided']>([
    ['', true],
    ['kind:experimental', true],
    ['kind:test', false],
    ['kind:test operator:ada', false],
    ['after:2026-11-01 before:2026-12-01', true],
    ['after:2026-11-25', false],
    ['before:2026-11-01 state:pending', false],
    ['membranes', true],
    ['2026-11-20t13', true],
    ['scope proj-1', true],
    ['scope pores', 'undecided'],
    ['pores', 'undecided'],
    ['operator:ada', 'undecided'],
    ['state:no_record', 'undecided'],
  ])('judges %j: %s', (typed, verdict) => {
    expect(judged(filterOf(typed))).toBe(verdict);
  });

  it('finds a run whose name tells no moment at no time', () => {
    const timeless = { moment: null };
    expect(judged(filterOf('after:2000-01-01'), timeless)).toBe(false);
    expect(judged(filterOf('before:2100-01-01'), timeless)).toBe(false);
    expect(judged(filterOf(''), timeless)).toBe(true);
  });

  it('includes the first moment of a period and not the last', () => {
    const { moment } = RUN;
    if (moment === null) throw new Error('a moment');
    expect(judged({ from: moment, to: moment + 1 })).toBe(true);
    expect(judged({ to: moment })).toBe(false);
    expect(judged({ from: moment + 1 })).toBe(false);
  });
});

describe('searchRuns', () => {
  function filledLab(): ALab {
    const lab = aLab();
    lab.make('SCOPE/PROJ-1');
    lab.make('SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
    lab.make('SCOPE/PROJ-1/Run_2026-11-21T13-00-00', {
      creation: { created_by: 'Bob', sync_status: 'synced' },
      fields: { label: 'PORES open' },
    });
    lab.make('SCOPE/PROJ-1/TestRuns/TestRun_2026-11-22T13-00-00', {
      fields: { objective: 'Find the e\u0301cho' },
    });
    lab.make('LASER/PROJ-2/Run_2026-11-23T13-00-00', { creation: null, fields: { operator: 'Bob' } });
    return lab;
  }

  async function found(
    lab: ALab,
    typed: string,
    records: RecordSource = new RecordCache(),
  ): Promise<string[]> {
    const leaves: string[] = [];
    for await (const page of searchRuns(lab.config, filterOf(typed), records))
      leaves.push(...page.found.map(({ leaf }) => leaf.slice(-11, -9)));
    return leaves;
  }

  it.each([
    ['operator:ada', ['22', '20']],
    ['operator:bob', ['21', '23']],
    ['operator:bob,ada', ['22', '21', '20', '23']],
    ['state:synced', ['21']],
    ['state:no_record', ['23']],
    ['state:pending kind:test', ['22']],
    ['pores', ['21', '20', '23']],
    ['"pores open"', ['21']],
    ['écho', ['22']],
    ['confocal', ['22', '21', '20']],
    ['membranes', ['22', '21', '20']],
    ['the scope', ['22', '21', '20']],
    ['laser bob', ['23']],
    ['nothing', []],
  ])('finds by %j', async (typed, days) => {
    expect(await found(filledLab(), typed)).toEqual(days);
  });

  it('reads no record where names suffice', async () => {
    const unreadable: RecordSource = {
      creation: () => Promise.reject(new Error('read')),
      readme: () => Promise.reject(new Error('read')),
    };
    const lab = filledLab();
    expect(await found(lab, 'kind:test', unreadable)).toEqual(['22']);
    expect(await found(lab, 'laser after:2026-11-23', unreadable)).toEqual(['23']);
    await expect(found(lab, 'state:synced', unreadable)).rejects.toThrow('read');
  });

  it('reads no README to find an operator or a state', async () => {
    const records = new RecordCache();
    const noReadme: RecordSource = {
      creation: (folder) => records.creation(folder),
      readme: () => Promise.reject(new Error('read')),
    };
    const lab = filledLab();
    expect(
      await found(lab, 'operator:ada state:pending kind:experimental before:2026-11-21', noReadme),
    ).toEqual(['20']);
  });

  it('refines without a look at what it has just seen, and lists each time', async () => {
    const lab = filledLab();
    const clock = new ManualClock();
    const recent = new RecordCache(undefined, clock).recent(30_000);
    expect(await found(lab, 'ada', recent)).toEqual(['22', '20']);
    writeRecords(path.join(lab.root, 'SCOPE/PROJ-1/Run_2026-11-20T13-00-00'), {
      fields: { label: 'Something else', objective: '' },
    });
    lab.make('SCOPE/PROJ-1/Run_2026-11-24T13-00-00');
    rmSync(path.join(lab.root, 'SCOPE/PROJ-1/TestRuns'), { recursive: true });
    clock.advance(10_000);
    expect(await found(lab, 'ada pores', recent)).toEqual(['24']);
    clock.advance(10_000);
    expect(await found(lab, 'ada', recent)).toEqual(['24', '20']);
  });

  it('tells where each was found, and how many it has looked at', async () => {
    const lab = filledLab();
    const pages: unknown[] = [];
    for await (const page of searchRuns(lab.config, filterOf('kind:test'), new RecordCache())) {
      pages.push([page.equipment.id, page.project.shortId, page.found.length, page.lookedAt]);
    }
    expect(pages).toEqual([
      ['SCOPE', 'PROJ-1', 1, 3],
      ['LASER', 'PROJ-2', 0, 1],
    ]);
  });

  it('passes over an instrument whose folder cannot be listed', async () => {
    const lab = filledLab();
    const loop = path.join(lab.root, 'elsewhere');
    symlinkSync(loop, loop);
    const [scope] = lab.config.equipment;
    if (scope === undefined) throw new Error('an instrument');
    const config = { ...lab.config, equipment: [{ ...scope, local_root: loop }, ...lab.config.equipment] };
    expect(await found({ ...lab, config }, 'laser')).toEqual(['23']);
  });

  it('tells each folder that it could not look into, once', async () => {
    const lab = filledLab();
    const [scope] = lab.config.equipment;
    if (scope === undefined) throw new Error('an instrument');
    const away = path.join(lab.root, 'away');
    const loop = path.join(lab.root, 'OLD_9');
    const tests = path.join(lab.root, 'LASER/PROJ-2/TestRuns');
    for (const link of [loop, tests]) symlinkSync(link, link);
    const old = { ...scope, id: 'OLD_9', local_root: lab.root };
    const gone = ['GONE_1', 'GONE_2'].map((id) => ({ ...scope, id, local_root: away }));
    const config = { ...lab.config, equipment: [...gone, old, ...lab.config.equipment] };
    const problems: unknown[] = [];
    const pages = searchRuns(config, filterOf('kind:experimental'), new RecordCache(), undefined, (problem) =>
      problems.push(problem.details?.path),
    );
    const found: string[] = [];
    for await (const page of pages) found.push(...page.found.map(({ leaf }) => leaf.slice(-11, -9)));
    expect(found).toEqual(['21', '20', '23']);
    expect(problems).toEqual([away, loop, tests]);
  });

  it('tells nothing any more when it is aborted while it reads', async () => {
    const cancellation = new AbortController();
    const records = new RecordCache();
    const aborting: RecordSource = {
      creation: (folder) => {
        cancellation.abort(new Error('enough'));
        return records.creation(folder);
      },
      readme: (folder) => records.readme(folder),
    };
    const lab = aLab();
    lab.make('SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
    const pages = searchRuns(lab.config, filterOf('state:pending'), aborting, cancellation.signal);
    await expect(pages.next()).rejects.toThrow('enough');
  });

  it('stops when it is aborted, also between two pages', async () => {
    const lab = filledLab();
    const cancellation = new AbortController();
    const pages = searchRuns(lab.config, filterOf('kind:test'), new RecordCache(), cancellation.signal);
    expect((await pages.next()).done).toBe(false);
    cancellation.abort(new Error('enough'));
    await expect(pages.next()).rejects.toThrow('enough');
  });
});
