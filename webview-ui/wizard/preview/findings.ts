import { html, nothing, type TemplateResult } from 'lit';
import type { PreviewExemption, PreviewFinding } from '../../protocol';
import { elementId, icon, type Part } from '../dom';
import { l10n } from '../l10n';

/** How many are listed in full: with more, the list itself would be what has to be searched. */
const MOST = 20;

/** What was found in what would be made, each with a way to the line that it is about. */
export function findingsPart(
  findings: readonly PreviewFinding[],
  show: ((finding: PreviewFinding) => void) | null,
): Part {
  if (findings.length === 0) return nothing;
  const left = findings.length - MOST;
  return html`<ul class="findings" aria-label=${l10n.t('Findings')}>
    ${findings.slice(0, MOST).map((finding, index) => findingPart(finding, index, show))}
    ${left > 0 ? html`<li class="hint-line">${l10n.t('{0} more.', left)}</li>` : nothing}
  </ul>`;
}

function findingPart(
  finding: PreviewFinding,
  index: number,
  show: ((finding: PreviewFinding) => void) | null,
): TemplateResult {
  const isHard = finding.tier === 'hard';
  return html`<li class="notice ${isHard ? 'warn' : ''}" id=${elementId(`finding:${index}`)} tabindex="-1">
    ${icon(isHard ? 'warning' : 'info', isHard ? 'warn' : 'info')}
    <div>
      <p class="notice-title">${titleOf(isHard, show === null)}</p>
      <p dir="auto">${finding.message}</p>
      ${finding.path === '' ? nothing : html`<p class="where">${placeOf(finding)}</p>`}
      ${
        finding.path === '' || show === null
          ? nothing
          : html`<p>
              <button
                type="button"
                class="link"
                @click=${() => {
                  show(finding);
                }}
              >
                ${finding.line === null ? l10n.t('Show the file') : l10n.t('Show the line')}
              </button>
            </p>`
      }
    </div>
  </li>`;
}

function titleOf(isHard: boolean, isMade: boolean): string {
  if (!isHard) return l10n.t('Worth a look');
  return isMade ? l10n.t('Keeps it from being synced') : l10n.t('Would be created, but not synced');
}

function placeOf(finding: PreviewFinding): string {
  return finding.line === null ? finding.path : l10n.t('{0}, line {1}', finding.path, finding.line);
}

/** What looks like a placeholder and may stay. */
export function exemptionsPart(exemptions: readonly PreviewExemption[]): Part {
  if (exemptions.length === 0) return nothing;
  return html`<ul class="exemptions" aria-label=${l10n.t('Exemptions')}>
    ${exemptions.map(
      (exemption) =>
        html`<li>
          ${icon('info', 'info')}<span
            ><code>${exemption.token}</code> ${l10n.t('may stay in {0}:', exemption.path)}
            ${exemption.reason}</span
          >
        </li>`,
    )}
  </ul>`;
}
