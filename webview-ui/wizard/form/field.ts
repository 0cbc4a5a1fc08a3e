import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Field } from '../../protocol';
import { elementId, icon, isChecked, type Part } from '../dom';
import { l10n } from '../l10n';
import {
  checkboxControls,
  isShortChoice,
  isYesOrNo,
  radioControls,
  selectControl,
  yesOrNoControls,
} from './choice-control';
import type { FieldOwner } from './field-owner';
import { textControl, type Described } from './text-control';

/** A field with its label, and its help or what is wrong with it. */
export function fieldPart(field: Field, owner: FieldOwner): TemplateResult {
  const id = elementId(field.id);
  const problem = owner.problem(field);
  const described: Described = { invalid: problem !== '', describedBy: `${id}-help ${id}-hint` };
  if (field.control === 'checkbox' && !isYesOrNo(field)) return checkboxField(field, owner, described);
  if (field.control === 'choices' || isShortChoice(field) || isYesOrNo(field))
    return groupField(field, owner, described);
  const control =
    field.control === 'choice'
      ? selectControl(field, owner, described)
      : textControl(field, owner, described);
  const isWide = field.control === 'multiline' || field.control === 'code';
  return html`<div class="field ${isWide ? 'full' : ''}" data-field=${field.id}>
    <div class="label-row">
      <label class="label" for=${id}>${labelParts(field)}</label>
      ${asideParts(field, owner)}
    </div>
    <div class="control ${described.invalid ? 'invalid' : ''}">${control}</div>
    ${belowParts(field, owner)}
  </div>`;
}

/** A question with several controls: what is wrong with it is said of the group. */
function groupField(field: Field, owner: FieldOwner, described: Described): TemplateResult {
  const id = elementId(field.id);
  const isOne = field.control !== 'choices';
  const isWide = !isOne || field.options.length > 3;
  return html`<fieldset
    id=${id}
    class="field ${isWide ? 'full' : ''} ${described.invalid ? 'invalid' : ''}"
    data-field=${field.id}
    role=${isOne ? 'radiogroup' : 'group'}
    aria-labelledby="${id}-label"
    aria-describedby=${described.describedBy}
    aria-required=${isOne && field.required ? 'true' : nothing}
    aria-invalid=${isOne ? described.invalid : nothing}
  >
    <div class="label-row">
      <span class="label" id="${id}-label">${labelParts(field)}</span>
      ${asideParts(field, owner)}
    </div>
    ${groupControls(field, owner, described)} ${belowParts(field, owner)}
  </fieldset>`;
}

function groupControls(field: Field, owner: FieldOwner, described: Described): TemplateResult {
  if (field.control === 'choices') return checkboxControls(field, owner, described);
  return field.control === 'checkbox'
    ? yesOrNoControls(field, owner, described)
    : radioControls(field, owner, described);
}

function checkboxField(field: Field, owner: FieldOwner, { invalid, describedBy }: Described): TemplateResult {
  return html`<div class="field yes ${invalid ? 'invalid' : ''}" data-field=${field.id}>
    <div class="label-row">
      <label class="check"
        ><input
          type="checkbox"
          id=${elementId(field.id)}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .checked=${live(field.value === true)}
          @change=${(event: Event) => {
            owner.edit(field, isChecked(event), 'done');
          }}
          @focus=${() => {
            owner.enter(field);
          }}
          @blur=${() => {
            owner.leave(field);
          }}
        />${labelParts(field)}</label
      >
      ${asideParts(field, owner)}
    </div>
    ${belowParts(field, owner)}
  </div>`;
}

function labelParts(field: Field): TemplateResult {
  return html`<span dir="auto">${field.label}</span>${
      field.required ? html` <span class="req">${l10n.t('required')}</span>` : nothing
    }`;
}

function asideParts(field: Field, owner: FieldOwner): TemplateResult {
  return html`<span class="asides"
    >${
      field.hasDefault && !field.isDefault
        ? html`<button
            type="button"
            class="tool small-tool"
            aria-label=${l10n.t('Set “{0}” back to its default', field.label)}
            title=${l10n.t('Back to the default')}
            @click=${() => {
              owner.takeBack(field);
            }}
          >
            ${icon('discard')}
          </button>`
        : nothing
    }${field.note === '' ? nothing : html`<span class="aside">${field.note}</span>`}${counter(field)}</span
  >`;
}

function counter(field: Field): Part {
  if (field.maxLength === null || typeof field.value !== 'string') return nothing;
  // As people count, not as memory does: a flag or an accented letter is one.
  const length = field.value.length > 10_000 ? field.value.length : Array.from(field.value).length;
  const isOver = length > field.maxLength;
  return html`<span class="aside ${isOver ? 'over' : ''}"
    >${l10n.t('{0} of {1}', length.toLocaleString(), field.maxLength.toLocaleString())}</span
  >`;
}

function belowParts(field: Field, owner: FieldOwner): TemplateResult {
  const id = elementId(field.id);
  const problem = owner.problem(field);
  const hint = owner.hint(field);
  return html`${
    problem === ''
      ? html`<p class="help" id="${id}-help" ?hidden=${field.help === '' && !field.isDefault} dir="auto">
          ${field.isDefault ? html`<span class="default">${l10n.t('Default')}</span>` : nothing}<span
            >${field.help}</span
          >
        </p>`
      : html`<p class="message" id="${id}-help">
          ${icon('error', 'error')}<span dir="auto">${problem}</span>
        </p>`
  }${hint === '' ? nothing : html`<p class="help hint" id="${id}-hint" role="status">${icon('info', 'info')}<span>${hint}</span></p>`}`;
}
