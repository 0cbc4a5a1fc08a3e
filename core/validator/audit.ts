import * as path from 'node:path';
import type { Config } from '../config';
import { walkLab, type LabFolder } from '../layout';
import { systemClock, type Clock } from '../system';
import { auditFolder, type AuditedFolder } from './audit-folder';
import { nothingThere, resolveScope, type AuditedPart, type AuditScope, type Expected } from './audit-scope';
import { compareFindings } from './engine';
import type { Finding } from './finding';
import { RequiredFields } from './required-fields';

export type { AuditScope } from './audit-scope';
export type { AuditedFolder } from './audit-folder';

/** What an audit found (spec 4.3). Nothing in it depends on time. */
export interface AuditResult {
  readonly findings: readonly Finding[];
  /** Absolute paths of folders, files and records that could not be read, sorted, each once. */
  readonly unreadable: readonly string[];
  readonly scanned: { readonly runs: number; readonly files: number };
}

/** How an audit goes about it. */
export interface AuditOptions {
  /** The folder of the templates that ship; with those of the lab they say what fields are required now. */
  readonly bundledTemplates?: string;
  /** Says whether overrides have expired. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Ends the audit: it throws `signal.reason`. */
  readonly signal?: AbortSignal;
  /** What is said of each folder, as soon as it is known; of a folder with nothing to say too. */
  readonly onFolder?: (folder: AuditedFolder) => void;
}

/**
 * Checks every project and run below the roots, or those of a part of the lab; reads only, follows no links. What
 * cannot be read is listed, never skipped in silence.
 * @throws `folder_not_found` for a scope that names nothing of the lab. An equipment that is configured and not
 *   used yet, or a root with nothing in it, is clean
 */
export async function auditTree(
  roots: readonly string[],
  scope: AuditScope,
  config: Config,
  options: AuditOptions = {},
): Promise<AuditResult> {
  const { signal, onFolder, clock = systemClock } = options;
  const now = clock.now();
  const required = new RequiredFields(config, options.bundledTemplates ?? '');
  const { parts, expected } = await resolveScope(roots, scope, config);
  const findings: Finding[] = [];
  const unreadable = new Set<string>();
  const scanned = { runs: 0, files: 0 };
  let isThere = expected === 'nothing';
  for (const part of parts) {
    for await (const folder of walkLab(part.root, part.within)) {
      signal?.throwIfAborted();
      // What leads to a part and cannot be read hides it.
      if (folder.kind === 'unreadable') unreadable.add(folder.path);
      if (!isPartOf(folder, part)) continue;
      isThere ||= meets(folder, expected);
      const audited = await auditFolder(folder, { root: part.root, config, required, now });
      onFolder?.(audited);
      for (const finding of audited.findings) findings.push(finding);
      for (const file of audited.unreadable) unreadable.add(file);
      if (folder.kind === 'run') scanned.runs += 1;
      scanned.files += audited.files;
    }
  }
  if (!isThere && unreadable.size === 0) throw nothingThere(scope);
  return { findings: findings.sort(compareFindings), unreadable: [...unreadable].sort(), scanned };
}

/** The folders that lead to a part are no part of it. */
function isPartOf(folder: LabFolder, { root, within }: AuditedPart): boolean {
  return path.relative(root, folder.path).split(path.sep).length >= within.length;
}

function meets({ kind }: LabFolder, expected: Expected): boolean {
  return kind === 'project' || kind === 'run' || (kind === 'equipment' && expected === 'folder');
}
