import { sha256 } from '../../system';

/** What is remembered lies in so many files, so that each of several workers has files of its own. */
export const SHARD_COUNT = 16;

/** The shard of a folder: the same for ever. */
export function shardOf(folder: string): number {
  // FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/): it only has to spread.
  let hash = 0x811c9dc5;
  for (let index = 0; index < folder.length; index += 1) {
    hash = Math.imul(hash ^ folder.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SHARD_COUNT;
}

/** The name of a shard's file. */
export function shardName(shard: number): string {
  return `audited-${shard.toString(16)}.json`;
}

/** A value as a shard's file holds it: the hash of the text first, so that nothing half written is believed. */
export function shardText(value: unknown): string {
  const text = JSON.stringify(value);
  return `${sha256(text)}\n${text}\n`;
}

/** The value of a shard's file; undefined where it is not what was once written. */
export function readShard(content: string): unknown {
  const end = content.indexOf('\n');
  const text = content.slice(end + 1, -1);
  return end > 0 && sha256(text) === content.slice(0, end) ? (JSON.parse(text) as unknown) : undefined;
}
