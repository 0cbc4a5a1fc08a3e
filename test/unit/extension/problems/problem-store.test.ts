import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemStore } from '../../../../extension/problems/problem-store';
import { NO_PROBLEMS, problemCount } from '../../../../extension/problems/tally';
import { finding, problemsOf } from './findings';

const EQUIPMENT = '/lab/CONFOCAL_01';
const PROJECT = `${EQUIPMENT}/PROJ-0042`;
const RUN = `${PROJECT}/Run_2026-03-07T10-00-00`;
const OTHER_RUN = `${PROJECT}/Run_2026-03-08T10-00-00`;
const hard = finding();
const soft = finding({ tier: 'soft', rule: 'orphan' });

let told: string[];
let store: ProblemStore;

beforeEach(() => {
  told = [];
  store = new ProblemStore((folder) => told.push(folder));
});

/** One audit that says this and ends. */
function audit(scope: string | undefined, ...folders: ReturnType<typeof problemsOf>[]): void {
  const pass = store.begin(scope);
  for (const folder of folders) pass.add(folder);
  pass.finish();
}

describe('the store of problems', () => {
  it('adds up what is in a folder, for each folder above and for everything', () => {
    audit(undefined, problemsOf(RUN, hard, soft), problemsOf(OTHER_RUN, hard), problemsOf(PROJECT, soft));
    expect(store.own(PROJECT)).toEqual({ ...NO_PROBLEMS, soft: 1 });
    expect(store.tally(PROJECT)).toEqual({ ...NO_PROBLEMS, blocking: 2, soft: 2 });
    expect(store.tally(EQUIPMENT)).toEqual(store.tally(PROJECT));
    expect(store.total).toEqual(store.tally(PROJECT));
    expect(store.tally('/lab/CONFOCAL_02')).toEqual(NO_PROBLEMS);
  });

  it('counts what could not be read as a problem', () => {
    audit(undefined, { path: RUN, findings: [], unreadable: [`${RUN}/locked`] });
    expect(problemCount(store.total)).toBe(1);
  });

  it('keeps nothing of a folder with nothing to say, and tells nobody', () => {
    audit(undefined, problemsOf(RUN));
    expect([...store.folders()]).toEqual([]);
    expect(told).toEqual([]);
  });

  it('tells of a folder when its problems change, and not when they are said once more', () => {
    audit(undefined, problemsOf(RUN, hard));
    audit(undefined, problemsOf(RUN, hard));
    expect(told).toEqual([RUN]);
    audit(undefined, problemsOf(RUN, { ...hard, rule_detail: 'said in other words' }));
    audit(undefined, problemsOf(RUN));
    expect(told).toEqual([RUN, RUN, RUN]);
    expect(store.total).toEqual(NO_PROBLEMS);
  });

  it('forgets what an audit of everything does not find again', () => {
    audit(undefined, problemsOf(RUN, hard), problemsOf(OTHER_RUN, hard));
    audit(undefined, problemsOf(OTHER_RUN, hard));
    expect([...store.folders()]).toEqual([OTHER_RUN]);
  });

  it('forgets only within the folder that an audit was about', () => {
    audit(undefined, problemsOf(RUN, hard), problemsOf(OTHER_RUN, hard), problemsOf(`${RUN}-2`, hard));
    audit(RUN);
    expect([...store.folders()]).toEqual([OTHER_RUN, `${RUN}-2`]);
  });

  it('keeps everything where an audit does not come to its end', () => {
    audit(undefined, problemsOf(RUN, hard));
    const pass = store.begin();
    pass.add(problemsOf(OTHER_RUN, hard));
    pass.abandon();
    expect([...store.folders()]).toEqual([RUN, OTHER_RUN]);
  });

  it('believes an audit of one folder more than one of everything that began before it', () => {
    const everything = store.begin();
    audit(RUN, problemsOf(RUN));
    everything.add(problemsOf(RUN, hard));
    everything.add(problemsOf(OTHER_RUN, hard));
    everything.finish();
    expect([...store.folders()]).toEqual([OTHER_RUN]);
  });

  it('keeps what an audit of one folder found, where one of everything passed there before', () => {
    const everything = store.begin();
    everything.add(problemsOf(RUN));
    audit(RUN, problemsOf(RUN, hard));
    everything.finish();
    expect([...store.folders()]).toEqual([RUN]);
  });

  it('is empty when it is cleared, and hears no more of audits that go on', () => {
    const pass = store.begin();
    pass.add(problemsOf(RUN, hard));
    store.clear();
    pass.add(problemsOf(OTHER_RUN, hard));
    pass.finish();
    expect([...store.folders()]).toEqual([]);
    expect(store.total).toEqual(NO_PROBLEMS);
  });

  it('counts what is marked as known apart, and says that it blocks all the same', () => {
    audit(undefined, problemsOf(RUN, hard, soft), problemsOf(OTHER_RUN, hard));
    store.setKnown(({ run_path }) => run_path === hard.run_path);
    expect(store.total).toEqual({ ...NO_PROBLEMS, known: 3, knownBlocking: 2 });
    expect(problemCount(store.total)).toBe(0);
    store.setKnown(() => false);
    expect(store.total).toEqual({ ...NO_PROBLEMS, blocking: 2, soft: 1 });
  });

  it('counts an overridden finding as none that blocks', () => {
    audit(undefined, problemsOf(RUN, { ...hard, override_active: true }));
    expect(store.total).toEqual({ ...NO_PROBLEMS, overridden: 1 });
  });

  it('takes 100,000 runs with 10,000 findings, and says them anew, within a moment', () => {
    const begun = performance.now();
    for (let round = 0; round < 2; round += 1) {
      const pass = store.begin();
      for (let run = 0; run < 100_000; run += 1) {
        const path = `${EQUIPMENT}/PROJ-${run % 100}/Run_${run}`;
        pass.add(run % 10 === 0 ? problemsOf(path, hard) : problemsOf(path));
      }
      pass.finish();
    }
    expect(store.total.blocking).toBe(10_000);
    expect(told).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
