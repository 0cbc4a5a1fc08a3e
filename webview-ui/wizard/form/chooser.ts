import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Action, Choice, Chooser } from '../../protocol';
import { chosenOffer } from '../contents';
import { elementId, icon, valueOf, type Part } from '../dom';
import { l10n } from '../l10n';
import type { ChooserId, View } from '../view';

/** Whether the last thing done in a list was done with a pointer. */
let isPointed = false;

const FEW = 6;
const MOST_SHOWN = 100;

/** What differs between the choosers. */
export interface ChooserWords {
  readonly id: ChooserId;
  readonly title: string;
  readonly icon: string;
  readonly search: string;
  /** What to do where nothing was chosen, in a sentence. */
  readonly missing: string;
  /** "Change the project": names the button. */
  readonly change: string;
  /** What else can be done, beside the title. */
  readonly action?: { readonly label: string; readonly action: Action };
}

/** The sentence about a chooser that stands below it; empty where there is nothing to say yet. */
export function chooserProblem(view: View, words: ChooserWords, chooser: Chooser): string {
  if (chooser.error !== '') return chooser.error;
  const isDue = view.ui.createPressed || view.ui.visited.has(words.id);
  return chooser.value === null && isDue ? words.missing : '';
}

/** What was chosen, with a way to choose something else; the list where nothing was. */
export function chooserPart(view: View, words: ChooserWords, chooser: Chooser): TemplateResult {
  const offer = chosenOffer(chooser);
  const isOpen = chooser.value === null || view.ui.changing.has(words.id);
  return html`<section id="section-${words.id}" aria-labelledby="${words.id}-h" data-section=${words.id}>
    ${headPart(view, words)}
    ${
      isOpen
        ? listPart(view, words, chooser, offerRow)
        : html`<div class="box chosen">
            ${icon(words.icon, 'quiet')}
            <p class="title" dir="auto">${offer?.label ?? chooser.value}</p>
            <button
              type="button"
              id=${elementId(words.id)}
              class="quiet-button"
              aria-label=${words.change}
              aria-describedby="${elementId(words.id)}-help"
              @click=${() => {
                openList(view, words.id);
              }}
            >
              ${l10n.t('Change')}
            </button>
            <p class="sub" dir="auto">${chosenDetail(offer, chooser)}</p>
          </div>`
    }
    ${belowChooser(view, words, chooser)}
  </section>`;
}

function chosenDetail(offer: Choice | undefined, chooser: Chooser): Part {
  if (!offer) return nothing;
  const value = offer.label === chooser.value ? nothing : html`<span>${chooser.value}</span>`;
  return html`${value}${offer.detail === '' ? nothing : html`<span>${offer.detail}</span>`}`;
}

/** The title of a chooser's section, and what else can be done there. */
export function headPart(view: View, words: ChooserWords): TemplateResult {
  return html`<div class="section-head">
    <h2 id="${words.id}-h" tabindex="-1">${words.title}</h2>
    <span class="spacer"></span>
    ${
      view.ui.changing.has(words.id)
        ? html`<button
            type="button"
            class="link"
            @click=${() => {
              closeList(view, words.id);
            }}
          >
            ${l10n.t('Done')}
          </button>`
        : nothing
    }
    ${
      words.action
        ? html`<button
            type="button"
            class="link"
            @click=${() => {
              if (words.action) view.actions.act(words.action.action);
            }}
          >
            ${words.action.label}
          </button>`
        : nothing
    }
  </div>`;
}

/** What is wrong, or why there is nothing to choose from. */
export function belowChooser(view: View, words: ChooserWords, chooser: Chooser): TemplateResult {
  const problem = chooserProblem(view, words, chooser);
  const id = `${elementId(words.id)}-help`;
  return html`${
    problem === ''
      ? html`<p id=${id} hidden></p>`
      : html`<p class="message" id=${id}>${icon('error', 'error')}<span dir="auto">${problem}</span></p>`
  }${chooser.empty === '' || chooser.empty === view.state.trouble ? nothing : html`<p class="hint-line">${icon('info', 'info')}<span>${chooser.empty}</span></p>`}`;
}

