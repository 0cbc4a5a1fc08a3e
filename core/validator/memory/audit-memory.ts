import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Config } from '../../config';
import { ExlabError, errnoOf, sha256, writeFileAtomic } from '../../system';
import type { FolderMemory, Recall } from '../folder-memory';
import {
  Entries,
  readEntries,
  rememberedOf,
  saysTheSame,
  writtenEntries,
  type Entry,
  type WrittenEntries,
} from './entry';
import { readShard, shardName, shardOf, shardText } from './shards';

/** What a memory is for. */
export interface MemoryGround {
  readonly config: Config;
  /** Another text for any other program, whose rules may be others, and for any other language. */
  readonly edition: string;
}

/**
 * What audits said of folders, in files that may be deleted at any time. What was said by other rules, of another
 * configuration or in another language is not believed.
 */
export class AuditMemory implements FolderMemory {
  private readonly entries = new Map<string, Entry>();
  private readonly sharing = new Entries();
  private readonly seen = new Set<string>();
  private readonly grounds = new Map<string, string>();
  /** The shards whose files do not say what is remembered. */
  private readonly changed = new Set<number>();

  /** @param folder where the files are */
  private constructor(
    private readonly folder: string,
    private readonly ground: MemoryGround,
  ) {}

  /** Reads these shards. What is missing or broken is not remembered. */
  static async open(folder: string, shards: readonly number[], ground: MemoryGround): Promise<AuditMemory> {
    const memory = new AuditMemory(folder, ground);
    for (const shard of shards) await memory.load(shard);
    return memory;
  }

  of(folder: string, place: { readonly root: string; readonly equipmentId: string }): Recall {
    const ground = this.groundOf(place);
    const entry = this.entries.get(folder);
    this.seen.add(folder);
    const previous = entry?.ground === ground ? rememberedOf(entry) : undefined;
    return {
      previous,
      keep: (remembered) => {
        if (entry !== undefined && previous !== undefined && saysTheSame(entry, previous, remembered)) return;
        this.entries.set(folder, this.sharing.of(remembered, ground));
        this.changed.add(shardOf(folder));
      },
    };
  }

  /** Forgets the folders below these roots that nobody asked for: they are no more. */
  forgetUnseen(roots: readonly string[]): void {
    for (const folder of this.entries.keys()) {
      if (this.seen.has(folder) || !roots.some((root) => isBelow(root, folder))) continue;
      this.entries.delete(folder);
      this.changed.add(shardOf(folder));
    }
  }

  /** Writes what has changed, as far as the disk lets it: what is not written is read once more. */
  async save(): Promise<void> {
    try {
      await this.write();
    } catch (caught) {
      if (errnoOf(caught) === undefined && !(caught instanceof ExlabError)) throw caught;
    }
  }

  private async write(): Promise<void> {
    if (this.changed.size === 0) return;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const byShard = new Map<number, [string, Entry][]>();
    for (const entry of this.entries) {
      const shard = shardOf(entry[0]);
      if (!this.changed.has(shard)) continue;
      const ofShard = byShard.get(shard);
      if (ofShard === undefined) byShard.set(shard, [entry]);
      else ofShard.push(entry);
    }
    for (const shard of this.changed) {
      const written = { edition: this.ground.edition, ...writtenEntries(byShard.get(shard) ?? []) };
      await writeFileAtomic(path.join(this.folder, shardName(shard)), shardText(written));
    }
    this.changed.clear();
  }

  private async load(shard: number): Promise<void> {
    let content: string;
    try {
      content = await readFile(path.join(this.folder, shardName(shard)), 'utf8');
    } catch (caught) {
      // Without it all is read once more.
      if (errnoOf(caught) !== undefined) return;
      throw caught;
    }
    const written = readShard(content) as (WrittenEntries & { readonly edition: string }) | undefined;
    if (written?.edition !== this.ground.edition) return;
    for (const [folder, entry] of readEntries(written, this.sharing)) this.entries.set(folder, entry);
  }

  private groundOf({ root, equipmentId }: { readonly root: string; readonly equipmentId: string }): string {
    const place = `${root}\0${equipmentId}`;
    const known = this.grounds.get(place);
    if (known !== undefined) return known;
    const { validator, equipment } = this.ground.config;
    const storage = equipment.find(({ id }) => id === equipmentId)?.nas_root ?? null;
    const ground = sha256(JSON.stringify([root, storage, validator]));
    this.grounds.set(place, ground);
    return ground;
  }
}

function isBelow(root: string, folder: string): boolean {
  return folder.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}
