import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { errnoOf, fileError, sha256 } from '../system';
import { changedError, goneError } from './render-error';
import { unsavedBytes } from './unsaved-texts';

/** Files up to this size (bytes) are read at once. */
const WHOLE_UP_TO = 1024 * 1024;
const CHUNK = 1024 * 1024;
const PERMISSION_BITS = 0o777;

/** A source that was read whole. */
export interface SourceContent {
  readonly bytes: Buffer;
  readonly mode: number;
}

/** What is needed of a source to copy it later and be sure that it is still the same. */
export interface SourceDigest {
  readonly size: number;
  readonly mode: number;
  readonly sha256: string;
}

/** Reads a source whole. Throws `template_render_error` where it changes meanwhile. */
export function readSource(file: string): Promise<SourceContent> {
  return withSource(file, async (handle, { mode }) => ({
    bytes: unsavedBytes(file) ?? (await handle.readFile()),
    mode,
  }));
}

/**
 * Hashes a source without holding it in memory. Throws `template_render_error` where it changes meanwhile.
 * @param signal stops between two chunks; its reason is thrown then
 */
export async function digestSource(file: string, signal?: AbortSignal): Promise<SourceDigest> {
  try {
    return await withSource(file, async (handle, { size, mode }) => {
      const unsaved = unsavedBytes(file);
      if (unsaved !== undefined) return { size: unsaved.length, mode, sha256: sha256(unsaved) };
      const hash = createHash('sha256');
      await readChunks(handle, size, (chunk) => {
        signal?.throwIfAborted();
        hash.update(chunk);
      });
      return { size, mode, sha256: hash.digest('hex') };
    });
  } catch (caught) {
    // The signal's reason is nobody's file error.
    signal?.throwIfAborted();
    throw caught;
  }
}

/** Reads an open file to its end, chunk by chunk; a chunk is only valid until the next is read. */
export async function readChunks(
  handle: FileHandle,
  size: number,
  take: (chunk: Buffer) => Promise<void> | void,
): Promise<void> {
  if (isReadWhole(size)) {
    await take(await handle.readFile());
    return;
  }
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK);
    if (bytesRead === 0) return;
    await take(buffer.subarray(0, bytesRead));
  }
}

/** Whether a file of so many bytes is read at once. */
export function isReadWhole(size: number): boolean {
  return size <= WHOLE_UP_TO;
}

/** A pipe that took a file's place since it was looked at does not make us wait. */
const READ = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Opens a file for reading. */
export function openSource(file: string): Promise<FileHandle> {
  return open(file, READ);
}

/** Reads a file at once. */
export function readWhole(file: string): Promise<Buffer> {
  return readFile(file, { flag: READ });
}

/**
 * Opens a source, lets `read` read it, and makes sure that it is the same file before and after.
 * Throws `template_render_error` where it is not, or where it is gone.
 */
export async function withSource<Result>(
  file: string,
  read: (handle: FileHandle, before: { size: number; mode: number }) => Promise<Result>,
): Promise<Result> {
  let handle: FileHandle | undefined;
  try {
    handle = await openSource(file);
    const before = await handle.stat();
    if (!before.isFile()) throw changedError(file);
    const result = await read(handle, { size: before.size, mode: before.mode & PERMISSION_BITS });
    const after = await handle.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changedError(file);
    return result;
  } catch (caught) {
    throw errnoOf(caught) === 'ENOENT' ? goneError(file) : fileError(caught, file);
  } finally {
    await handle?.close();
  }
}
