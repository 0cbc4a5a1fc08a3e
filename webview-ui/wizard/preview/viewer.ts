import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { FieldValue, Preview } from '../../protocol';
import { fieldsOf } from '../fields';
import type { TonedText } from '../colours';
import { icon, type Part } from '../dom';
import { l10n } from '../l10n';
import { markLines, MOST_LINES, type MarkedLine } from '../lines';
import type { View } from '../view';

/** The text of the file that was chosen, as it would be. */
export function viewerPart(view: View, preview: Preview): TemplateResult {
  const { file, shown } = view.ui;
  if (file === null)
    return html`<section class="viewer" aria-label=${l10n.t('Text of a file')}>
      <p class="hint-line inset">${l10n.t('Choose a file: its text shows here.')}</p>
    </section>`;
  const name = file.split('/').at(-1) ?? file;
  return html`<section class="viewer" aria-label=${l10n.t('Text of {0}', name)}>
    <div class="viewer-head">
      ${icon('file-text', 'quiet')}<b class="strong" dir="auto">${name}</b
      ><span class="muted ellipsis">${file === name ? '' : file}</span>
    </div>
    ${shown?.path === file ? textPart(view, preview, shown) : html`<p class="hint-line inset">${l10n.t('Reading…')}</p>`}
  </section>`;
}

function textPart(
  view: View,
  preview: Preview,
  { path, file }: NonNullable<View['ui']['shown']>,
): TemplateResult {
  if (file.kind === 'none') return html`<p class="hint-line inset">${file.reason}</p>`;
  if (file.text === '') return html`<p class="hint-line inset">${l10n.t('This file is empty.')}</p>`;
  const answer = focusedAnswer(view);
  const key = [file.text, path, JSON.stringify(answer), JSON.stringify(preview.findings)];
  return html`<pre
    class="code-view"
    role="region"
    tabindex="0"
    dir="ltr"
    aria-label=${l10n.t('Text as it would be')}
  >
${guard(key, () => {
      const lines = markLines(file.text, path, preview.findings, answer);
      const isCut = file.isCut || lines.length === MOST_LINES;
      return html`<code>${lines.map(linePart)}</code>${
          isCut ? html`<span class="cut">${l10n.t('Only the beginning is shown.')}</span>` : nothing
        }`;
    })}</pre>`;
}

function linePart(line: MarkedLine): TemplateResult {
  const tone = line.finding === null ? '' : line.finding === 'hard' ? 'warn' : 'noted';
  return html`<span class="ln ${line.holdsAnswer ? 'here' : ''} ${tone}" data-line=${line.number}
    ><span class="number" aria-hidden="true">${line.number}</span
    ><span class=${tone === '' ? '' : 'squiggle'}>${line.text === '' ? ' ' : line.parts.map(tonedPart)}</span
    >${tone === '' ? nothing : html`<span class="sr-only">${l10n.t('Finding in this line')}</span>`}</span
  >`;
}

function tonedPart({ text, tone }: TonedText): Part | string {
  return tone === '' ? text : html`<span class="tone-${tone}">${text}</span>`;
}

function focusedAnswer(view: View): FieldValue | null {
  const { focused } = view.ui;
  if (focused === null) return null;
  const field = fieldsOf(view.state.form).find((placed) => placed.field.id === focused)?.field;
  // A secret is in no file, and nothing may point out where something like it stands.
  return field && field.control !== 'secret' ? field.value : null;
}
