import * as path from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import * as z from 'zod';
import {
  errnoOf,
  fileError,
  flushFolder,
  makeFolders,
  mapLimited,
  removeFile,
  sha256,
  writeFileAtomic,
  type Log,
  type ProcessIdentity,
} from '../system';

/** How many hand-offs are read at once. */
const READ_CONCURRENCY = 16;

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
  /** All hand-offs, in the order of their names; what cannot be read is left alone and not listed. */
  list(): Promise<HandOff[]>;
}

/**
 * The name of a hand-off's file. A session's own id keeps two sessions that race for one path apart;
 * a run that is handed off again is known by its path.
 */
function fileName(handOff: HandOff): string {
  return `${handOff.session?.id ?? sha256(handOff.run_path)}.json`;
}

/**
 * A queue that is a folder with one file a hand-off.
 * @param surroundings.log where files are told of that cannot be read
 */
export function handOffFolder(folder: string, surroundings: { readonly log: Log }): RunQueue {
  const fileOf = (handOff: HandOff): string => path.join(folder, fileName(handOff));

  return {
    async add(handOff) {
      for (const made of await makeFolders(folder)) await flushFolder(path.dirname(made));
      await writeFileAtomic(
        fileOf(handOff),
        `${JSON.stringify({ schema_version: '1.0', ...handOff }, null, 2)}\n`,
      );
    },

    withdraw: (handOff) => removeFile(fileOf(handOff)),

    async list() {
      const names = (await namesIn(folder)).filter(isHandOffName).sort();
      const handOffs = await mapLimited(names, READ_CONCURRENCY, (name) =>
        readHandOff(path.join(folder, name), surroundings.log),
      );
      return handOffs.filter((handOff) => handOff !== undefined);
    },
  };
}

/** A name that begins with a dot is that of a write that was cut off. */
function isHandOffName(name: string): boolean {
  return name.endsWith('.json') && !name.startsWith('.');
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return [];
    throw fileError(caught, folder);
  }
}

/** Undefined where it cannot be read: what it named is found again by its sync_status. */
async function readHandOff(file: string, log: Log): Promise<HandOff | undefined> {
  try {
    const handOff = parseHandOff(await readFile(file, 'utf8'));
    // Under another name it is a copy, and to withdraw it would remove another file.
    if (handOff !== undefined && fileName(handOff) === path.basename(file)) return handOff;
    log.write('WARN', `left alone, it is no hand-off: ${file}`);
  } catch (caught) {
    // Somebody may have taken it meanwhile.
    if (errnoOf(caught) !== 'ENOENT') {
      log.write('WARN', `left alone, this hand-off cannot be read: ${fileError(caught, file).message}`);
    }
  }
  return undefined;
}

function parseHandOff(text: string): HandOff | undefined {
  const parsed = handOffSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  const { schema_version, ...handOff } = parsed.data;
  return handOff;
}
