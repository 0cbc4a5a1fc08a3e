import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Field, FieldOption } from '../../protocol';
import { elementId, icon, isChecked, valueOf, type Part } from '../dom';
import { l10n } from '../l10n';
import type { FieldOwner } from './field-owner';
import type { Described } from './text-control';

const MOST_RADIOS = 4;
const MOST_CHECKBOXES = 12;
const SHORT = 24;

/** Whether one of its options is chosen by radios, all of which are in sight. */
export function isShortChoice(field: Field): boolean {
  return (
    field.control === 'choice' &&
    !canBeLeft(field) &&
    field.options.length > 0 &&
    field.options.length <= MOST_RADIOS &&
    field.options.every((option) => option.label.length <= SHORT && option.refusal === '')
  );
}

/** Whether a yes or no has to be said: a box that nobody touched would look like a no. */
export function isYesOrNo(field: Field): boolean {
  return field.control === 'checkbox' && field.required && !field.hasDefault;
}

/** Whether nothing may be chosen: then there is a way back to that. */
function canBeLeft(field: Field): boolean {
  return !field.required && !field.hasDefault;
}

/** A list of which one can be taken. */
export function selectControl(
  field: Field,
  owner: FieldOwner,
  { invalid, describedBy }: Described,
): TemplateResult {
  const value = typeof field.value === 'string' ? field.value : '';
  const isKnown = field.options.some((option) => option.value === value);
  const hasEmpty = field.options.some((option) => option.value === '');
  return html`<select
      id=${elementId(field.id)}
      ?required=${field.required}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .value=${live(value)}
      @change=${(event: Event) => {
        owner.edit(field, valueOf(event), 'done');
      }}
      @focus=${() => {
        owner.enter(field);
      }}
      @blur=${() => {
        owner.leave(field);
      }}
    >
      ${isKnown || value === '' ? nothing : html`<option value=${value} .selected=${true}>${value}</option>`}
      ${
        hasEmpty || (value !== '' && !canBeLeft(field))
          ? nothing
          : html`<option value="" .selected=${live(value === '')}>
              ${field.required ? l10n.t('Choose…') : l10n.t('No choice')}
            </option>`
      }
      ${repeat(
        field.options,
        (option) => option.value,
        (option) =>
          html`<option
            value=${option.value}
            ?disabled=${option.refusal !== ''}
            .selected=${live(option.value === value)}
          >
            ${option.refusal === '' ? option.label : l10n.t('{0} ({1})', option.label, option.refusal)}
          </option>`,
      )}</select
    >${icon('chevron-down', 'chevron')}`;
}

/** Radios for a few short options. */
export function radioControls(field: Field, owner: FieldOwner, { describedBy }: Described): TemplateResult {
  return html`<div class="checks">
    ${field.options.map(
      (option) =>
        html`<label class="check"
          ><input
            type="radio"
            name=${elementId(field.id)}
            value=${option.value}
            aria-describedby=${describedBy}
            .checked=${live(field.value === option.value)}
            @change=${() => {
              owner.edit(field, option.value, 'done');
            }}
            @focus=${() => {
              owner.enter(field);
            }}
            @blur=${() => {
              owner.leave(field);
            }}
          /><span dir="auto">${option.label}</span></label
        >`,
    )}
  </div>`;
}

/** A yes and a no, of which neither is taken before somebody has said so. */
export function yesOrNoControls(field: Field, owner: FieldOwner, { describedBy }: Described): TemplateResult {
  const radio = (value: boolean, label: string): TemplateResult =>
    html`<label class="check"
      ><input
        type="radio"
        name=${elementId(field.id)}
        aria-describedby=${describedBy}
        .checked=${live(!field.missing && field.value === value)}
        @change=${() => {
          owner.edit(field, value, 'done');
        }}
        @focus=${() => {
          owner.enter(field);
        }}
        @blur=${() => {
          owner.leave(field);
        }}
      /><span>${label}</span></label
    >`;
  return html`<div class="checks">${radio(true, l10n.t('Yes'))} ${radio(false, l10n.t('No'))}</div>`;
}

/** Checkboxes for options of which several can be taken; many of them scroll, and can be filtered. */
export function checkboxControls(field: Field, owner: FieldOwner, described: Described): TemplateResult {
  const isLong = field.options.length > MOST_CHECKBOXES;
  const typed = owner.filter(field).trim().toLowerCase();
  const shown = isLong
    ? field.options.filter((option) => option.label.toLowerCase().includes(typed))
    : field.options;
  return html`${isLong ? optionFilter(field, owner) : nothing}
    <div class="checks ${isLong ? 'long' : ''}">
      ${repeat(
        shown,
        (option) => option.value,
        (option) => checkbox(field, option, owner, described),
      )}
      ${shown.length === 0 ? html`<p class="muted">${l10n.t('Nothing matches.')}</p>` : nothing}
    </div>`;
}

function optionFilter(field: Field, owner: FieldOwner): TemplateResult {
  const taken = Array.isArray(field.value) ? field.value.length : 0;
  return html`<div class="control search">
    ${icon('search', 'quiet')}<input
      type="search"
      aria-label=${l10n.t('Filter the values of “{0}”', field.label)}
      placeholder=${l10n.t('Filter {0} values, {1} chosen', field.options.length, taken)}
      .value=${live(owner.filter(field))}
      @input=${(event: Event) => {
        owner.setFilter(field, valueOf(event));
      }}
    />
  </div>`;
}

function checkbox(
  field: Field,
  option: FieldOption,
  owner: FieldOwner,
  described: Described,
): TemplateResult {
  const taken: readonly string[] = typeof field.value === 'object' ? field.value : [];
  const isTaken = taken.includes(option.value);
  const toggle = (event: Event): void => {
    const wanted = isChecked(event);
    // In the order of the options, whatever the order of the clicks.
    const values = field.options
      .map((one) => one.value)
      .filter((value) => (value === option.value ? wanted : taken.includes(value)));
    owner.edit(field, values, 'done');
  };
  return html`<label class="check ${option.refusal === '' ? '' : 'refused'}" title=${option.refusal}
    ><input
      type="checkbox"
      value=${option.value}
      ?disabled=${option.refusal !== '' && !isTaken}
      aria-describedby=${described.describedBy}
      .checked=${live(isTaken)}
      @change=${toggle}
      @focus=${() => {
        owner.enter(field);
      }}
      @blur=${() => {
        owner.leave(field);
      }}
    /><span dir="auto">${option.label}</span>${refusal(option)}</label
  >`;
}

function refusal(option: FieldOption): Part {
  return option.refusal === '' ? nothing : html`<span class="muted small">${option.refusal}</span>`;
}
