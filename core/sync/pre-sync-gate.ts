import * as path from 'node:path';
import type { Config } from '../config';
import { CREATION_RECORD, recordPath, type Level } from '../layout';
import {
  creationRecord,
  lockRecord,
  readRecord,
  setSyncStatusLocked,
  type CreationRecord,
  type SyncStatus,
} from '../records';
import { timestamp, toExlabError, type ExlabError } from '../system';
import { RequiredFields, auditFolder, withStanding, type AuditedFolder, type Finding } from '../validator';
import { logFolderEvent, type EventSurroundings } from './folder-events';
import { nextStep, type GateStep } from './gate-step';
import type { RunQueue } from './hand-off';
import { lookAtQueue, withdrawAll, type QueueSight } from './queue-sight';
import type { WholeFolder } from './whole-folder';

/** What the gate says of one project or run (spec 4.4). */
export interface PreSyncVerdict {
  /** Absolute. */
  readonly folder: string;
  readonly level: Level;
  /** As the audit gives them, in its order, with what the record says of them now. */
  readonly findings: readonly Finding[];
  /** Absolute paths: while anything cannot be read, nothing is queued. */
  readonly unreadable: readonly string[];
  /** The hard findings that no active override lets pass. */
  readonly blocking: readonly Finding[];
  /** Whether it may be synced now, as far as its findings go; never what was cleaned. */
  readonly mayBeQueued: boolean;
  /** As it stands after the gate; undefined without a record that can be read. */
  readonly syncStatus: SyncStatus | undefined;
  /** Whether it waits in the sync queue now. */
  readonly handedOff: boolean;
}

/** What the gate needs from outside. */
export interface GateSurroundings extends EventSurroundings {
  readonly config: Config;
  /** The templates that ship; with those of the lab they say what fields are required now. */
  readonly bundledTemplates: string;
  readonly queue: RunQueue;
}

/** What a round of the gate has in common for all its folders. */
export interface GateRound {
  readonly queued: QueueSight;
  readonly required: RequiredFields;
}

export interface GateOutcome {
  readonly verdict: PreSyncVerdict;
  /** Whether it was put into the queue by this very look. */
  readonly added: boolean;
  /** Why the queue does not say what the verdict does; a later round does it again. */
  readonly failure?: ExlabError;
}

/** What is required of READMEs as the templates are now: for one round, since they may change. */
export function requiredNow({ config, bundledTemplates }: GateSurroundings): RequiredFields {
  return new RequiredFields(config, bundledTemplates);
}

export async function beginGateRound(surroundings: GateSurroundings): Promise<GateRound> {
  return { queued: await lookAtQueue(surroundings.queue), required: requiredNow(surroundings) };
}

/** Judges one project or run freshly, as the audit does; changes nothing. */
export function judge(
  folder: WholeFolder,
  required: RequiredFields,
  { config, clock }: GateSurroundings,
): Promise<AuditedFolder> {
  return auditFolder(folder, { root: folder.root, config, required, now: clock.now() });
}

/**
 * Judges one project or run freshly, with the findings of the audit, and makes its status and the queue say what they
 * do (`nextStep`). What is written is decided under the record's lock from the record as it is then, so that an
 * override or a revocation of another process counts. A queue that cannot be reached changes no verdict.
 * @throws what keeps a status from being written: `permission_denied`, `folder_not_found`, …
 */
export async function passGate(
  folder: WholeFolder,
  round: GateRound,
  surroundings: GateSurroundings,
): Promise<GateOutcome> {
  const audited = await judge(folder, round.required, surroundings);
  return new FolderGate(folder, audited, round.queued, surroundings).pass();
}

/** What `passGate` would do about a folder now; changes nothing. */
export async function foreseeStep(
  folder: WholeFolder,
  round: GateRound,
  surroundings: GateSurroundings,
): Promise<GateStep> {
  const audited = await judge(folder, round.required, surroundings);
  return (await new FolderGate(folder, audited, round.queued, surroundings).look()).step;
}

/** What is known of a folder at one moment. */
interface Sight extends Pick<PreSyncVerdict, 'findings' | 'blocking' | 'mayBeQueued'> {
  readonly status: SyncStatus | undefined;
  readonly step: GateStep;
}

/** One folder that was judged, at the gate. */
class FolderGate {
  private readonly recordFile: string;
  private isQueued: boolean;
  private added = false;
  private failure: ExlabError | undefined;

  constructor(
    private readonly folder: WholeFolder,
    private readonly audited: AuditedFolder,
    queued: QueueSight,
    private readonly surroundings: GateSurroundings,
  ) {
    this.recordFile = recordPath(folder.path, CREATION_RECORD);
    this.isQueued = queued.waiting.has(folder.path);
    this.failure = queued.failure;
  }

