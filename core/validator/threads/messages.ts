import type { ErrorShape } from '../../system';
import type { LanguageTexts } from '../../templates';
import type { AuditCounts, AuditTask } from '../audit';
import type { AuditedFolder } from '../audit-folder';

/** What a thread is given when it starts. */
export interface ThreadTask {
  readonly task: AuditTask;
  /** Its number, and how many there are: each audits the folders of its own shards. */
  readonly index: number;
  readonly count: number;
  /** Where it is remembered what was said before. */
  readonly memoryFolder: string;
  /** Another text for any other program or language. */
  readonly edition: string;
  /** The texts of the user's language; undefined for English. */
  readonly texts: LanguageTexts | undefined;
  readonly isPolite: boolean;
  /** One 32-bit number: anything but 0 ends the audit. */
  readonly stop: SharedArrayBuffer;
}

/** What a thread tells. */
export type ThreadMessage =
  | {
      readonly kind: 'audited';
      /** The folders of which something is to be said. */
      readonly folders: readonly AuditedFolder[];
      /** How much was looked at beside them. */
      readonly others: AuditCounts;
    }
  | { readonly kind: 'found'; readonly folder: 'project' | 'run' | 'equipment' }
  | {
      readonly kind: 'done';
      /** The folders that it met, its own and others, in short: threads that say the same saw the same lab. */
      readonly walked: string;
    }
  /** It was told to end, and has kept what it knows. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: ErrorShape };
