import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CREATION_RECORD, recordPath } from '../../../../core/layout';
import { setSyncStatus } from '../../../../core/records';
import { RunRecords } from '../../../../extension/views/runs/run-records';
import { SearchResults } from '../../../../extension/views/runs/search-results';
import { ManualClock } from '../../../support/manual-clock';
import { aLab, type ALab } from '../../catalogue/a-lab';

const RUN = 'SCOPE/PROJ-1/Run_2026-11-20T13-00-00';

interface Searched {
  readonly files: ALab;
  readonly run: string;
  readonly clock: ManualClock;
  readonly records: RunRecords;
  /** The leaves of the runs that are pending, as a search of the view finds them. */
  readonly pending: () => Promise<string[]>;
  /** Changes the run behind the view's back. */
  readonly fail: () => Promise<void>;
}

function searched(): Searched {
  const files = aLab();
  const run = files.make(RUN);
  files.make('SCOPE/PROJ-1/Run_2026-11-21T13-00-00');
  const clock = new ManualClock();
  const records = new RunRecords(clock);
  return {
    files,
    run,
    clock,
    records,
    pending: async () => {
      const results = new SearchResults(files.config, { states: ['pending'] }, await records.forSearch());
      await results.run(() => undefined);
      const found = results.equipment().flatMap(({ projects }) => projects.flatMap(({ runs }) => runs));
      return found.map(({ leaf }) => leaf.slice(-11, -9));
    },
    fail: () => setSyncStatus(recordPath(run, CREATION_RECORD), 'failed').then(() => undefined),
  };
}

describe('a search of the Runs view', () => {
  it('takes what the last one saw for half a minute, and no longer', async () => {
    const { clock, pending, fail } = searched();
    expect(await pending()).toEqual(['21', '20']);
    await fail();
    clock.advance(29_000);
    expect(await pending()).toEqual(['21', '20']);
    clock.advance(1000);
    expect(await pending()).toEqual(['21']);
  });

  it.each<[string, (records: RunRecords, run: string) => void]>([
    ['a change of the run', (records, run) => records.forget(run)],
    ['a refresh', (records) => records.lookAgain()],
    ['a change of the configuration', (records) => records.clear()],
  ])('sees all at once after %s, though nobody waits for it', async (_, tell) => {
    const { run, records, pending, fail } = searched();
    await pending();
    await fail();
    tell(records, run);
    expect(await pending()).toEqual(['21']);
  });

  it('sees a run at once that was made or discarded', async () => {
    const { files, run, records, pending } = searched();
    await pending();
    const made = files.make('SCOPE/PROJ-1/Run_2026-11-22T13-00-00');
    records.forget(made);
    expect(await pending()).toEqual(['22', '21', '20']);
    rmSync(run, { recursive: true });
    records.forget(run);
    expect(await pending()).toEqual(['22', '21']);
  });

  it('sees a run at once that was discarded and made again under its name', async () => {
    const { files, run, records, pending } = searched();
    await pending();
    rmSync(run, { recursive: true });
    files.make(RUN, { creation: { sync_status: 'blocked_by_validation' } });
    records.forget(run);
    expect(await pending()).toEqual(['21']);
  });
});

describe('a list of the Runs view', () => {
  it('shows a run as it is, also between two searches', async () => {
    const { run, records, pending, fail } = searched();
    await pending();
    await fail();
    expect((await records.summary(run)).state).toBe('failed');
    expect((await records.creation(run)).state).toBe('failed');
    expect(await pending()).toEqual(['21']);
  });
});
