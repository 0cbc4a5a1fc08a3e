import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { LabFolder } from '../../layout';
import { blockingAccess, l10n, toExlabError } from '../../system';
import { auditParts, type AuditListener } from '../audit';
import { isTelling } from '../audit-collection';
import type { AuditedFolder } from '../audit-folder';
import { AuditMemory } from '../memory/audit-memory';
import { SHARD_COUNT, shardOf } from '../memory/shards';
import type { ThreadMessage, ThreadTask } from './messages';

/** How often is told what was found (ms). */
const TELL_EVERY_MS = 100;
/** A polite thread works so long and then rests so long (ms): a quarter of one processor, and of its disk. */
const WORK_MS = 10;
const REST_MS = 30;

/** Works on a task by itself; never rejects. Files are looked at in a way that holds up the thread and nobody else. */
export async function auditInThread(
  given: ThreadTask,
  tell: (message: ThreadMessage) => void,
): Promise<void> {
  try {
    if (given.texts !== undefined) l10n.config({ contents: { ...given.texts } });
    tell(await audit(given, tell));
  } catch (caught) {
    tell({ kind: 'failed', error: toExlabError(caught).toShape() });
  }
}

async function audit(given: ThreadTask, tell: (message: ThreadMessage) => void): Promise<ThreadMessage> {
  const { task, index, count } = given;
  const isMyShard = (shard: number): boolean => shard % count === index;
  const shards = Array.from({ length: SHARD_COUNT }, (_, shard) => shard).filter(isMyShard);
  const memory = await AuditMemory.open(given.memoryFolder, shards, {
    config: task.config,
    edition: given.edition,
  });
  const listener = new TellingListener(new Pace(given), tell);
  try {
    await auditParts(task, listener, {
      atOnce: blockingAccess,
      memory,
      isMine: (folder) => isMyShard(shardOf(folder)),
    });
  } catch (caught) {
    if (!(caught instanceof Stopped)) throw caught;
    await memory.save();
    return { kind: 'stopped' };
  }
  listener.tellRest();
  // Where something could not be listed, what is below it is not known to be gone.
  if (!listener.hasUnreadable) memory.forgetUnseen(wholeRoots(given));
  await memory.save();
  return { kind: 'done', walked: listener.walked };
}

function wholeRoots({ task }: ThreadTask): string[] {
  return task.scope.parts.filter(({ within }) => within.length === 0).map(({ root }) => root);
}

/** Thrown where the audit is to end. */
class Stopped extends Error {}

/** When a thread rests, and whether it is to end. */
class Pace {
  private readonly stop: Int32Array;
  private readonly isPolite: boolean;
  private workedSince = performance.now();

  constructor({ stop, isPolite }: ThreadTask) {
    this.stop = new Int32Array(stop);
    this.isPolite = isPolite;
  }

  /** Rests where it is time to. @throws Stopped */
  step(): void {
    if (this.isPolite && performance.now() - this.workedSince >= WORK_MS) {
      Atomics.wait(this.stop, 0, 0, REST_MS);
      this.workedSince = performance.now();
    }
    if (Atomics.load(this.stop, 0) !== 0) throw new Stopped();
  }
}

/** Tells what is found now and then, many folders at once. */
class TellingListener implements AuditListener {
  hasUnreadable = false;
  private readonly met = createHash('sha256');
  private readonly toldKinds = new Set<LabFolder['kind']>();
  private folders: AuditedFolder[] = [];
  private runs = 0;
  private files = 0;
  private toldAt = performance.now();

  constructor(
    private readonly pace: Pace,
    private readonly tell: (message: ThreadMessage) => void,
  ) {}

  /** What was met, in short; to be asked for once. */
  get walked(): string {
    return this.met.digest('hex');
  }

  found({ kind, path }: LabFolder): void {
    this.pace.step();
    this.met.update(`${kind}\0${path}\0`);
    if (kind === 'unreadable') this.hasUnreadable = true;
    if (kind === 'stray' || kind === 'unreadable' || this.toldKinds.has(kind)) return;
    this.toldKinds.add(kind);
    this.tell({ kind: 'found', folder: kind });
  }

  audited(folder: AuditedFolder): void {
    if (folder.kind === 'unreadable') this.hasUnreadable = true;
    if (isTelling(folder)) this.folders.push(folder);
    else {
      this.runs += folder.kind === 'run' ? 1 : 0;
      this.files += folder.files;
    }
    if (performance.now() - this.toldAt >= TELL_EVERY_MS) this.tellRest();
  }

  tellRest(): void {
    const { folders, runs, files } = this;
    this.tell({ kind: 'audited', folders, others: { runs, files } });
    this.folders = [];
    this.runs = 0;
    this.files = 0;
    this.toldAt = performance.now();
  }
}
