import { html, nothing, type TemplateResult } from 'lit';
import type { CreationView, PhaseView } from '../../protocol';
import { icon, meter, type Part } from '../dom';
import { l10n } from '../l10n';
import { durationText } from '../sizes';
import type { View } from '../view';

/** The phases of a creation, with how long each took, and the ways to stop it. */
export function phasesPart(view: View, creation: CreationView): TemplateResult {
  const done = creation.phases.filter((phase) => phase.status === 'done').length;
  const isAtWork = creation.state === 'running' || creation.state === 'waiting';
  return html`<section class="phases" aria-labelledby="phases-h">
    <h2 id="phases-h">${l10n.t('Phases')}</h2>
    ${meter(done, creation.phases.length, l10n.t('{0} of {1} phases', done, creation.phases.length))}
    <ol>
      ${creation.phases.map((phase) => phasePart(phase))}
    </ol>
    ${isAtWork ? stopPart(view) : nothing}
  </section>`;
}

function phasePart(phase: PhaseView): TemplateResult {
  return html`<li class="phase ${phase.status}" aria-current=${phase.status === 'current' ? 'step' : nothing}>
    ${statusIcon(phase.status)}
    <span class="name" dir="auto"
      >${phase.title}<span class="sr-only">, ${statusText(phase.status)}</span></span
    >
    <span class="took">${phase.seconds === null ? '' : durationText(phase.seconds)}</span>
    ${phase.detail === '' ? nothing : html`<span class="detail" dir="auto">${phase.detail}</span>`}
    ${phase.status === 'current' ? stepMeter(phase) : nothing}
  </li>`;
}

/** A bar for how far it is, where that makes sense: plugins count as they like. */
function stepMeter({ step, detail }: PhaseView): Part {
  if (step === null || !(step.current >= 0 && step.current <= step.total)) return nothing;
  return meter(step.current, step.total, detail);
}

function statusIcon(status: PhaseView['status']): TemplateResult {
  switch (status) {
    case 'todo':
      return icon('circle-large-outline', 'quiet');
    case 'current':
      return icon('record', 'active');
    case 'done':
      return icon('pass-filled', 'ok');
    case 'failed':
      return icon('error', 'error');
  }
}

function statusText(status: PhaseView['status']): string {
  switch (status) {
    case 'todo':
      return l10n.t('to come');
    case 'current':
      return l10n.t('at work');
    case 'done':
      return l10n.t('done');
    case 'failed':
      return l10n.t('failed');
  }
}

function stopPart(view: View): TemplateResult {
  return html`<div class="stop" role="group" aria-labelledby="stop-h">
    <h2 id="stop-h">${l10n.t('Stop this creation')}</h2>
    <div class="way">
      <vscode-button
        secondary
        block
        aria-describedby="stop-keep"
        @click=${() => {
          view.actions.stop(false);
        }}
        >${l10n.t('Stop and keep the files')}</vscode-button
      >
      <p id="stop-keep">
        ${l10n.t('They wait for review, as an unfinished creation. Your answers stay, as a draft.')}
      </p>
    </div>
    <div class="way">
      <vscode-button
        secondary
        block
        aria-describedby="stop-discard"
        @click=${() => {
          view.actions.stop(true);
        }}
        >${l10n.t('Stop and delete them')}</vscode-button
      >
      <p id="stop-discard">${l10n.t('What was made so far is deleted. Your answers stay, as a draft.')}</p>
    </div>
  </div>`;
}
