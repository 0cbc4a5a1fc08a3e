import type { CreationPlan } from '../../core/sessions';
import type { Preview } from '../../webview-ui/protocol';
import { pathParts } from './path-parts';
import { previewFiles } from './preview-files';
import { countByPath, previewExemptions, previewFindings } from './preview-findings';
import { readmeFacts } from './readme-facts';

/** A plan as the page shows it. */
export function previewOf(plan: CreationPlan): Preview {
  const findings = previewFindings(plan.findings, plan.destination.path);
  const readme = readmeFacts(plan);
  return {
    destination: pathParts(plan.destination.path, plan.run?.kind === 'test'),
    destinationPath: plan.destination.path,
    files: previewFiles(plan, countByPath(findings)),
    bytes: plan.bytes,
    findings,
    exemptions: previewExemptions(plan.rendered),
    notes: plan.notes,
    message: plan.messages.before,
    readmeTitle: readme.title,
    readmeFacts: readme.given,
    plugins: plan.plugins.names,
  };
}
