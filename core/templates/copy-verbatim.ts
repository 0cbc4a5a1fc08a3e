import { createHash } from 'node:crypto';
import { open, unlink, writeFile, type FileHandle } from 'node:fs/promises';
import { errnoOf, fileError, sha256 } from '../system';
import type { VerbatimFile } from './planned-file';
import { changedError } from './render-error';
import { isReadWhole, openSource, readChunks, readWhole } from './source-file';

/**
 * Copies a planned file byte for byte to a destination that does not exist yet, with its permission bits as far as
 * the user's umask grants them. The content is hashed on its way. Nothing is flushed: the caller flushes the
 * whole tree at once.
 * @param signal stops before the file or between two chunks of it; its reason is thrown then
 * @throws `template_render_error` where the source is no longer what was planned; nothing is left behind then
 */
export async function copyVerbatim(
  file: VerbatimFile,
  destination: string,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  await (isReadWhole(file.size) ? copySmall(file, destination) : copyLarge(file, destination, signal));
}

/** Most files of a template are small, and there may be thousands: as few calls as can be. */
async function copySmall(file: VerbatimFile, destination: string): Promise<void> {
  const bytes = await readWhole(file.source).catch((caught: unknown) => {
    throw sourceError(caught, file);
  });
  if (sha256(bytes) !== file.sha256) throw changedError(file.source);
  try {
    await writeFile(destination, bytes, { flag: 'wx', mode: file.mode });
  } catch (caught) {
    throw fileError(caught, destination);
  }
}

async function copyLarge(
  file: VerbatimFile,
  destination: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const source = await openSource(file.source).catch((caught: unknown) => {
    throw sourceError(caught, file);
  });
  try {
    const { size } = await source.stat();
    if (size !== file.size) throw changedError(file.source);
    await writeCopy(source, file, destination, signal);
  } finally {
    await source.close();
  }
}

function sourceError(caught: unknown, file: VerbatimFile): Error {
  return errnoOf(caught) === 'ENOENT' ? changedError(file.source) : fileError(caught, file.source);
}

async function writeCopy(
  source: FileHandle,
  file: VerbatimFile,
  destination: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  let target: FileHandle | undefined;
  try {
    target = await open(destination, 'wx', file.mode);
    const hash = createHash('sha256');
    const sink = target;
    await readChunks(source, file.size, async (chunk) => {
      signal?.throwIfAborted();
      hash.update(chunk);
      await sink.writeFile(chunk);
    });
    if (hash.digest('hex') !== file.sha256) throw changedError(file.source);
    await target.close();
  } catch (caught) {
    await target?.close().catch(() => undefined);
    // The copy's own error is the one to tell of, and the signal's reason is nobody's file error.
    if (target !== undefined) await unlink(destination).catch(() => undefined);
    signal?.throwIfAborted();
    throw fileError(caught, destination);
  }
}
