import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CustomField } from '../../protocol';
import { addRow, changeRow, moveRow, removeRow } from '../custom-rows';
import { elementId, icon, valueOf } from '../dom';
import { l10n } from '../l10n';
import { CUSTOM } from '../overlay';
import type { RowFocus, View } from '../view';
import { insertAsOneLine } from './one-line';

/** The data type of a row that is dragged: nothing else can be dropped on rows. */
const DRAGGED = 'application/x-exlab-row';

/** The README's fields of one's own: added, renamed, put in order, deleted. */
export function customPart(view: View): TemplateResult {
  const rows = view.state.form.custom;
  const hint = view.ui.hints.get(CUSTOM) ?? '';
  return html`<fieldset class="group" id=${elementId(CUSTOM)}>
    <legend>${l10n.t('Your own, in this order')}</legend>
    ${
      rows.length === 0
        ? nothing
        : html`<div class="custom custom-head" aria-hidden="true">
            <span>${l10n.t('Label')}</span><span>${l10n.t('Value')}</span>
          </div>`
    }
    ${rows.map((row, index) => rowPart(view, row, index))}
    <button
      type="button"
      class="quiet-button add"
      id="custom-add"
      @click=${() => {
        const { rows: more, focus } = addRow(rows);
        view.actions.setRows(more, 'done', { row: focus, part: 'label' });
      }}
    >
      ${icon('add')}${l10n.t('Add a field')}
    </button>
    ${hint === '' ? nothing : html`<p class="help hint" role="status">${icon('info', 'info')}<span>${hint}</span></p>`}
  </fieldset>`;
}

function rowPart(view: View, row: CustomField, index: number): TemplateResult {
  const name = row.label === '' ? l10n.t('Field {0}', index + 1) : row.label;
  const id = elementId(`custom:${index}`);
  return html`<div
    class="custom"
    role="group"
    aria-label=${l10n.t('Field {0}, {1}', index + 1, row.label)}
    data-row=${index}
    @dragover=${(event: DragEvent) => {
      if (event.dataTransfer?.types.includes(DRAGGED) !== true) return;
      event.preventDefault();
      markRow(event, true);
    }}
    @dragleave=${(event: DragEvent) => {
      markRow(event, false);
    }}
    @drop=${(event: DragEvent) => {
      markRow(event, false);
      dropRow(view, event, index);
    }}
  >
    <span
      class="gripper"
      draggable="true"
      title=${l10n.t('Drag to another place')}
      @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(DRAGGED, String(index))}
      >${icon('gripper', 'quiet')}</span
    >
    ${textPart(view, row, index, 'label', l10n.t('Label'), id)}
    ${textPart(view, row, index, 'value', l10n.t('Value'), `${id}-value`)}
    <span class="tools">${toolParts(view, index, name)}</span>
    ${
      row.error === ''
        ? nothing
        : html`<p class="message" id="${id}-help">
            ${icon('error', 'error')}<span dir="auto">${row.error}</span>
          </p>`
    }
  </div>`;
}

function textPart(
  view: View,
  row: CustomField,
  index: number,
  part: 'label' | 'value',
  label: string,
  id: string,
): TemplateResult {
  const rows = view.state.form.custom;
  const type = (event: Event): void => {
    const composing = event instanceof InputEvent && event.isComposing;
    const changed = changeRow(rows, index, { [part]: valueOf(event) });
    view.actions.setRows(changed, composing ? 'composing' : 'typed');
  };
  return html`<div class="control ${row.error === '' ? '' : 'invalid'}">
    <input
      type="text"
      id=${id}
      dir="auto"
      autocomplete="off"
      aria-label=${label}
      aria-invalid=${row.error !== ''}
      aria-describedby="${elementId(`custom:${index}`)}-help"
      .value=${live(row[part])}
      @input=${type}
      @compositionend=${type}
      @paste=${(event: ClipboardEvent) => {
        const hint = insertAsOneLine(event, event.clipboardData);
        view.actions.update((ui) => ui.hints.set(CUSTOM, hint));
      }}
      @focus=${() => {
        view.actions.enter(CUSTOM);
      }}
      @blur=${() => {
        view.actions.leave(CUSTOM);
      }}
    />
  </div>`;
}

function toolParts(view: View, index: number, name: string): TemplateResult {
  const rows = view.state.form.custom;
  const move = (to: number, part: 'up' | 'down'): void => {
    const moved = moveRow(rows, index, to);
    view.actions.setRows(moved.rows, 'done', { row: moved.focus, part });
  };
  const tool = (
    part: RowFocus['part'],
    sign: string,
    label: string,
    isOff: boolean,
    run: () => void,
  ): TemplateResult =>
    // Not disabled, so that the button that has the focus keeps it at the end of the list.
    html`<button
      type="button"
      class="tool"
      data-part=${part}
      aria-label=${label}
      title=${label}
      aria-disabled=${isOff}
      @click=${() => {
        if (!isOff) run();
      }}
    >
      ${icon(sign)}
    </button>`;
  return html`${tool('up', 'arrow-up', l10n.t('Move {0} up', name), index === 0, () => {
    move(index - 1, 'up');
  })}
  ${tool('down', 'arrow-down', l10n.t('Move {0} down', name), index === rows.length - 1, () => {
    move(index + 1, 'down');
  })}
  ${tool('delete', 'trash', l10n.t('Delete {0}', name), false, () => {
    const left = removeRow(rows, index);
    view.actions.setRows(left.rows, 'done', { row: left.focus, part: 'delete' });
  })}`;
}

/** Shows where a row would be dropped. */
function markRow(event: DragEvent, isOver: boolean): void {
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.toggleAttribute('data-over', isOver);
}

function dropRow(view: View, event: DragEvent, index: number): void {
  const from = event.dataTransfer?.getData(DRAGGED) ?? '';
  if (!/^\d+$/.test(from)) return;
  event.preventDefault();
  const moved = moveRow(view.state.form.custom, Number(from), index);
  view.actions.setRows(moved.rows, 'done', { row: moved.focus, part: 'label' });
}
