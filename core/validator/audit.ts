import * as path from 'node:path';
import type { Config } from '../config';
import { CREATION_RECORD, WINDOWS_MAX_PATH, nasPath, recordPath, walkLab, type LabFolder } from '../layout';
import { creationRecord, readRecord, type CreationRecord } from '../records';
import { exists } from '../system';
import { nothingThere, resolveScope, type AuditedPart, type AuditScope, type Expected } from './audit-scope';
import { check, compareFindings } from './engine';
import type { Finding } from './finding';
import { readFolderSubject } from './folder-subject';

export type { AuditScope } from './audit-scope';

/** What an audit found (spec 4.3). Nothing in it depends on time. */
export interface AuditResult {
  readonly findings: readonly Finding[];
  /** Absolute paths of folders, files and records that could not be read, sorted, each once. */
  readonly unreadable: readonly string[];
  readonly scanned: { readonly runs: number; readonly files: number };
}

type AuditedFolder = Extract<LabFolder, { kind: 'project' | 'run' }>;

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
): Promise<AuditResult> {
  const { parts, expected } = await resolveScope(roots, scope, config);
  const findings: Finding[] = [];
  const unreadable = new Set<string>();
  const scanned = { runs: 0, files: 0 };
  let isThere = expected === 'nothing';
  for (const part of parts) {
    for await (const folder of walkLab(part.root, part.within)) {
      if (folder.kind === 'unreadable') unreadable.add(folder.path);
      if (!isPartOf(folder, part)) continue;
      isThere ||= meets(folder, expected);
      if (folder.kind !== 'project' && folder.kind !== 'run') continue;
      const audited = await auditFolder(part.root, folder, config);
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

async function auditFolder(
  root: string,
  folder: AuditedFolder,
  config: Config,
): Promise<{ findings: Finding[]; unreadable: string[]; files: number }> {
  const file = recordPath(folder.path, CREATION_RECORD);
  const { record, broken } = await readCreation(file);
  const subject = await readFolderSubject(folder.path, {
    level: folder.kind,
    root,
    runPath: folder.path,
    runKind: folder.kind === 'run' ? (record?.run_kind ?? folder.runKind) : null,
    rendered: record?.rendered,
    settings: config.validator,
    maxPathLength: config.validator.windows_share ? WINDOWS_MAX_PATH : null,
    targetPath: targetPathOf(root, folder, config) ?? record?.paths.nas ?? '',
  });
  const findings = await check(subject);
  return {
    findings,
    unreadable: broken ? [...subject.unreadable, file] : subject.unreadable,
    files: subject.entries.filter((entry) => entry.kind === 'file').length,
  };
}

/** Where a folder is on the lab's storage; undefined where the configuration has no such equipment. */
function targetPathOf(root: string, folder: AuditedFolder, config: Config): string | undefined {
  const equipment = config.equipment.find(({ id }) => id === folder.equipmentId);
  return equipment && nasPath(equipment.nas_root, path.relative(root, folder.path).split(path.sep));
}

/** A record that is missing leaves the names to be judged; one that is broken is told as well. */
async function readCreation(file: string): Promise<{ record: CreationRecord | undefined; broken: boolean }> {
  try {
    if (!(await exists(file))) return { record: undefined, broken: false };
    return { record: await readRecord(creationRecord, file), broken: false };
  } catch {
    return { record: undefined, broken: true };
  }
}
