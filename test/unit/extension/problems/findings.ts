import type { Finding } from '../../../../core/validator';
import type { FolderProblems } from '../../../../extension/problems/tally';

/** A hard finding about a name, unless it is said otherwise. */
export function finding(more: Partial<Finding> = {}): Finding {
  const run_path = more.run_path ?? '/lab/CONFOCAL_01/PROJ-0042/Run_2026-03-07T10-00-00';
  return {
    rule: 'illegal_filesystem_character',
    tier: 'hard',
    run_path,
    offending_path: `${run_path}/a:b.txt`,
    offending_kind: 'file_name',
    matched_token: ':',
    rule_detail: "'a:b.txt' holds ':', which Windows does not allow in a name: replace it.",
    synced_under_prior_policy: false,
    override_active: false,
    ...more,
  };
}

export function inText(line: number, more: Partial<Finding> = {}): Finding {
  return finding({
    rule: 'unresolved_placeholder_token',
    offending_path: '/lab/CONFOCAL_01/PROJ-0042/Run_2026-03-07T10-00-00/notes.md',
    offending_kind: 'file_content',
    matched_token: '<sample_id>',
    rule_detail: "'<sample_id>' is a placeholder that nobody has filled in: write what belongs there.",
    range: { start: { line, character: 4 }, end: { line, character: 15 } },
    ...more,
  });
}

export function problemsOf(path: string, ...findings: Finding[]): FolderProblems {
  return { path, findings, unreadable: [] };
}
