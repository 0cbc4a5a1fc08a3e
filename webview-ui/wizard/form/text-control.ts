import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { Field } from '../../protocol';
import { elementId, icon, valueOf } from '../dom';
import { l10n } from '../l10n';
import type { FieldOwner } from './field-owner';
import { insertAsOneLine } from './one-line';

/** What a control says of itself to a screen reader. */
export interface Described {
  readonly invalid: boolean;
  readonly describedBy: string;
}

/** The control of a text: one line, several lines, code, a secret or a date. */
export function textControl(
  field: Field,
  owner: FieldOwner,
  { invalid, describedBy }: Described,
): TemplateResult {
  const id = elementId(field.id);
  const text = typeof field.value === 'string' ? field.value : '';
  const input = (event: Event): void => {
    const composing = event instanceof InputEvent && event.isComposing;
    owner.edit(field, valueOf(event), composing ? 'composing' : 'typed');
  };
  const composed = (event: Event): void => {
    owner.edit(field, valueOf(event), 'typed');
  };
  if (field.control === 'multiline' || field.control === 'code')
    return html`<textarea
      id=${id}
      class=${field.control === 'code' ? 'code' : ''}
      rows=${field.control === 'code' ? 4 : 3}
      dir=${field.control === 'code' ? 'ltr' : 'auto'}
      spellcheck=${field.control === 'code' ? 'false' : 'true'}
      placeholder=${field.placeholder}
      ?required=${field.required}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .value=${live(text)}
      @input=${input}
      @compositionend=${composed}
      @focus=${() => {
        owner.enter(field);
      }}
      @blur=${() => {
        owner.leave(field);
      }}
    ></textarea>`;
  const isHidden = field.control === 'secret' && !owner.isSecretShown(field);
  return html`<input
      id=${id}
      type=${isHidden ? 'password' : isDay(field, text) ? 'date' : 'text'}
      dir="auto"
      autocomplete=${field.control === 'secret' ? 'new-password' : 'off'}
      spellcheck=${ifDefined(field.control === 'secret' ? 'false' : undefined)}
      placeholder=${field.placeholder}
      ?required=${field.required}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .value=${live(text)}
      @input=${input}
      @compositionend=${composed}
      @paste=${(event: ClipboardEvent) => {
        owner.setHint(field, insertAsOneLine(event, event.clipboardData));
      }}
      @drop=${(event: DragEvent) => {
        owner.setHint(field, insertAsOneLine(event, event.dataTransfer));
      }}
      @focus=${() => {
        owner.enter(field);
      }}
      @blur=${() => {
        owner.leave(field);
      }}
    />${field.control === 'secret' ? secretToggle(field, owner) : ''}`;
}

/** A calendar takes days only: a date in another form stays a text, so that nothing typed is lost. */
function isDay(field: Field, text: string): boolean {
  return field.control === 'date' && (text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text));
}

function secretToggle(field: Field, owner: FieldOwner): TemplateResult {
  const shown = owner.isSecretShown(field);
  return html`<button
    type="button"
    class="tool"
    aria-label=${l10n.t('Show what is typed')}
    title=${shown ? l10n.t('Hide what is typed') : l10n.t('Show what is typed')}
    aria-pressed=${shown}
    aria-controls=${elementId(field.id)}
    @click=${() => {
      owner.toggleSecret(field);
    }}
  >
    ${icon(shown ? 'eye-closed' : 'eye')}
  </button>`;
}