  async pass(): Promise<GateOutcome> {
    const seen = await this.look();
    const writes = seen.step !== 'none' && seen.step !== 'take_back';
    const { sight, after } = writes
      ? await lockRecord(this.recordFile, async () => this.act(await this.look()))
      : await this.act(seen);
    await this.tell(sight, after);
    const { findings, blocking, mayBeQueued } = sight;
    return {
      verdict: {
        folder: this.folder.path,
        level: this.folder.kind,
        findings,
        unreadable: this.audited.unreadable,
        blocking,
        mayBeQueued,
        syncStatus: after,
        handedOff: this.isQueued,
      },
      added: this.added,
      ...(this.failure === undefined ? {} : { failure: this.failure }),
    };
  }

  /** The findings with what the record says now. The queue was looked at before: a sync sets the status, then takes. */
  async look(): Promise<Sight> {
    const record = await this.readRecord();
    const findings = withStanding(this.audited.findings, record, this.surroundings.clock.now());
    const blocking = findings.filter(({ tier, override_active }) => tier === 'hard' && !override_active);
    const isWhole = record !== undefined && this.audited.unreadable.length === 0;
    const status = record?.sync_status;
    const mayBeQueued = isWhole && blocking.length === 0 && status !== 'cleaned';
    const facts = { status, isBlocked: blocking.length > 0, mayBeQueued, isQueued: this.isQueued };
    return { findings, blocking, mayBeQueued, status, step: nextStep(facts) };
  }

  /** Undefined where the record cannot be read, or could not be when the folder was judged. */
  private async readRecord(): Promise<CreationRecord | undefined> {
    if (!wasRecordRead(this.audited, this.recordFile)) return undefined;
    return readRecord(creationRecord, this.recordFile).catch(() => undefined);
  }

  /** Does what a sight asks for, and says which status the folder has then. */
  private async act(sight: Sight): Promise<{ sight: Sight; after: SyncStatus | undefined }> {
    switch (sight.step) {
      case 'none':
        return { sight, after: sight.status };
      case 'take_back':
        await this.withdraw();
        return { sight, after: sight.status };
      case 'block':
        // The status first: it keeps a sync away even where the queue cannot be written.
        try {
          return { sight, after: await this.setStatus('blocked_by_validation') };
        } finally {
          await this.withdraw();
        }
      case 'release':
        // The hand-off first: whatever comes between, nothing is `pending` that no round would find.
        await this.handOff();
        return { sight, after: await this.setStatus('pending') };
      case 'hand_off':
        await this.handOff();
        return { sight, after: sight.status };
    }
  }

  private async setStatus(status: SyncStatus): Promise<SyncStatus> {
    return (await setSyncStatusLocked(this.recordFile, status)).sync_status;
  }

  private async handOff(): Promise<void> {
    if (this.isQueued || this.failure !== undefined) return;
    const { queue, clock } = this.surroundings;
    await this.withQueue(async () => {
      await queue.add({
        run_path: this.folder.path,
        equipment_id: this.folder.equipmentId,
        level: this.folder.kind,
        handed_off_at: timestamp(clock.now()),
      });
      this.isQueued = true;
      this.added = true;
    });
  }

  private async withdraw(): Promise<void> {
    await this.withQueue(async () => {
      await withdrawAll(this.surroundings.queue, this.folder.path);
      this.isQueued = false;
    });
  }

  private async withQueue(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (caught) {
      this.failure ??= toExlabError(caught);
    }
  }

  private async tell({ status, blocking }: Sight, after: SyncStatus | undefined): Promise<void> {
    if (after === status) return;
    if (after === 'blocked_by_validation') {
      const rules = [...new Set(blocking.map(({ rule }) => rule))].join(', ');
      await logFolderEvent(
        this.folder,
        'WARN',
        `kept from sync by hard findings: ${rules}`,
        this.surroundings,
      );
    } else {
      await logFolderEvent(this.folder, 'INFO', 'no longer kept from sync by findings', this.surroundings);
    }
  }
}

/**
 * Whether the audit knew what the record of a folder says. A record that turns up whole a moment later does not make
 * findings right that were made without it.
 */
function wasRecordRead({ findings, unreadable }: AuditedFolder, recordFile: string): boolean {
  const isBroken = ({ rule, offending_path }: Finding): boolean =>
    offending_path === recordFile && (rule === 'malformed_record' || rule === 'schema_major_mismatch');
  const isMissing = findings.some((finding) => finding.rule === 'orphan' || isBroken(finding));
  return (
    !isMissing && !unreadable.some((file) => file === recordFile || recordFile.startsWith(file + path.sep))
  );
}
