import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ExlabError, l10n, systemClock } from '../../system';
import type { LanguageTexts } from '../../templates';
import { auditingHere, type AuditOptions, type AuditRequest, type AuditResult, type Auditor } from '../audit';
import { AuditCollection } from '../audit-collection';
import { resolveScope, type ResolvedScope } from '../audit-scope';
import { editionOf } from './edition';
import type { ThreadMessage, ThreadTask } from './messages';

/** More threads than these only get in each other's way at the disk. */
const MOST_THREADS = 4;
/**
 * The most memory of a thread (MiB). An engine without limits lets several times as much lie about as is needed before
 * it looks, in each thread, and is no quicker for it. What is remembered of a million runs has room in the older part.
 */
const MEMORY = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 2000 };
/** The names that lead from a root to a project. */
const PROJECT_DEPTH = 2;

export interface ThreadOptions {
  /** Absolute path of the bundle that a thread runs. */
  readonly entry: string;
  /** Absolute path of the folder where it is remembered what was said before; it may be deleted at any time. */
  readonly memoryFolder: string;
  /** The texts of the user's language, where that is not English. */
  readonly texts?: LanguageTexts | undefined;
  /** How many threads work where nobody asks for politeness; by default as many as there are processors, up to 4. */
  readonly threads?: number;
}

/**
 * Audits in threads of their own, each with a part of the folders, and remembers: what looks as it did is not read
 * again (spec 4.3). A single run is read anew, where it is asked for. Where the lab changed so that the threads met
 * different folders, one may have been left to a thread that never met it: then one thread audits once more, which
 * remembers most of it, and what is found is told again.
 */
export function inThreads(options: ThreadOptions): Auditor {
  return {
    async audit(request, auditOptions = {}) {
      const scope = await resolveScope(request.roots, request.scope, request.config);
      if (scope.parts.every(({ within }) => isOneRun(within)))
        return auditingHere.audit(request, auditOptions);
      const audit = (more: Partial<ThreadOptions> = {}): Promise<AuditResult | undefined> =>
        new ThreadedAudit({ ...options, ...more }, request, scope, auditOptions).run();
      const result = (await audit()) ?? (await audit({ threads: 1 }));
      if (result === undefined) throw new Error('One thread agrees with itself.');
      return result;
    },
  };
}

function isOneRun(within: readonly (string | undefined)[]): boolean {
  return within.length > PROJECT_DEPTH && within.every((name) => name !== undefined);
}

class ThreadedAudit {
  private readonly collection: AuditCollection;
  private readonly stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  private readonly workers: Worker[] = [];
  /** The labs that the threads met. */
  private readonly walked = new Set<string>();
  private isOver = false;

  constructor(
    private readonly options: ThreadOptions,
    private readonly request: AuditRequest,
    private readonly scope: ResolvedScope,
    private readonly auditOptions: AuditOptions,
  ) {
    this.collection = new AuditCollection(scope.expected, request.scope);
  }

  /** Undefined where the threads met different folders. */
  async run(): Promise<AuditResult | undefined> {
    const { signal, clock = systemClock, isPolite = false } = this.auditOptions;
    const now = clock.now();
    const edition = await editionOf(this.options);
    // From here on an abort is heard.
    signal?.throwIfAborted();
    const count = isPolite ? 1 : (this.options.threads ?? Math.min(availableParallelism(), MOST_THREADS));
    const { config, bundledTemplates } = this.request;
    const threads = Array.from({ length: count }, (_, index) =>
      this.thread({
        task: { scope: this.scope, config, bundledTemplates, now },
        index,
        count,
        memoryFolder: this.options.memoryFolder,
        edition,
        texts: this.options.texts,
        isPolite,
        stop: this.stop,
      }),
    );
    try {
      await this.unlessAborted(Promise.all(threads));
    } catch (caught) {
      this.endAll();
      throw caught;
    } finally {
      void Promise.allSettled(threads);
    }
    // Part of what was found may not have been taken: what is left must never look like all of it.
    signal?.throwIfAborted();
    return this.walked.size > 1 ? undefined : this.collection.result();
  }

  /** Threads end by themselves after the folder they are at; nobody waits for a disk that does not answer. */
  private async unlessAborted(work: Promise<unknown>): Promise<void> {
    const { signal } = this.auditOptions;
    if (signal === undefined) {
      await work;
      return;
    }
    let abort: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
    });
    try {
      await Promise.race([work, aborted]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  private endAll(): void {
    this.isOver = true;
    const stop = new Int32Array(this.stop);
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
    for (const worker of this.workers) worker.unref();
  }

  /** Resolves when a thread has done its part. */
  private thread(task: ThreadTask): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.options.entry, {
        workerData: task,
        env: {},
        stdin: false,
        name: 'exlab-audit',
        resourceLimits: MEMORY,
      });
      this.workers.push(worker);
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'failed') reject(new ExlabError(message.error));
        else if (message.kind === 'done') {
          this.walked.add(message.walked);
          resolve();
        } else this.takeOrFail(message, reject);
      });
      worker.on('messageerror', reject);
      worker.on('error', reject);
      worker.on('exit', (code) => {
        reject(threadEnded(code));
      });
    });
  }

  /** Whoever is told of findings may fail: then the audit does, not the program. */
  private takeOrFail(message: ThreadMessage, fail: (caught: unknown) => void): void {
    try {
      this.take(message);
    } catch (caught) {
      this.endAll();
      fail(caught);
    }
  }

  private take(message: ThreadMessage): void {
    // What comes after an abort or a failure is nobody's business any more.
    if (this.isOver || this.auditOptions.signal?.aborted === true) return;
    if (message.kind === 'found') this.collection.found(message.folder);
    if (message.kind !== 'audited') return;
    this.collection.count(message.others);
    for (const folder of message.folders) {
      if (this.collection.isKnown(folder)) continue;
      this.collection.add(folder);
      this.auditOptions.onFolder?.(folder);
    }
    this.auditOptions.onProgress?.(this.collection.scanned);
  }
}

function threadEnded(code: number): ExlabError {
  return new ExlabError({
    code: 'internal_error',
    message: l10n.t('A part of the audit ended without a result (exit code {0}): audit again.', code),
  });
}
