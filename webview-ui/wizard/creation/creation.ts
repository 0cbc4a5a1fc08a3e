import { html, nothing, type TemplateResult } from 'lit';
import type { CreationView } from '../../protocol';
import { icon, type Part } from '../dom';
import { troublePart } from '../frame';
import { l10n } from '../l10n';
import { pathPart } from '../preview/facts';
import { durationText, sizeText } from '../sizes';
import type { View } from '../view';
import { countOfFiles, wordsOfMode } from '../words';
import { createdPart, recordPart } from './end';
import { inputPart } from './input';
import { phasesPart } from './phases';

/** The page while something is created, and its end. */
export function creationPage(view: View, creation: CreationView): TemplateResult {
  return html`<div class="page creation ${creation.state}">
    ${topPart(view, creation)}
    ${view.state.trouble === '' ? nothing : html`<section class="notices" aria-label=${l10n.t('Notices')}>${troublePart(view, view.state.trouble)}</section>`}
    <div class="stage">
      <main class="middle">${warningsPart(creation)} ${middlePart(view, creation)}</main>
      ${phasesPart(view, creation)} ${sidePart(view, creation)}
    </div>
  </div>`;
}

function topPart(view: View, creation: CreationView): TemplateResult {
  const { title, sign, tone } = headOf(view, creation);
  return html`<header class="top">
    ${icon(sign, tone)}
    <h1 id="title" tabindex="-1">${title}</h1>
    <span class="spacer"></span>
    <p class="muted small" role="status">${stateText(creation)}</p>
  </header>`;
}

function headOf(view: View, creation: CreationView): { title: string; sign: string; tone: string } {
  const words = wordsOfMode(view.state.mode);
  switch (creation.state) {
    case 'done':
      return { title: words.created, sign: 'pass-filled', tone: 'ok' };
    case 'failed':
      return { title: l10n.t('Not created'), sign: 'error', tone: 'error' };
    case 'stopped':
      return { title: l10n.t('Stopped'), sign: 'circle-slash', tone: 'quiet' };
    default:
      return { title: words.creating, sign: words.icon, tone: 'quiet' };
  }
}

function stateText(creation: CreationView): string {
  switch (creation.state) {
    case 'waiting':
      return creation.input.fields.length === 1
        ? l10n.t('Waits for you: 1 value')
        : l10n.t('Waits for you: {0} values', creation.input.fields.length);
    case 'stopping':
      return l10n.t('Stopping…');
    case 'done': {
      const seconds = creation.phases.reduce((sum, phase) => sum + (phase.seconds ?? 0), 0);
      const made = `${countOfFiles(creation.created.files)}, ${sizeText(creation.created.bytes)}`;
      return seconds > 0 ? l10n.t('{0}, in {1}', made, durationText(seconds)) : made;
    }
    case 'running':
      return creation.phases.find((phase) => phase.status === 'current')?.title ?? '';
    default:
      return '';
  }
}

function warningsPart(creation: CreationView): Part {
  if (creation.warnings.length === 0) return nothing;
  return html`<ul class="warnings" aria-label=${l10n.t('Warnings')}>
    ${creation.warnings.map(
      (warning) =>
        html`<li class="notice warn">
          ${icon('warning', 'warn')}
          <p class="lines" dir="auto">${warning}</p>
        </li>`,
    )}
  </ul>`;
}

function middlePart(view: View, creation: CreationView): TemplateResult {
  switch (creation.state) {
    case 'running':
      return nowPart(creation);
    case 'stopping':
      return html`<section class="now">
        <h2>${l10n.t('Stopping')}</h2>
        <vscode-progress-bar aria-label=${l10n.t('Stopping')}></vscode-progress-bar>
        <p class="muted">${l10n.t('What is at work ends first, so that nothing is left half written.')}</p>
      </section>`;
    case 'waiting':
      return inputPart(view, creation.input, view.inputFields);
    case 'done':
      return createdPart(view, creation.created);
    case 'failed':
    case 'stopped':
      return notMadePart(view, creation.state === 'failed', creation.message, creation.kept);
  }
}

function nowPart(creation: CreationView): TemplateResult {
  const current = creation.phases.find((phase) => phase.status === 'current');
  return html`<section class="now" aria-labelledby="now-h">
    <h2 id="now-h" dir="auto">${current?.title ?? l10n.t('Starting')}</h2>
    <vscode-progress-bar aria-labelledby="now-h"></vscode-progress-bar>
    <p class="muted" dir="auto">${current?.detail ?? ''}</p>
  </section>`;
}

function notMadePart(view: View, isFailed: boolean, message: string, kept: string): TemplateResult {
  return html`<section class="box where" aria-labelledby="end-h">
    <h2 id="end-h">${isFailed ? l10n.t('What went wrong') : l10n.t('What was stopped')}</h2>
    <p class="lines" dir="auto">${message}</p>
    ${
      kept === ''
        ? html`<p class="muted">${l10n.t('No files were kept. Your answers stay, as a draft.')}</p>`
        : html`<p>${l10n.t('The files made so far are kept for review:')}</p>
            ${pathPart([{ text: kept, as: 'plain' }])}`
    }
    <div class="actions">
      <vscode-button
        @click=${() => {
          view.actions.act('back-to-form');
        }}
        >${l10n.t('Back to the form')}</vscode-button
      >
      ${
        kept === ''
          ? nothing
          : html`<vscode-button
              secondary
              @click=${() => {
                view.actions.act('show-unfinished');
              }}
              >${l10n.t('Show unfinished creations')}</vscode-button
            >`
      }
      ${
        isFailed
          ? html`<vscode-button
              secondary
              @click=${() => {
                view.actions.act('show-log');
              }}
              >${l10n.t('Show the log')}</vscode-button
            >`
          : nothing
      }
    </div>
  </section>`;
}

function sidePart(view: View, creation: CreationView): TemplateResult {
  if (creation.state === 'done') return recordPart(view, creation.created);
  return html`<aside class="record" aria-labelledby="to-h">
    <h2 id="to-h">${l10n.t('Destination')}</h2>
    ${pathPart(creation.destination)}
    ${
      creation.state === 'failed' || creation.state === 'stopped'
        ? nothing
        : html`<p class="muted small">${l10n.t('The folder appears whole, or not at all.')}</p>`
    }
  </aside>`;
}
