import { createHash } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { errnoOf, fileError } from '../system';
import type { VerbatimFile } from './planned-file';
import { changedError } from './render-error';
import { openSource, readChunks } from './source-file';

/**
 * Copies a planned file byte for byte to a destination that does not exist yet, with its permission bits. The
 * content is hashed on its way. Nothing is flushed: the caller flushes the whole tree at once.
 * @throws `template_render_error` where the source is no longer what was planned; nothing is left behind then
 */
export async function copyVerbatim(file: VerbatimFile, destination: string): Promise<void> {
  const source = await openSource(file.source).catch((caught: unknown) => {
    throw errnoOf(caught) === 'ENOENT' ? changedError(file.source) : fileError(caught, file.source);
  });
  try {
    const { size } = await source.stat();
    if (size !== file.size) throw changedError(file.source);
    await writeCopy(source, file, destination);
  } finally {
    await source.close();
  }
}

async function writeCopy(source: FileHandle, file: VerbatimFile, destination: string): Promise<void> {
  let target: FileHandle | undefined;
  try {
    target = await open(destination, 'wx', file.mode | OWNER_WRITES);
    const hash = createHash('sha256');
    const sink = target;
    await readChunks(source, file.size, async (chunk) => {
      hash.update(chunk);
      await sink.writeFile(chunk);
    });
    if (hash.digest('hex') !== file.sha256) throw changedError(file.source);
    await target.chmod(file.mode);
    await target.close();
  } catch (caught) {
    await target?.close().catch(() => undefined);
    if (target !== undefined) await unlink(destination);
    throw fileError(caught, destination);
  }
}

const OWNER_WRITES = 0o200;
