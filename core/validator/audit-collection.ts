import type { LabFolder } from '../layout';
import type { AuditCounts, AuditResult } from './audit';
import type { AuditedFolder } from './audit-folder';
import { nothingThere, type AuditScope, type Expected } from './audit-scope';
import { compareFindings } from './engine';
import type { Finding } from './finding';

/** Whether anything is to be said of a folder. */
export function isTelling({ findings, unreadable }: AuditedFolder): boolean {
  return findings.length > 0 || unreadable.length > 0;
}

/** What an audit has found so far. */
export class AuditCollection {
  private readonly findings: Finding[] = [];
  private readonly unreadable = new Set<string>();
  private runs = 0;
  private files = 0;
  private isThere: boolean;

  /** @param expected what must be there of a scope */
  constructor(
    private readonly expected: Expected,
    private readonly scope: AuditScope,
  ) {
    this.isThere = expected === 'nothing';
  }

  get scanned(): AuditCounts {
    return { runs: this.runs, files: this.files };
  }

  /** A folder of the audited part was found. */
  found(kind: LabFolder['kind']): void {
    this.isThere ||=
      kind === 'project' || kind === 'run' || (kind === 'equipment' && this.expected === 'folder');
  }

  /** Folders were audited of which nothing is to be said. */
  count({ runs, files }: AuditCounts): void {
    this.runs += runs;
    this.files += files;
  }

  /** Whether all that is said of a folder was said before: several workers may meet one that cannot be listed. */
  isKnown({ kind, path: folder }: AuditedFolder): boolean {
    return kind === 'unreadable' && this.unreadable.has(folder);
  }

  add(folder: AuditedFolder): void {
    this.count({ runs: folder.kind === 'run' ? 1 : 0, files: folder.files });
    for (const finding of folder.findings) this.findings.push(finding);
    for (const file of folder.unreadable) this.unreadable.add(file);
  }

  /** @throws `folder_not_found` where what was expected is not there: it must never look like a clean part of the lab */
  result(): AuditResult {
    if (!this.isThere && this.unreadable.size === 0) throw nothingThere(this.scope);
    return {
      findings: this.findings.sort(compareFindings),
      unreadable: [...this.unreadable].sort(),
      scanned: this.scanned,
    };
  }
}
