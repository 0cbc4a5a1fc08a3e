import { toExlabError } from '../../core/system';
import type { AuditCounts, AuditResult, AuditScope } from '../../core/validator';
import type { EngineAccess } from '../services';
import type { ProblemStore } from './problem-store';

export interface AuditOrder {
  readonly signal: AbortSignal;
  /** Whether nobody waits for it: then it leaves the computer to others. */
  readonly isPolite?: boolean;
  /** Told how much was looked at, now and then. */
  readonly onProgress?: (scanned: AuditCounts) => void;
}

/** Has the engine audit the lab or a folder of it, and writes down what it says. */
export class Auditor {
  constructor(
    private readonly engines: Pick<EngineAccess, 'engine'>,
    private readonly store: ProblemStore,
  ) {}

  /**
   * Audits what the scope means. Throws as `Engine.audit` does, and `signal.reason` where it is aborted; then what
   * was not looked at yet stays as it was known.
   * @param folder the folder that the scope names, or undefined for the whole lab
   */
  async audit(
    folder: string | undefined,
    { signal, isPolite = false, onProgress }: AuditOrder,
  ): Promise<AuditResult> {
    const engine = await this.engines.engine();
    signal.throwIfAborted();
    const scope: AuditScope = folder === undefined ? {} : { path: folder };
    const pass = this.store.begin(folder);
    const toldUnreadable = new Set<string>();
    try {
      const result = await engine.audit(scope, {
        signal,
        isPolite,
        ...(onProgress && { onProgress }),
        onFolder: (audited) => {
          const { path, findings, unreadable } = audited;
          for (const file of unreadable) toldUnreadable.add(file);
          pass.add({ path, findings, unreadable });
        },
      });
      signal.throwIfAborted();
      // What leads to a folder and cannot be read belongs to none of those that were looked at.
      for (const file of result.unreadable) {
        if (!toldUnreadable.has(file)) pass.add({ path: file, findings: [], unreadable: [file] });
      }
      pass.finish();
      return result;
    } catch (caught) {
      // What is gone has no problems any more.
      if (folder !== undefined && toExlabError(caught).code === 'folder_not_found') pass.finish();
      else pass.abandon();
      throw caught;
    }
  }
}
