import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { editionOf } from '../../../../core/validator/threads/edition';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('editionOf', () => {
  it('is another one for another program, language or version of Unicode, and the same for the same', async () => {
    const entry = path.join(temporaryFolder(), 'thread.cjs');
    await writeFile(entry, 'one');
    const editions = [
      await editionOf({ entry }, '15.0'),
      await editionOf({ entry }, '16.0'),
      await editionOf({ entry, texts: { name: 'Name' } }, '15.0'),
    ];
    await writeFile(entry, 'other');
    editions.push(await editionOf({ entry }, '15.0'));
    expect(new Set(editions).size).toBe(4);
    expect(await editionOf({ entry }, '15.0')).toBe(editions[3]);
  });
});
