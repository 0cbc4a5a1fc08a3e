import { mkdir, rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { auditInThread } from '../../../../core/validator/threads/audit-in-thread';
import type { ThreadMessage } from '../../../../core/validator/threads/messages';
import { auditedLab, type AuditedLab } from '../../../support/audited-lab';
import { temporaryFolder } from '../../../support/temporary-folder';

const PROJECT = 'CONFOCAL_01/PROJ-0042';

/** What one of two threads says at its end. */
async function lastWord(lab: AuditedLab, index: number): Promise<ThreadMessage | undefined> {
  const told: ThreadMessage[] = [];
  await auditInThread(
    {
      task: {
        scope: { parts: [{ root: lab.root, within: [] }], expected: 'nothing' },
        config: lab.config,
        bundledTemplates: '',
        now: new Date(),
      },
      index,
      count: 2,
      memoryFolder: temporaryFolder(),
      edition: '1',
      texts: undefined,
      isPolite: false,
      stop: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
    },
    (message) => told.push(message),
  );
  return told.at(-1);
}

describe('auditInThread', () => {
  it('says whether it met what the others met, whatever is its own', async () => {
    const lab = await auditedLab({ [`${PROJECT}/Run_a/x.tif`]: '', [`${PROJECT}/Run_b/x.tif`]: '' });
    const first = await lastWord(lab, 0);
    expect(first).toMatchObject({ kind: 'done' });
    await mkdir(lab.at(PROJECT, 'Run_a', 'images'));
    expect(await lastWord(lab, 1)).toEqual(first);
    await rename(lab.at(PROJECT, 'Run_a'), lab.at(PROJECT, 'Run_c'));
    expect(await lastWord(lab, 1)).not.toEqual(first);
  });
});
