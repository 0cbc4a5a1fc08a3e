import { html, nothing, type TemplateResult } from 'lit';
import type { Section } from './contents';
import { icon, meter } from './dom';
import { l10n } from './l10n';
import { requiredAnswers, type Problem } from './problems';
import type { View } from './view';

/** The contents: what each section still needs, by name, with ways there. */
export function contentsPart(view: View): TemplateResult {
  const { given, of } = requiredAnswers(view.state.form);
  return html`<nav class="contents" aria-label=${l10n.t('Sections')}>
    <div class="progress">
      <p><b>${l10n.t('{0} of {1}', given, of)}</b> <span>${l10n.t('required answers')}</span></p>
      ${meter(given, of, l10n.t('{0} of {1} required answers', given, of))}
    </div>
    <ol>
      ${view.sections.map((section) => sectionPart(view, section))}
    </ol>
    <dl class="keys">
      <dt><kbd>F8</kbd></dt>
      <dd>${l10n.t('next problem')}</dd>
      <dt><kbd>${navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl'}+Enter</kbd></dt>
      <dd>${l10n.t('create')}</dd>
    </dl>
  </nav>`;
}

function sectionPart(view: View, section: Section): TemplateResult {
  return html`<li>
    <a
      href="#section-${section.id}"
      aria-current=${view.ui.current === section.id ? 'location' : nothing}
      @click=${(event: Event) => {
        event.preventDefault();
        view.actions.goToSection(section.id);
      }}
      >${statusIcon(section.status)}<span class="title">${section.title}</span
      ><span class="sr-only">${statusText(section.status)}</span>${
        section.digest === ''
          ? nothing
          : html`<small class="of-${section.status}" dir="auto">${section.digest}</small>`
      }</a
    >
    ${
      section.problems.length === 0
        ? nothing
        : html`<ul class="missing">
            ${section.problems.map((problem) => problemPart(view, problem))}
          </ul>`
    }
  </li>`;
}

function problemPart(view: View, problem: Problem): TemplateResult {
  const isError = problem.kind === 'error';
  return html`<li>
    <a
      href="#section-${problem.section}"
      @click=${(event: Event) => {
        event.preventDefault();
        view.actions.goTo(problem.target);
      }}
      >${isError ? icon('error', 'error') : icon('circle-large-outline', 'quiet')}<span dir="auto"
        >${problem.label}</span
      ><span class="sr-only">${isError ? l10n.t('has an error') : l10n.t('is missing')}</span></a
    >
  </li>`;
}

function statusIcon(status: Section['status']): TemplateResult {
  switch (status) {
    case 'done':
      return icon('pass', 'ok');
    case 'error':
      return icon('error', 'error');
    case 'finding':
      return icon('warning', 'warn');
    default:
      return icon('circle-large-outline', 'quiet');
  }
}

function statusText(status: Section['status']): string {
  switch (status) {
    case 'done':
      return l10n.t('complete');
    case 'open':
      return l10n.t('not yet');
    case 'missing':
      return l10n.t('something is missing');
    case 'error':
      return l10n.t('has an error');
    case 'finding':
      return l10n.t('has findings');
  }
}
