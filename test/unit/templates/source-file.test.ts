import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/system';
import { digestSource, readSource, withSource } from '../../../core/templates/source-file';
import { freshFolder } from './template-folder';

function source(content: string | Uint8Array): string {
  const file = path.join(freshFolder(), 'source');
  writeFileSync(file, content);
  return file;
}

describe('reading a source', () => {
  it('gives its bytes, size and hash', async () => {
    const file = source('exlab');
    expect((await readSource(file)).bytes.toString()).toBe('exlab');
    expect(await digestSource(file)).toMatchObject({ size: 5, sha256: sha256('exlab') });
  });

  it.each<[string, (file: string) => void]>([
    [
      'grows',
      (file) => {
        appendFileSync(file, 'more');
      },
    ],
    [
      'is written anew with the same size',
      (file) => {
        writeFileSync(file, 'BALXE');
        utimesSync(file, 1, 1);
      },
    ],
  ])('refuses one that %s meanwhile', async (_, change) => {
    const file = source('exlab');
    const reading = withSource(file, (handle) => {
      change(file);
      return handle.readFile();
    });
    await expect(reading).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringContaining('changed while it was read') as string,
    });
  });

  it('refuses one that is gone, or has become a folder', async () => {
    const file = path.join(freshFolder(), 'x');
    await expect(readSource(file)).rejects.toThrow(/is gone/);
    mkdirSync(file);
    await expect(readSource(file)).rejects.toThrow(/changed while it was read/);
  });
});
