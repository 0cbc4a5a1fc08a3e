import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Field, InputView } from '../../protocol';
import { icon } from '../dom';
import { fieldPart } from '../form/field';
import { l10n } from '../l10n';
import type { View } from '../view';

/** What a plugin asks for, in the middle of the page and first in the order of the keyboard. */
export function inputPart(view: View, input: InputView, fields: readonly Field[]): TemplateResult {
  return html`<section class="ask" aria-labelledby="ask-h">
    <div class="ask-head">
      ${icon('extensions', 'plugin')}
      <h2 id="ask-h" dir="auto">
        ${fields.length === 1 ? l10n.t('{0} needs a value', input.plugin) : l10n.t('{0} needs {1} values', input.plugin, fields.length)}
      </h2>
    </div>
    ${input.reason === '' ? nothing : html`<p class="why lines" dir="auto">${input.reason}</p>`}
    <form
      novalidate
      aria-labelledby="ask-h"
      @submit=${(event: Event) => {
        event.preventDefault();
        view.actions.sendInput();
      }}
    >
      <div class="fields">
        ${repeat(
          fields,
          (field) => field.id,
          (field) => fieldPart(field, view.fields),
        )}
      </div>
      <vscode-button
        @click=${() => {
          view.actions.sendInput();
        }}
        >${l10n.t('Go on')}</vscode-button
      >
      <button type="submit" hidden tabindex="-1"></button>
    </form>
  </section>`;
}
