import * as path from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import * as z from 'zod';
import {
  errnoOf,
  fileError,
  makeFolders,
  removeFile,
  sha256,
  writeFileAtomic,
  type ProcessIdentity,
} from '../system';

const handOffSchema = z.object({
  schema_version: z.literal('1.0'),
  run_path: z.string(),
  equipment_id: z.string(),
  level: z.enum(['project', 'run']),
  handed_off_at: z.string(),
  /** The session that made the run, and its process; absent for a run that was handed off again later. */
  session: z
    .object({
      id: z.string(),
      process: z.object({ host: z.string(), pid: z.number(), started: z.string() }),
    })
    .optional(),
});

/** A finished run (or project) that waits to be synced: one durable file each (spec 2.5). */
export interface HandOff {
  readonly run_path: string;
  readonly equipment_id: string;
  readonly level: 'project' | 'run';
  readonly handed_off_at: string;
  readonly session?: { readonly id: string; readonly process: ProcessIdentity } | undefined;
}

/** Where the creation controller leaves finished runs, and later work finds them. */
export interface RunQueue {
  /** Keeps the hand-off durably before it resolves. */
  add(handOff: HandOff): Promise<void>;
  /** Forgets the hand-off of a session whose run did not come to be. */
  withdraw(handOff: HandOff): Promise<void>;
  /** All hand-offs, in the order of their names; unreadable files are left alone and not listed. */
  list(): Promise<HandOff[]>;
}

/**
 * The name of a hand-off's file. A session's own id keeps two sessions that race for one path apart;
 * a run that is handed off again is known by its path.
 */
function fileName(handOff: HandOff): string {
  return `${handOff.session?.id ?? sha256(handOff.run_path)}.json`;
}

/** A queue that is a folder with one file a hand-off. */
export function handOffFolder(folder: string): RunQueue {
  const fileOf = (handOff: HandOff): string => path.join(folder, fileName(handOff));

  return {
    async add(handOff) {
      await makeFolders(folder);
      await writeFileAtomic(
        fileOf(handOff),
        `${JSON.stringify({ schema_version: '1.0', ...handOff }, null, 2)}\n`,
      );
    },

    withdraw: (handOff) => removeFile(fileOf(handOff)),

    async list() {
      const handOffs: HandOff[] = [];
      for (const name of (await namesIn(folder)).sort()) {
        if (!name.endsWith('.json') || name.startsWith('.')) continue;
        const handOff = await readHandOff(path.join(folder, name));
        if (handOff) handOffs.push(handOff);
      }
      return handOffs;
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return [];
    throw fileError(caught, folder);
  }
}

async function readHandOff(file: string): Promise<HandOff | undefined> {
  try {
    const { schema_version, ...handOff } = handOffSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return handOff;
  } catch (caught) {
    // Taken by somebody else meanwhile, or not ours: what it named is found again by its sync_status.
    if (errnoOf(caught) === 'ENOENT' || caught instanceof SyntaxError || caught instanceof z.ZodError) {
      return undefined;
    }
    throw fileError(caught, file);
  }
}
