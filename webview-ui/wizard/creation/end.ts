import { html, nothing, type TemplateResult } from 'lit';
import type { CreatedView } from '../../protocol';
import { icon, type Part } from '../dom';
import { l10n } from '../l10n';
import { factsPart, pathPart } from '../preview/facts';
import { exemptionsPart, findingsPart } from '../preview/findings';
import type { View } from '../view';

/** The end of a creation that was made: where it is, first of all. */
export function createdPart(view: View, created: CreatedView): TemplateResult {
  return html`<section class="box where" aria-labelledby="where-h">
      <h2 id="where-h">
        ${view.state.mode === 'project' ? l10n.t('The project’s folder') : l10n.t('Save the acquisition here')}
      </h2>
      <div class="big">${pathPart(created.destination)}</div>
      <div class="actions">
        <vscode-button
          @click=${() => {
            view.actions.act('copy-path');
          }}
          >${l10n.t('Copy path')}</vscode-button
        >
        <vscode-button
          secondary
          @click=${() => {
            view.actions.act('open-folder');
          }}
          >${l10n.t('Open folder')}</vscode-button
        >
        <vscode-button
          secondary
          @click=${() => {
            view.actions.act('open-readme');
          }}
          >${l10n.t('Open README')}</vscode-button
        >
        ${
          created.canReveal
            ? html`<vscode-button
                secondary
                @click=${() => {
                  view.actions.act('reveal');
                }}
                >${l10n.t('Reveal')}</vscode-button
              >`
            : nothing
        }
        <span class="spacer"></span>
        <button
          type="button"
          class="quiet-button"
          @click=${() => {
            view.actions.act('create-another');
          }}
        >
          ${l10n.t('Create another like this')}
        </button>
      </div>
    </section>
    ${
      created.message === ''
        ? nothing
        : html`<section aria-labelledby="says-h">
            <h2 id="says-h">${l10n.t('The template says')}</h2>
            <p class="lines" dir="auto">${created.message}</p>
          </section>`
    }
    <section aria-labelledby="sync-h">
      <h2 id="sync-h">${l10n.t('Sync and checks')}</h2>
      <div class="line" role="status">
        ${created.blocked ? icon('warning', 'warn') : icon('cloud-upload', 'active')}
        <p dir="auto">${created.sync}</p>
      </div>
      ${
        created.findings.length > 0
          ? nothing
          : html`<div class="line">
              ${icon('pass', 'ok')}
              <p>${l10n.t('No finding')}</p>
            </div>`
      }
      ${findingsPart(created.findings, null)} ${exemptionsPart(created.exemptions)}
    </section>
    ${pluginsPart(created)}`;
}

function pluginsPart(created: CreatedView): Part {
  if (created.plugins.length === 0) return nothing;
  return html`<section aria-labelledby="plugins-h">
    <h2 id="plugins-h">${l10n.t('Plugins')}</h2>
    <table class="table">
      <thead>
        <tr>
          <th scope="col">${l10n.t('Plugin')}</th>
          <th scope="col">${l10n.t('What it did')}</th>
        </tr>
      </thead>
      <tbody>
        ${created.plugins.map(
          (plugin) =>
            html`<tr>
              <td dir="auto">${plugin.name}</td>
              <td dir="auto">${plugin.detail}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** The README of what was made. */
export function recordPart(view: View, created: CreatedView): TemplateResult {
  return html`<aside class="record" aria-labelledby="readme-h">
    <div class="section-head">
      <h2 id="readme-h">${l10n.t('README.md')}</h2>
      <span class="spacer"></span>
      <button
        type="button"
        class="tool"
        aria-label=${l10n.t('Open the README')}
        title=${l10n.t('Open the README')}
        @click=${() => {
          view.actions.act('open-readme');
        }}
      >
        ${icon('go-to-file')}
      </button>
    </div>
    <h3 class="readme-title" dir="auto">${created.readmeTitle}</h3>
    ${factsPart(created.readmeFacts)}
  </aside>`;
}
