import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { entriesBelow } from './entries-below';

/** What the files of a template hold: a file with the same bytes as one of them can be lost nowhere. */
export class TemplateBytes {
  private bySize: Promise<ReadonlyMap<number, readonly string[]>> | undefined;
  private readonly hashes = new Map<string, Promise<string>>();

  /**
   * @param folder where the template stood when the run was made; it may be gone
   * @param run the run that is asked about: a template inside it, or around it, proves nothing
   */
  constructor(
    private readonly folder: string,
    private readonly run: string,
  ) {}

  /** Whether a file of this size has the bytes of one of the template's. */
  async has(file: string, size: number): Promise<boolean> {
    this.bySize ??= this.filesBySize();
    const candidates = (await this.bySize).get(size) ?? [];
    if (candidates.length === 0) return false;
    const wanted = await hashOf(file);
    for (const candidate of candidates) if ((await this.hash(candidate)) === wanted) return true;
    return false;
  }

  private hash(file: string): Promise<string> {
    const hash = this.hashes.get(file) ?? hashOf(file);
    this.hashes.set(file, hash);
    return hash;
  }

  private async filesBySize(): Promise<ReadonlyMap<number, readonly string[]>> {
    const bySize = new Map<number, string[]>();
    if (!(await this.standsApart())) return bySize;
    for await (const { path: file, entry } of entriesBelow(this.folder)) {
      if (!entry.isFile()) continue;
      const { size } = await lstat(file);
      bySize.set(size, [...(bySize.get(size) ?? []), file]);
    }
    return bySize;
  }

  private async standsApart(): Promise<boolean> {
    if (!path.isAbsolute(this.folder)) return false;
    try {
      const [template, run] = await Promise.all([realpath(this.folder), realpath(this.run)]);
      return !isWithin(template, run) && !isWithin(run, template);
    } catch {
      // A template that is gone proves nothing.
      return false;
    }
  }
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || !(relative.split(path.sep)[0] === '..' || path.isAbsolute(relative));
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
