import { html, nothing, type TemplateResult } from 'lit';
import type { KeptDraft, PathPart, WizardState } from '../protocol';
import { contentsPart } from './contents-part';
import { icon, type Part } from './dom';
import { formPart } from './form/form';
import { l10n } from './l10n';
import { previewPart } from './preview/preview';
import type { Problem } from './problems';
import type { View } from './view';
import { countOfErrors, countOfFindings, countOfMissing, wordsOfMode } from './words';

/** The page while the form is filled in. */
export function formPage(view: View): TemplateResult {
  return html`<div class="page wizard">
    <a
      class="skip"
      href="#form"
      @click=${(event: Event) => {
        event.preventDefault();
        document.getElementById('form')?.focus();
      }}
      >${l10n.t('Go to the form')}</a
    >
    ${headerPart(view)} ${noticesPart(view)}
    <div class="columns">${contentsPart(view)} ${formPart(view)} ${previewPart(view)}</div>
    ${barPart(view)}
  </div>`;
}

function headerPart(view: View): TemplateResult {
  const words = wordsOfMode(view.state.mode);
  return html`<header class="top">
    ${icon(words.icon, 'quiet')}
    <h1 id="title" tabindex="-1">${words.title}</h1>
    <span class="spacer"></span>
    ${savedPart(view.state)}
    <button
      type="button"
      class="quiet-button"
      @click=${() => {
        view.actions.act('discard-draft');
      }}
    >
      ${l10n.t('Discard draft…')}
    </button>
  </header>`;
}

function savedPart({ saved, saveProblem }: WizardState): Part {
  if (saveProblem !== '') {
    return html`<p class="saved" role="status">
      ${icon('warning', 'warn')}<span title=${saveProblem}
        >${l10n.t('Draft not saved: {0}', saveProblem)}</span
      >
    </p>`;
  }
  if (saved === '') return nothing;
  return html`<p class="saved">${icon('check', 'quiet')}<span>${l10n.t('Draft saved {0}', saved)}</span></p>`;
}

/** So many drafts are in sight; those before them are folded away. */
const MOST_KEPT = 3;

function noticesPart(view: View): Part {
  const { trouble, kept } = view.state;
  if (trouble === '' && kept.length === 0) return nothing;
  return html`<section class="notices" aria-label=${l10n.t('Notices')}>
    ${trouble === '' ? nothing : troublePart(view, trouble)}
    ${kept.slice(0, MOST_KEPT).map((draft) => keptPart(view, draft))}
    ${
      kept.length > MOST_KEPT
        ? html`<details class="earlier">
            <summary>${l10n.t('{0} earlier drafts', kept.length - MOST_KEPT)}</summary>
            ${kept.slice(MOST_KEPT).map((draft) => keptPart(view, draft))}
          </details>`
        : nothing
    }
  </section>`;
}

function keptPart(view: View, draft: KeptDraft): TemplateResult {
  return html`<div class="notice" role="group" aria-label=${l10n.t('An earlier draft')}>
    ${icon('history', 'info')}
    <p dir="auto">${l10n.t('A draft from {0}: {1}', draft.changed, draft.title)}</p>
    <button
      type="button"
      class="link"
      aria-label=${l10n.t('Go on with it: {0}', draft.title)}
      @click=${() => {
        view.actions.resume(draft.id);
      }}
    >
      ${l10n.t('Go on with it')}
    </button>
  </div>`;
}

/** What keeps the form from working, in front of everything else. */
export function troublePart(view: View, trouble: string): TemplateResult {
  return html`<div class="notice error" role="alert">
    ${icon('error', 'error')}
    <p class="lines" dir="auto">${trouble}</p>
    <button
      type="button"
      class="link"
      @click=${() => {
        view.actions.act('show-log');
      }}
    >
      ${l10n.t('Show the log')}
    </button>
  </div>`;
}

function barPart(view: View): TemplateResult {
  const { mode, preview } = view.state;
  const words = wordsOfMode(mode);
  return html`<footer class="bar">
    ${preview.preview ? html`<p class="target path" dir="ltr">${lastParts(preview.preview.destination)}</p>` : nothing}
    <span class="mode ${mode === 'test' ? 'test' : ''}">${icon(words.icon)}${words.badge}</span>
    ${summaryPart(view)}
    <span class="spacer"></span>
    <vscode-button
      class="create"
      @click=${() => {
        view.actions.create();
      }}
      >${words.create}</vscode-button
    >
  </footer>`;
}

/** The end of the path: what fits in a line, and differs from run to run. */
function lastParts(parts: readonly PathPart[]): Part {
  const last = parts.slice(-4);
  return html`${last.map((part) => {
    if (part.as === 'mark') return html`<mark>${part.text}</mark>`;
    return part.as === 'leaf' ? html`<b>${part.text}</b>` : tailOf(part.text);
  })}`;
}

function tailOf(text: string): string {
  return text
    .split(/(?<=[/\\])/)
    .slice(-2)
    .join('');
}

/** What keeps the whole form from working keeps it from being complete too. */
function readyPart({ trouble }: WizardState): TemplateResult {
  return trouble === ''
    ? html`<span class="state">${icon('pass', 'ok')}${l10n.t('All answers are there')}</span>`
    : html`<span class="state">${icon('error', 'error')}${l10n.t('Nothing can be created now')}</span>`;
}

function summaryPart(view: View): TemplateResult {
  const count = (...kinds: readonly Problem['kind'][]): number =>
    view.problems.filter((problem) => kinds.includes(problem.kind)).length;
  const errors = countOfErrors(count('error', 'obstacle'));
  const missing = countOfMissing(count('missing'));
  const findings = countOfFindings(count('finding'));
  const [first] = view.problems;
  return html`<div class="summary">
    <div class="states" role="status">
      ${errors === '' ? nothing : html`<span class="state">${icon('error', 'error')}${errors}</span>`}
      ${missing === '' ? nothing : html`<span class="state">${icon('circle-large-outline', 'quiet')}${missing}</span>`}
      ${findings === '' ? nothing : html`<span class="state">${icon('warning', 'warn')}${findings}</span>`}
      ${first ? nothing : readyPart(view.state)}
    </div>
    ${
      first
        ? html`<button
            type="button"
            class="link small go"
            @click=${() => {
              view.actions.goTo(first.target);
            }}
          >
            ${first.kind === 'obstacle' || first.kind === 'finding' ? l10n.t('Show it') : l10n.t('Go to {0}', first.label)}
          </button>`
        : nothing
    }
  </div>`;
}
