import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Field } from '../../protocol';
import { icon, type Part } from '../dom';
import { l10n } from '../l10n';
import type { View } from '../view';
import { fieldPart } from './field';

/** The fields of a group, with those for experts folded away below. */
export function fieldsPart(view: View, fields: readonly Field[], fold: string): TemplateResult {
  const advanced = fields.filter((field) => field.advanced);
  return html`<div class="fields">
      ${repeat(
        fields.filter((field) => !field.advanced),
        (field) => field.id,
        (field) => fieldPart(field, view.fields),
      )}
    </div>
    ${advanced.length === 0 ? nothing : advancedFold(view, advanced, fold)}`;
}

function advancedFold(view: View, fields: readonly Field[], fold: string): TemplateResult {
  const wrong = fields.filter((field) => view.fields.problem(field) !== '').length;
  return html`<details
    class="box fold"
    ?open=${view.ui.openFolds.has(fold)}
    @toggle=${(event: Event) => {
      const isOpen = event.target instanceof HTMLDetailsElement && event.target.open;
      if (isOpen === view.ui.openFolds.has(fold)) return;
      view.actions.update((ui) => (isOpen ? ui.openFolds.add(fold) : ui.openFolds.delete(fold)));
    }}
  >
    <summary>
      ${icon('chevron-right', 'quiet twist')}<span>${l10n.t('Advanced')}</span
      ><span class="count">${fields.length}</span>${wrong === 0 ? nothing : icon('error', 'error')}<span
        class="digest"
        dir="auto"
        >${digest(fields)}</span
      >
    </summary>
    <div class="inner">
      <div class="fields">
        ${repeat(
          fields,
          (field) => field.id,
          (field) => fieldPart(field, view.fields),
        )}
      </div>
    </div>
  </details>`;
}

/** What stands in the folded fields, as far as a line holds it. Secrets are not shown. */
function digest(fields: readonly Field[]): string {
  return fields
    .filter((field) => field.control !== 'secret' && typeof field.value !== 'boolean')
    .map((field) => {
      const texts = typeof field.value === 'object' ? field.value : [String(field.value)];
      return texts
        .map((text) => field.options.find((option) => option.value === text)?.label ?? text.slice(0, 40))
        .join(', ');
    })
    .filter((text) => text !== '' && !text.includes('\n'))
    .slice(0, 4)
    .join(', ');
}

/** A line below a list about what is not in it. */
export function hintLine(text: string): Part {
  return text === '' ? nothing : html`<p class="hint-line">${text}</p>`;
}
