import type { Config } from '../config';
import type { Level } from '../layout';
import type { SyncStatus } from '../records';
import type { ExlabError } from '../system';
import type { Finding } from '../validator';
import type { EventSurroundings } from './folder-events';
import type { RunQueue } from './hand-off';

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

/** A verdict, with what a round has to know beside it. */
export interface GateOutcome {
  readonly verdict: PreSyncVerdict;
  /** Whether it was put into the queue by this very look. */
  readonly added: boolean;
  /** Why the queue does not say what the verdict does; a later round does it again. */
  readonly failure?: ExlabError;
}
