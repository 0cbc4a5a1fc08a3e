import { describe, expect, it } from 'vitest';
import { ExlabError } from '../../../../core/system';
import type { AuditOptions, AuditResult, AuditScope } from '../../../../core/validator';
import { Auditor } from '../../../../extension/problems/auditor';
import { ProblemStore } from '../../../../extension/problems/problem-store';
import type { EngineAccess } from '../../../../extension/services';
import { finding, problemsOf } from './findings';

const RUN = '/lab/CONFOCAL_01/PROJ-0042/Run_2026-03-07T10-00-00';
const RESULT: AuditResult = { findings: [], unreadable: [], scanned: { runs: 1, files: 1 } };

type Audit = (scope: AuditScope, options: AuditOptions) => Promise<AuditResult>;

/** A store in which a run has a problem, and an auditor whose engine audits like this. */
function auditing(audit: Audit) {
  const store = new ProblemStore(() => undefined);
  const pass = store.begin();
  pass.add(problemsOf(RUN, finding()));
  pass.finish();
  const engines = { engine: () => Promise.resolve({ audit }) } as unknown as Pick<EngineAccess, 'engine'>;
  return { store, auditor: new Auditor(engines, store) };
}

const { signal } = new AbortController();

describe('an audit', () => {
  it('writes down what is said of each folder, and what could not be read besides', async () => {
    const { store, auditor } = auditing((scope, { onFolder, onProgress }) => {
      expect(scope).toEqual({});
      onFolder?.({ path: RUN, kind: 'run', findings: [], unreadable: [`${RUN}/locked`], files: 0 });
      onProgress?.({ runs: 1, files: 0 });
      return Promise.resolve({ ...RESULT, unreadable: ['/lab/CONFOCAL_02', `${RUN}/locked`] });
    });
    const told: number[] = [];
    await auditor.audit(undefined, { signal, onProgress: ({ runs }) => told.push(runs) });
    expect(store.own(RUN)).toMatchObject({ blocking: 0, unreadable: 1 });
    expect(store.own('/lab/CONFOCAL_02').unreadable).toBe(1);
    expect(store.total.unreadable).toBe(2);
    expect(told).toEqual([1]);
  });

  it('forgets a folder that is gone', async () => {
    const gone = new ExlabError({ code: 'folder_not_found', message: 'It is not there.' });
    const { store, auditor } = auditing(() => Promise.reject(gone));
    await expect(auditor.audit(RUN, { signal })).rejects.toBe(gone);
    expect(store.get(RUN)).toBeUndefined();
  });

  it('forgets nothing where it fails or is ended, also at the last moment', async () => {
    const failing = auditing(() => Promise.reject(new Error('the disk went')));
    await expect(failing.auditor.audit(undefined, { signal })).rejects.toThrow('the disk went');
    expect(failing.store.get(RUN)).toBeDefined();
    const abort = new AbortController();
    const ended = auditing(() => {
      abort.abort(new Error('enough'));
      return Promise.resolve(RESULT);
    });
    await expect(ended.auditor.audit(undefined, { signal: abort.signal })).rejects.toThrow('enough');
    expect(ended.store.get(RUN)).toBeDefined();
  });

  it('does not forget the whole lab where a root is gone', async () => {
    const gone = new ExlabError({ code: 'folder_not_found', message: 'It is not there.' });
    const { store, auditor } = auditing(() => Promise.reject(gone));
    await expect(auditor.audit(undefined, { signal })).rejects.toBe(gone);
    expect(store.get(RUN)).toBeDefined();
  });
});
