import * as path from 'node:path';
import { posixRelative } from '../../core/layout';
import type { RenderedEntry } from '../../core/records';
import { l10n } from '../../core/system';
import type { ExemptionReason, Finding } from '../../core/validator';
import type { PreviewExemption, PreviewFinding } from '../../webview-ui/protocol';

/** Findings as the page shows them, the hard ones first. */
export function previewFindings(findings: readonly Finding[], destination: string): PreviewFinding[] {
  const shown = findings.map(({ tier, rule_detail, offending_path, range }) => ({
    tier,
    message: rule_detail,
    path: below(destination, offending_path),
    line: range === undefined ? null : range.start.line + 1,
  }));
  return [...shown.filter(({ tier }) => tier === 'hard'), ...shown.filter(({ tier }) => tier === 'soft')];
}

function below(destination: string, offending: string): string {
  const relative = path.relative(destination, offending);
  const isOutside = relative === '' || relative.startsWith('..') || path.isAbsolute(relative);
  return isOutside ? '' : posixRelative(destination, offending);
}

/** How many findings each path has. */
export function countByPath(findings: readonly PreviewFinding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding.path, (counts.get(finding.path) ?? 0) + 1);
  return counts;
}

/** The tokens that look like placeholders and are none, each with why. */
export function previewExemptions(rendered: readonly RenderedEntry[]): PreviewExemption[] {
  return rendered.flatMap(({ path: file, exempt = [] }) =>
    exempt.map(({ token, reason }) => ({ token, path: file, reason: reasonText(reason) })),
  );
}

function reasonText(reason: ExemptionReason): string {
  switch (reason) {
    case 'raw':
      return l10n.t('it stands in a raw block');
    case 'allow_token':
      return l10n.t('the template allows it');
    case 'markup':
      return l10n.t('it is markup');
    case 'answer':
      return l10n.t('it comes from an answer');
  }
}
