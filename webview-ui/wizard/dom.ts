import { html, type nothing, type TemplateResult } from 'lit';

/** What a part of the page is made of. */
export type Part = TemplateResult | typeof nothing;

/** The id of the element of a field: ids with spaces could not be named in `aria-describedby`. */
export function elementId(key: string): string {
  return `f-${key.replace(/[^\w-]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}_`)}`;
}

/** A codicon that only repeats what words beside it say. */
export function icon(name: string, tone = ''): TemplateResult {
  return html`<i class="codicon codicon-${name} icon ${tone}" aria-hidden="true"></i>`;
}

/** A bar that shows how much of something is done. */
export function meter(done: number, of: number, label: string): TemplateResult {
  const most = Math.max(of, 1);
  return html`<svg
    class="meter ${done >= most ? 'ok' : ''}"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${most} 4"
    preserveAspectRatio="none"
  >
    <rect width=${Math.min(done, most)} height="4"></rect>
  </svg>`;
}

/** The text that stands in a control that somebody did something in. */
export function valueOf(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
    ? target.value
    : '';
}

/** Whether a checkbox that was clicked is checked now. */
export function isChecked(event: Event): boolean {
  return event.target instanceof HTMLInputElement && event.target.checked;
}
