import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { ExlabError } from '../../../core/system';
import { copyVerbatim } from '../../../core/templates/copy-verbatim';
import { loadTemplate } from '../../../core/templates/manifest';
import type { VerbatimFile } from '../../../core/templates/planned-file';
import { renderTree } from '../../../core/templates/render-tree';
import { freshFolder, templateFolder, type Entry } from './template-folder';

async function planned(entry: Entry): Promise<VerbatimFile> {
  const template = await loadTemplate(templateFolder('', { file: entry }), 'path');
  const { files } = await renderTree(template, new Map(), new Set());
  const file = files[0];
  return file?.kind === 'verbatim' ? file : expect.fail('not planned');
}

describe('copying a planned file', () => {
  it.each([0, 1, 1024 * 1024, 3 * 1024 * 1024 + 5])('copies %i bytes exactly', async (size) => {
    const content = Buffer.alloc(size, 'naughty bytes \0\xff');
    const destination = path.join(freshFolder(), 'copy');
    await copyVerbatim(await planned(content), destination);
    expect(readFileSync(destination).equals(content)).toBe(true);
  });

  it.each([0o755, 0o640, 0o444])('keeps permission bits %o', async (mode) => {
    const destination = path.join(freshFolder(), 'copy');
    await copyVerbatim(await planned({ content: 'x', mode }), destination);
    expect(statSync(destination).mode & 0o777).toBe(mode);
  });

  it('never overwrites', async () => {
    const destination = path.join(freshFolder(), 'copy');
    writeFileSync(destination, 'mine');
    await expect(copyVerbatim(await planned('x'), destination)).rejects.toThrow();
    expect(readFileSync(destination, 'utf8')).toBe('mine');
  });

  it.each<[string, (file: string) => void]>([
    [
      'other content of the same size',
      (file) => {
        writeFileSync(file, 'BBBBB');
      },
    ],
    [
      'more content',
      (file) => {
        writeFileSync(file, 'AAAAAA');
      },
    ],
    [
      'less content',
      (file) => {
        truncateSync(file, 2);
      },
    ],
    [
      'no file',
      (file) => {
        rmSync(file);
      },
    ],
  ])('refuses a source that has become %s, and leaves nothing', async (_, change) => {
    const file = await planned('AAAAA');
    const destination = path.join(freshFolder(), 'copy');
    change(file.source);
    const error = await copyVerbatim(file, destination).then(
      () => expect.fail('it copied'),
      (caught: unknown) => caught as ExlabError,
    );
    expect(error.code).toBe('template_render_error');
    expect(error.message).toContain('changed while it was read');
    expect(existsSync(destination)).toBe(false);
  });

  it.each(['small', 'large'])('does not begin a %s file once it is told to stop', async (size) => {
    const file = await planned(Buffer.alloc(size === 'small' ? 5 : 2 * 1024 * 1024));
    const destination = path.join(freshFolder(), 'copy');
    const reason = new Error('enough');
    await expect(copyVerbatim(file, destination, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(existsSync(destination)).toBe(false);
  });

  it('refuses a large file with other content of the same size, and leaves nothing', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024 + 5, 'naughty bytes');
    const file = await planned(content);
    // One byte near the end: most of it is copied by the time that this shows.
    content[content.length - 10] = 0;
    writeFileSync(file.source, content);
    const destination = path.join(freshFolder(), 'copy');
    await expect(copyVerbatim(file, destination)).rejects.toMatchObject({ code: 'template_render_error' });
    expect(existsSync(destination)).toBe(false);
  });

  it('stops in the middle of a large file when it is told to, and leaves nothing', async () => {
    const file = await planned(Buffer.alloc(8 * 1024 * 1024, 'x'));
    const destination = path.join(freshFolder(), 'copy');
    const controller = new AbortController();
    const reason = new Error('enough');
    let begun = 0;
    vi.spyOn(controller.signal, 'throwIfAborted').mockImplementation(() => {
      if (existsSync(destination)) begun = statSync(destination).size;
      if (begun >= 2 * 1024 * 1024) controller.abort(reason);
      if (controller.signal.aborted) throw reason;
    });
    await expect(copyVerbatim(file, destination, controller.signal)).rejects.toBe(reason);
    expect(begun).toBe(2 * 1024 * 1024);
    expect(existsSync(destination)).toBe(false);
  });
});
