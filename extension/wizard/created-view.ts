import type { CreationPlan, CreationResult } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { CreatedView } from '../../webview-ui/protocol';
import { pathParts } from './path-parts';
import { previewExemptions, previewFindings } from './preview-findings';
import { readmeFacts } from './readme-facts';

type Applied = CreationResult['plugins'][number];

/** The end of a creation as the page shows it. */
export function createdView(result: CreationResult, plan: CreationPlan, canReveal: boolean): CreatedView {
  const readme = readmeFacts(plan);
  return {
    destination: pathParts(result.path, plan.run?.kind === 'test'),
    destinationPath: result.path,
    sync: syncText(result),
    blocked: result.blocked,
    findings: previewFindings(result.findings, result.path),
    exemptions: previewExemptions(plan.rendered),
    plugins: result.plugins.map((applied) => ({ name: applied.plugin, detail: pluginText(applied) })),
    message: result.message ?? '',
    readmeTitle: readme.title,
    readmeFacts: readme.given,
    files: plan.files.filter(({ kind }) => kind !== 'folder').length,
    bytes: plan.bytes,
    canReveal,
  };
}

function syncText({ sync_status }: CreationResult): string {
  switch (sync_status) {
    case 'blocked_by_validation':
      return l10n.t('It will not be synced before its findings are corrected.');
    case 'pending':
      return l10n.t('It waits to be synced.');
    case 'synced':
    case 'cleaned':
      return l10n.t('It is synced.');
    case 'failed':
      return l10n.t('Its sync has failed.');
  }
}

function pluginText({ status, files_affected }: Applied): string {
  switch (status) {
    case 'success':
      return files_affected.length === 1
        ? l10n.t('changed one file')
        : l10n.t('changed {0} files', files_affected.length);
    case 'failed':
      return l10n.t('failed');
    case 'skipped':
      return l10n.t('was left out');
    case 'timeout':
      return l10n.t('took too long');
    case 'policy_violation':
      return l10n.t('was refused');
  }
}
