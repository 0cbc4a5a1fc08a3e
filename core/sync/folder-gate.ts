import * as path from 'node:path';
import { CREATION_RECORD, recordPath } from '../layout';
import {
  creationRecord,
  lockRecord,
  readRecord,
  setSyncStatusLocked,
  type CreationRecord,
  type SyncStatus,
} from '../records';
import { timestamp, toExlabError, type ExlabError } from '../system';
import { withStanding, type AuditedFolder, type Finding } from '../validator';
import { logFolderEvent } from './folder-events';
import { nextStep, type GateStep } from './gate-step';
import type { GateOutcome, GateSurroundings, PreSyncVerdict } from './gate-verdict';
import { withdrawAll, type QueueSight } from './queue-sight';
import type { WholeFolder } from './whole-folder';

/** What is known of a folder at one moment. */
interface Sight extends Pick<PreSyncVerdict, 'findings' | 'blocking' | 'mayBeQueued'> {
  readonly status: SyncStatus | undefined;
  readonly step: GateStep;
}

/** What was acted on, and the status that the folder has then. */
interface Acted {
  readonly sight: Sight;
  readonly after: SyncStatus | undefined;
}

/** What was said of a folder, and how it is judged anew. */
export interface GateJudgement {
  readonly audited: AuditedFolder;
  judgeAgain(): Promise<AuditedFolder>;
}

/** One folder that was judged, at the gate. */
export class FolderGate {
  private readonly recordFile: string;
  private audited: AuditedFolder;
  private isQueued: boolean;
  private added = false;
  private failure: ExlabError | undefined;

  constructor(
    private readonly folder: WholeFolder,
    private readonly judgement: GateJudgement,
    queued: QueueSight,
    private readonly surroundings: GateSurroundings,
  ) {
    this.recordFile = recordPath(folder.path, CREATION_RECORD);
    this.audited = judgement.audited;
    this.isQueued = queued.waiting.has(folder.path);
    this.failure = queued.failure;
  }

  async pass(): Promise<GateOutcome> {
    const seen = await this.look();
    const { sight, after } = writesRecord(seen.step) ? await this.actLocked(seen) : await this.act(seen);
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

  /**
   * Judges and looks again under the record's lock, and does what that asks for: of several processes the last one
   * to act has seen the folder last, so that none undoes by an older look what another did by a newer one.
   */
  private async actLocked(seen: Sight): Promise<Acted> {
    try {
      return await lockRecord(this.recordFile, async () => {
        this.audited = await this.judgement.judgeAgain();
        return this.act(await this.look());
      });
    } catch (caught) {
      // A record that cannot be written cannot say that it is blocked: then it is out of the queue at least.
      if (seen.step === 'block') await this.withdraw();
      throw caught;
    }
  }

  /** Does what a sight asks for, and says which status the folder has then. */
  private async act(sight: Sight): Promise<Acted> {
    switch (sight.step) {
      case 'none':
        return { sight, after: sight.status };
      case 'take_back':
        await this.withdraw();
        return { sight, after: sight.status };
      case 'block':
        // The status first: it keeps a sync away even where the queue cannot be written.
        try {
          await this.setStatus('blocked_by_validation');
        } finally {
          await this.withdraw();
        }
        return { sight, after: 'blocked_by_validation' };
      case 'release':
        // The hand-off first: whatever comes between, nothing is `pending` that no round would find.
        await this.handOff();
        await this.setStatus('pending');
        return { sight, after: 'pending' };
      case 'hand_off':
        await this.handOff();
        return { sight, after: sight.status };
    }
  }

  private async setStatus(status: SyncStatus): Promise<void> {
    await setSyncStatusLocked(this.recordFile, status);
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

/** What is written or handed off is decided under the record's lock; to take back is always safe. */
function writesRecord(step: GateStep): boolean {
  return step !== 'none' && step !== 'take_back';
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
