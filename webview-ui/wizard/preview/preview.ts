import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../protocol';
import { elementId, icon, type Part } from '../dom';
import { l10n } from '../l10n';
import { sizeText } from '../sizes';
import type { Tab, View } from '../view';
import { countOfFiles } from '../words';
import { exemptionsPart, findingsPart } from './findings';
import { factsPart, pathPart } from './facts';
import { treePart } from './tree-part';
import { viewerPart } from './viewer';

/** What would be made of the answers as they are: where, with which findings, which files. */
export function previewPart(view: View): TemplateResult {
  const { preview, reason, obstacles, isCurrent } = view.state.preview;
  return html`<aside class="preview" id="section-preview" aria-labelledby="preview-h" data-section="preview">
    <section class="destination" aria-busy=${!isCurrent}>
      <div class="section-head">
        <h2 id="preview-h" tabindex="-1">${l10n.t('Will be created')}</h2>
        <span class="spacer"></span>
        ${
          preview
            ? html`<button
                type="button"
                class="tool"
                aria-label=${l10n.t('Copy the path')}
                title=${l10n.t('Copy the path')}
                ?disabled=${!isCurrent}
                @click=${() => {
                  view.actions.act('copy-path');
                }}
              >
                ${icon('copy')}
              </button>`
            : nothing
        }
      </div>
      ${preview ? html`${pathPart(preview.destination)} ${sizeLine(preview)}` : nothing}
      ${preview && !isCurrent && reason === '' ? html`<vscode-progress-bar class="late" aria-label=${l10n.t('Computing what will be made')}></vscode-progress-bar>` : nothing}
      ${reason === '' ? nothing : html`<p class="hint-line">${icon('info', 'info')}<span dir="auto">${reason}</span></p>`}
    </section>
    ${noticesPart(obstacles)}
    ${
      preview
        ? html`${findingsPart(preview.findings, (finding) => {
            view.actions.showFinding(finding);
          })}
          ${notesPart(preview)} ${tabsPart(view, preview)}`
        : nothing
    }
  </aside>`;
}

function sizeLine(preview: Preview): TemplateResult {
  const count = preview.files.filter((file) => file.kind !== 'folder').length;
  return html`<p class="checks-line">
    <span>${countOfFiles(count)}</span><span>${sizeText(preview.bytes)}</span>
  </p>`;
}

function noticesPart(obstacles: readonly string[]): Part {
  if (obstacles.length === 0) return nothing;
  return html`<ul class="findings" aria-label=${l10n.t('What speaks against it')}>
    ${obstacles.map(
      (obstacle, index) =>
        html`<li class="notice error" id=${elementId(`obstacle:${index}`)} tabindex="-1">
          ${icon('error', 'error')}
          <div>
            <p class="notice-title">${l10n.t('Cannot be created like this')}</p>
            <p dir="auto">${obstacle}</p>
          </div>
        </li>`,
    )}
  </ul>`;
}

function notesPart(preview: Preview): Part {
  const notes = [...(preview.message === '' ? [] : [preview.message]), ...preview.notes];
  if (notes.length === 0 && preview.exemptions.length === 0) return nothing;
  return html`<div class="notes">
    ${notes.map((note) => html`<p class="hint-line">${icon('info', 'info')}<span class="lines" dir="auto">${note}</span></p>`)}
    ${exemptionsPart(preview.exemptions)}
  </div>`;
}

function tabsPart(view: View, preview: Preview): TemplateResult {
  const files = preview.files.filter((file) => file.kind !== 'folder').length;
  const tabs: readonly { id: Tab; title: string; count: number | null }[] = [
    { id: 'files', title: l10n.t('Files'), count: files },
    { id: 'readme', title: l10n.t('README'), count: null },
    { id: 'plugins', title: l10n.t('Plugins'), count: preview.plugins.length },
  ];
  const ids = tabs.map((tab) => tab.id);
  return html`<div
      class="tabs"
      role="tablist"
      aria-label=${l10n.t('Preview')}
      @keydown=${(event: KeyboardEvent) => {
        onTabKey(view, ids, event);
      }}
    >
      ${tabs.map(({ id, title, count }) => {
        const isShown = view.ui.tab === id;
        return html`<button
          type="button"
          role="tab"
          id="tab-${id}"
          aria-controls="panel-${id}"
          aria-selected=${isShown}
          tabindex=${isShown ? 0 : -1}
          @click=${() => {
            view.actions.update((ui) => (ui.tab = id));
          }}
        >
          ${title}${count === null ? nothing : html`<span class="count">${count}</span>`}
        </button>`;
      })}
    </div>
    <div class="panels">
      ${tabs.map(
        ({ id }) =>
          html`<div
            class="panel"
            role="tabpanel"
            id="panel-${id}"
            aria-labelledby="tab-${id}"
            ?hidden=${view.ui.tab !== id}
          >
            ${view.ui.tab === id ? panelPart(view, preview, id) : nothing}
          </div>`,
      )}
    </div>`;
}

function panelPart(view: View, preview: Preview, tab: Tab): TemplateResult {
  switch (tab) {
    case 'files':
      return html`${treePart(view, preview)} ${viewerPart(view, preview)}`;
    case 'readme':
      return html`<div
        class="readme"
        tabindex="0"
        role="region"
        aria-label=${l10n.t('README as it would read')}
      >
        <h3 class="readme-title" dir="auto">
          ${preview.readmeTitle === '' ? html`<span class="muted">${l10n.t('No label yet')}</span>` : preview.readmeTitle}
        </h3>
        ${factsPart(preview.readmeFacts)}
      </div>`;
    case 'plugins':
      return preview.plugins.length === 0
        ? html`<p class="hint-line inset">${l10n.t('No plugin runs for this template.')}</p>`
        : html`<ol class="plugins" aria-label=${l10n.t('Plugins, in the order in which they run')}>
            ${preview.plugins.map((name, index) => html`<li>${icon('extensions', 'plugin')}<span class="num">${index + 1}</span><span dir="auto">${name}</span></li>`)}
          </ol>`;
  }
}

function onTabKey(view: View, ids: readonly Tab[], event: KeyboardEvent): void {
  const at = ids.indexOf(view.ui.tab);
  const targets: Record<string, number> = {
    ArrowRight: (at + 1) % ids.length,
    ArrowLeft: (at - 1 + ids.length) % ids.length,
    Home: 0,
    End: ids.length - 1,
  };
  const to = ids[targets[event.key] ?? -1];
  if (!to) return;
  event.preventDefault();
  view.actions.update((ui) => (ui.tab = to));
  document.getElementById(`tab-${to}`)?.focus();
}
