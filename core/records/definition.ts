import type { z } from 'zod';
import { parseVersion, type Version } from './version';

/** How a field may change after the first write: replaced as a whole, or grown at its end. */
export type Mutability = 'replace' | 'append';

/** What a field means in files that are older than the field (spec 1.2, "Reader policy"). */
export interface Default {
  /** The minor that brought the field. */
  readonly since: number;
  readonly field: string;
  readonly value: string | readonly never[];
}

/** All that reading, writing and changing one kind of record needs to know. */
export interface RecordDefinition<Value> {
  /** The name of its file. */
  readonly name: string;
  /** The version that new files carry. */
  readonly version: Version;
  /** What a file of our major must hold; later fields are optional. */
  readonly schema: z.ZodType<Value>;
  /** What a new file must hold. */
  readonly newSchema: z.ZodType<Value>;
  readonly defaults: readonly Default[];
  /** The only fields that ever change after the first write. */
  readonly mutable: Readonly<Record<string, Mutability>>;
}

/** The version of a record's definition, from the text that its files carry. */
export function definedVersion(text: string): Version {
  const version = parseVersion(text);
  if (version === undefined) throw new TypeError(`${text} is no version of a record`);
  return version;
}

export function versionText(version: Version): string {
  return `${version.major}.${version.minor}`;
}