/** The list of what can be chosen: all of few, a searchable part of many. */
export function listPart<Offer extends Choice>(
  view: View,
  words: ChooserWords,
  chooser: Chooser<Offer>,
  row: (offer: Offer) => TemplateResult,
): TemplateResult {
  const typed = (view.ui.filters.get(words.id) ?? '').trim().toLowerCase();
  const matching = chooser.offers.filter((offer) => matches(offer, typed));
  const shown = matching.slice(0, MOST_SHOWN);
  const left = matching.length - shown.length;
  const problem = chooserProblem(view, words, chooser);
  return html`${chooser.offers.length > FEW ? searchPart(view, words, chooser.offers.length) : nothing}
  ${chooser.isLoading ? html`<vscode-progress-bar aria-label=${l10n.t('Looking for more')}></vscode-progress-bar>` : nothing}
  ${
    chooser.offers.length === 0
      ? chooser.isLoading
        ? html`<p class="hint-line">${l10n.t('Looking…')}</p>`
        : nothing
      : html`<fieldset
          id=${elementId(words.id)}
          class="box choices ${problem === '' ? '' : 'invalid'}"
          role="radiogroup"
          aria-labelledby="${words.id}-h"
          aria-describedby="${elementId(words.id)}-help"
          aria-required="true"
          aria-invalid=${problem !== ''}
          @focusin=${() => {
            view.actions.enter(words.id);
          }}
          @focusout=${(event: FocusEvent) => {
            if (!staysInside(event)) view.actions.leave(words.id);
          }}
        >
          ${repeat(
            shown,
            (offer) => offer.value,
            (offer) => choicePart(view, words.id, chooser, offer, row),
          )}
          ${shown.length === 0 ? html`<p class="nothing">${l10n.t('Nothing matches “{0}”.', typed)}</p>` : nothing}
          ${left > 0 ? html`<p class="nothing">${l10n.t('{0} more: type to find them.', left)}</p>` : nothing}
        </fieldset>`
  }`;
}

function staysInside(event: FocusEvent): boolean {
  return (
    event.currentTarget instanceof Element &&
    event.relatedTarget instanceof Node &&
    event.currentTarget.contains(event.relatedTarget)
  );
}

function matches(offer: Choice, typed: string): boolean {
  const text = `${offer.label} ${offer.value} ${offer.detail}`.toLowerCase();
  return typed.split(/\s+/).every((word) => text.includes(word));
}

function searchPart(view: View, words: ChooserWords, count: number): TemplateResult {
  return html`<div class="control search">
    ${icon('search', 'quiet')}<input
      type="search"
      aria-label=${words.search}
      placeholder=${l10n.t('{0} ({1})', words.search, count)}
      .value=${live(view.ui.filters.get(words.id) ?? '')}
      @input=${(event: Event) => {
        const text = valueOf(event);
        view.actions.update((ui) => ui.filters.set(words.id, text));
      }}
    />
  </div>`;
}

function choicePart<Offer extends Choice>(
  view: View,
  id: ChooserId,
  chooser: Chooser<Offer>,
  offer: Offer,
  row: (offer: Offer) => TemplateResult,
): TemplateResult {
  const refusal = offer.refusal ?? '';
  const isChosen = chooser.value === offer.value;
  return html`<label
    class="choice ${refusal === '' ? '' : 'refused'}"
    @pointerdown=${() => {
      isPointed = true;
    }}
    @click=${(event: MouseEvent) => {
      if (isChosen && event.detail > 0 && view.ui.changing.has(id)) closeList(view, id);
    }}
  >
    <span class="check"
      ><input
        type="radio"
        name=${id}
        value=${offer.value}
        ?disabled=${refusal !== '' && !isChosen}
        .checked=${live(isChosen)}
        @change=${() => {
          // Arrow keys go through a list and choose as they go: only a click, or Enter, has chosen for good.
          if (!isPointed && id !== 'template') view.actions.update((ui) => ui.changing.add(id));
          view.actions.choose(id, offer.value);
          if (isPointed && id !== 'template') closeList(view, id);
        }}
        @keydown=${(event: KeyboardEvent) => {
          isPointed = false;
          if (event.key !== 'Enter' || chooser.value === null || id === 'template') return;
          event.preventDefault();
          closeList(view, id);
        }}
    /></span>
    ${row(offer)}
    ${refusal === '' ? nothing : html`<span class="what refusal">${icon('circle-slash')}${refusal}</span>`}
  </label>`;
}

function offerRow(offer: Choice): TemplateResult {
  return html`<span class="title"><b dir="auto">${offer.label}</b></span>
    <span class="source">${offer.value === offer.label ? '' : offer.value}</span>
    ${offer.detail === '' ? nothing : html`<span class="what" dir="auto">${offer.detail}</span>`}`;
}

function openList(view: View, id: ChooserId): void {
  view.actions.update((ui) => ui.changing.add(id));
  view.actions.goTo(id);
}

function closeList(view: View, id: ChooserId): void {
  view.actions.update((ui) => ui.changing.delete(id));
  view.actions.goTo(id);
}
