import { html, nothing, type TemplateResult } from 'lit';
import type { TemplateChoice } from '../../protocol';
import { icon } from '../dom';
import { l10n } from '../l10n';
import type { View } from '../view';
import { belowChooser, headPart, listPart, type ChooserWords } from './chooser';
import { hintLine } from './fields-part';

/** The templates that can be chosen; those that cannot, with why. */
export function templatePart(view: View): TemplateResult {
  const { template } = view.state.form;
  const words: ChooserWords = {
    id: 'template',
    title: l10n.t('Template'),
    icon: 'file-code',
    search: l10n.t('Filter the templates'),
    missing: l10n.t('Choose a template.'),
    change: l10n.t('Change the template'),
    ...(template.value === null
      ? {}
      : { action: { label: l10n.t('Open the template'), action: 'open-template' as const } }),
  };
  return html`<section id="section-template" aria-labelledby="template-h" data-section="template">
    ${headPart(view, words)} ${listPart(view, words, template, templateRow)}
    ${belowChooser(view, words, template)} ${hintLine(otherKind(view))}
  </section>`;
}

function templateRow(offer: TemplateChoice): TemplateResult {
  return html`<span class="title"
      ><b dir="auto">${offer.label}</b>${
        offer.version === '' ? nothing : html`<span class="version">${offer.version}</span>`
      }${offer.tag === '' ? nothing : html`<span class="tag">${offer.tag}</span>`}</span
    >
    <span class="source">${icon(iconOfOrigin(offer.origin))}${offer.source}</span>
    ${offer.detail === '' ? nothing : html`<span class="what" dir="auto">${offer.detail}</span>`}`;
}

function iconOfOrigin(origin: TemplateChoice['origin']): string {
  switch (origin) {
    case 'equipment':
      return 'telescope';
    case 'global':
      return 'globe';
    case 'bundled':
      return 'package';
  }
}

function otherKind(view: View): string {
  const count = view.state.form.templatesOfOtherKind;
  if (count === 0 || view.state.mode === 'project') return '';
  if (view.state.mode === 'test')
    return count === 1
      ? l10n.t('1 more is for experimental runs only.')
      : l10n.t('{0} more are for experimental runs only.', count);
  return count === 1
    ? l10n.t('1 more is for test runs only.')
    : l10n.t('{0} more are for test runs only.', count);
}
