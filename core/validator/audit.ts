import * as path from 'node:path';
import type { Config } from '../config';
import { walkLab, type LabFolder } from '../layout';
import { systemClock, type BlockingFileAccess, type Clock } from '../system';
import { AuditCollection, isTelling } from './audit-collection';
import { auditFolder, type AuditedFolder } from './audit-folder';
import { resolveScope, type AuditedPart, type AuditScope, type ResolvedScope } from './audit-scope';
import type { Finding } from './finding';
import type { FolderMemory } from './folder-memory';
import { RequiredFields } from './required-fields';

export type { AuditScope } from './audit-scope';
export type { AuditedFolder } from './audit-folder';

/** What an audit found (spec 4.3). Nothing in it depends on time, but for overrides that expire. */
export interface AuditResult {
  readonly findings: readonly Finding[];
  /** Absolute paths of folders, files and records that could not be read, sorted, each once. */
  readonly unreadable: readonly string[];
  readonly scanned: AuditCounts;
}

/** How much was looked at. */
export interface AuditCounts {
  readonly runs: number;
  readonly files: number;
}

/** How an audit goes about it. */
export interface AuditOptions {
  /** Says whether overrides have expired, and what has changed only a moment ago. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Ends the audit: it throws `signal.reason`. */
  readonly signal?: AbortSignal;
  /** What is said of a folder, as soon as it is known; of one with nothing to say nothing is told. */
  readonly onFolder?: (folder: AuditedFolder) => void;
  /** How far it is, now and then. */
  readonly onProgress?: (scanned: AuditCounts) => void;
  /** Whether it shall leave the computer to others, and take its time. */
  readonly isPolite?: boolean;
}

/** What is audited: with what is on the disk it decides the result. */
export interface AuditRequest {
  /** Absolute paths of the roots, each once. */
  readonly roots: readonly string[];
  readonly scope: AuditScope;
  readonly config: Config;
  /** The folder of the templates that ship; with those of the lab they say what fields are required now. */
  readonly bundledTemplates: string;
}

/** What audits labs. */
export interface Auditor {
  /**
   * Checks every project and run below the roots, or those of a part of the lab; reads only, follows no links. What
   * cannot be read is listed, never skipped in silence.
   * @throws `folder_not_found` for a scope that names nothing of the lab. An equipment that is configured and not
   *   used yet, or a root with nothing in it, is clean
   */
  audit(request: AuditRequest, options?: AuditOptions): Promise<AuditResult>;
}

/** Audits in the process that asks, and reads all. */
export const auditingHere: Auditor = {
  async audit(request, options = {}) {
    const { signal, onFolder, onProgress, clock = systemClock } = options;
    const scope = await resolveScope(request.roots, request.scope, request.config);
    const collection = new AuditCollection(scope.expected, request.scope);
    await auditParts(
      { ...request, scope, now: clock.now() },
      {
        found({ kind }) {
          signal?.throwIfAborted();
          collection.found(kind);
        },
        audited(folder) {
          collection.add(folder);
          if (isTelling(folder)) onFolder?.(folder);
          onProgress?.(collection.scanned);
        },
      },
    );
    return collection.result();
  },
};

/** The same for callers that have the parts of a request at hand. */
export function auditTree(
  roots: readonly string[],
  scope: AuditScope,
  config: Config,
  options: AuditOptions & { readonly bundledTemplates?: string } = {},
): Promise<AuditResult> {
  const { bundledTemplates = '', ...others } = options;
  return auditingHere.audit({ roots, scope, config, bundledTemplates }, others);
}

/** A request whose scope was found in the lab. */
export interface AuditTask extends Pick<AuditRequest, 'config' | 'bundledTemplates'> {
  readonly scope: ResolvedScope;
  /** The moment that the audit began. */
  readonly now: Date;
}

/** How a task is worked on, and by how many. */
export interface AuditWork {
  /** For a worker that holds up nobody while it looks at files; else it waits for each. */
  readonly atOnce?: BlockingFileAccess;
  readonly memory?: FolderMemory;
  /** Which folders are this worker's; all where it is left out. */
  readonly isMine?: (folder: string) => boolean;
}

/** Is told of the folders of a task. */
export interface AuditListener {
  /** A folder of the audited part was found, by whatever worker; it may throw to end the audit. */
  found(folder: LabFolder): void;
  /** A folder was audited, or one that leads to the part could not be read; by each worker that could not. */
  audited(folder: AuditedFolder): void;
}

/** Audits the folders of a task, one after the other. */
export async function auditParts(
  { scope, config, bundledTemplates, now }: AuditTask,
  listener: AuditListener,
  { atOnce, memory, isMine = () => true }: AuditWork = {},
): Promise<void> {
  const required = new RequiredFields(config, bundledTemplates);
  const ground = {
    config,
    required,
    now,
    ...(atOnce && { files: atOnce, atOnce }),
    ...(memory && { memory }),
  };
  for (const part of scope.parts) {
    for await (const folder of walkLab(part.root, part.within, atOnce)) {
      const isPart = isPartOf(folder, part);
      // What leads to a part and cannot be read hides it.
      if (!isPart && folder.kind !== 'unreadable') continue;
      if (isPart) listener.found(folder);
      // What one worker cannot list it does not pass on, whoever else can: its part of it stays unseen.
      if (isMine(folder.path) || folder.kind === 'unreadable')
        listener.audited(await auditFolder(folder, { ...ground, root: part.root }));
    }
  }
}

/** The folders that lead to a part are no part of it. */
function isPartOf(folder: LabFolder, { root, within }: AuditedPart): boolean {
  return within.length === 0 || path.relative(root, folder.path).split(path.sep).length >= within.length;
}
