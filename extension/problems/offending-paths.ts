import type { Finding } from '../../core/validator';
import type { FolderProblems, IsKnown } from './tally';

/** The files and folders whose names, or which as a whole, are a problem; what stands in a text the editor marks itself. */
export class OffendingPaths {
  private readonly findings = new Map<string, Finding[]>();
  /** The paths of each folder. */
  private readonly paths = new Map<string, ReadonlySet<string>>();

  /** What is known of a folder now; returns the paths of which something else is known than before. */
  set(folder: string, problems: FolderProblems | undefined, isKnown: IsKnown): string[] {
    const before = this.paths.get(folder) ?? new Set();
    for (const path of before) this.findings.delete(path);
    const now = new Set<string>();
    for (const finding of problems?.findings ?? []) {
      const { offending_path, range } = finding;
      if (range !== undefined || offending_path === folder || isKnown(finding)) continue;
      now.add(offending_path);
      const others = this.findings.get(offending_path);
      if (others === undefined) this.findings.set(offending_path, [finding]);
      else others.push(finding);
    }
    if (now.size === 0) this.paths.delete(folder);
    else this.paths.set(folder, now);
    return [...new Set([...before, ...now])];
  }

  at(path: string): readonly Finding[] {
    return this.findings.get(path) ?? [];
  }
}
