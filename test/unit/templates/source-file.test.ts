import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
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

  it('stops hashing between two chunks when it is told to, with the reason of that', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let asked = 0;
    vi.spyOn(controller.signal, 'throwIfAborted').mockImplementation(() => {
      asked += 1;
      if (asked === 2) controller.abort(reason);
      if (controller.signal.aborted) throw reason;
    });
    const file = source(Buffer.alloc(4 * 1024 * 1024));
    await expect(digestSource(file, controller.signal)).rejects.toBe(reason);
    expect(asked).toBeLessThan(4);
  });

  it('tells what is wrong with a source though a signal is given', async () => {
    const gone = path.join(freshFolder(), 'x');
    await expect(digestSource(gone, new AbortController().signal)).rejects.toThrow(/is gone/);
  });
});
