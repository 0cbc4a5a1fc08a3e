import * as path from 'node:path';
import type { Config } from '../config';
import {
  CREATION_RECORD,
  WINDOWS_MAX_PATH,
  classifyFolder,
  recordPath,
  walkLab,
  type LabFolder,
} from '../layout';
import { creationRecord, readRecord, type CreationRecord } from '../records';
import { exists } from '../system';
import { check, compareFindings } from './engine';
import type { Finding } from './finding';
import { readFolderSubject } from './folder-subject';

/** Which part of the lab is audited; everything where nothing is said. */
export interface AuditScope {
  /** Absolute path of a root, equipment, project or run. */
  readonly path?: string;
  readonly equipment?: string;
  readonly project?: string;
}

/** What an audit found (spec 4.3). Nothing in it depends on time. */
export interface AuditResult {
  readonly findings: readonly Finding[];
  /** Absolute paths of folders, files and records that could not be read, sorted, each once. */
  readonly unreadable: readonly string[];
  readonly scanned: { readonly runs: number; readonly files: number };
}

type AuditedFolder = Extract<LabFolder, { kind: 'project' | 'run' }>;

/**
 * Checks every project and run below the roots; reads only, follows no links. What cannot be read is
 * listed, never skipped in silence.
 */
export async function auditTree(
  roots: readonly string[],
  scope: AuditScope,
  config: Config,
): Promise<AuditResult> {
  const findings: Finding[] = [];
  const unreadable = new Set<string>();
  const scanned = { runs: 0, files: 0 };
  for (const root of rootsOf(roots, scope)) {
    for await (const folder of walkLab(root)) {
      if (!isInScope(folder, scope)) continue;
      if (folder.kind === 'unreadable') unreadable.add(folder.path);
      if (folder.kind !== 'project' && folder.kind !== 'run') continue;
      const audited = await auditFolder(root, folder, config);
      findings.push(...audited.findings);
      for (const file of audited.unreadable) unreadable.add(file);
      if (folder.kind === 'run') scanned.runs += 1;
      scanned.files += audited.files;
    }
  }
  return { findings: findings.sort(compareFindings), unreadable: [...unreadable].sort(), scanned };
}

/** A path outside every configured root is audited by the root that its own place in a tree implies. */
function rootsOf(roots: readonly string[], scope: AuditScope): readonly string[] {
  const { path: wanted } = scope;
  if (wanted === undefined) return roots;
  const containing = roots.filter((root) => contains(root, wanted) || contains(wanted, root));
  return containing.length > 0 ? containing : [impliedRoot(wanted)];
}

function impliedRoot(folder: string): string {
  let above = path.dirname(folder);
  while (classifyFolder(above, folder).kind === 'other') {
    const higher = path.dirname(above);
    if (higher === above) return folder;
    above = higher;
  }
  return above;
}

function contains(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return (
    relative === '' ||
    !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  );
}

function isInScope(folder: LabFolder, scope: AuditScope): boolean {
  if (scope.path !== undefined && !contains(scope.path, folder.path)) return false;
  if (scope.equipment !== undefined && 'equipmentId' in folder && folder.equipmentId !== scope.equipment)
    return false;
  return scope.project === undefined || !('shortId' in folder) || folder.shortId === scope.project;
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
  });
  const findings = await check(subject);
  return {
    findings,
    unreadable: broken ? [...subject.unreadable, file] : subject.unreadable,
    files: subject.entries.filter((entry) => entry.kind === 'file').length,
  };
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
