import { describe, expect, it } from 'vitest';
import { blockingAccess, type ListedEntry } from '../../../core/system';
import type { AuditedFolder } from '../../../core/validator';
import { auditParts } from '../../../core/validator/audit';
import { auditedLab } from '../../support/audited-lab';

const PROJECT = 'CONFOCAL_01/PROJ-0042';

describe('auditParts', () => {
  it('tells of a folder that a worker cannot list, whoever has to audit it: the worker misses its part of it', async () => {
    const lab = await auditedLab({ [`${PROJECT}/Run_a/x.tif`]: '' });
    const list = (folder: string): ListedEntry[] => {
      // As where too many files are open for a moment, or the share does not answer.
      if (folder === lab.at(PROJECT))
        throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
      return blockingAccess.list(folder);
    };
    const told: AuditedFolder[] = [];
    await auditParts(
      {
        scope: { parts: [{ root: lab.root, within: [] }], expected: 'nothing' },
        config: lab.config,
        bundledTemplates: '',
        now: new Date(),
      },
      { found: () => undefined, audited: (folder) => told.push(folder) },
      { atOnce: { ...blockingAccess, list }, isMine: () => false },
    );
    expect(told).toEqual([
      { path: lab.at(PROJECT), kind: 'unreadable', findings: [], unreadable: [lab.at(PROJECT)], files: 0 },
    ]);
  });
});
