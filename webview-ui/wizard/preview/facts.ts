import { html, type TemplateResult } from 'lit';
import type { Fact, PathPart } from '../../protocol';

/** Names and values in two columns. */
export function factsPart(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${facts.map(
      (fact) =>
        html`<dt dir="auto">${fact.name}</dt>
          <dd dir="auto">${fact.value}</dd>`,
    )}
  </dl>`;
}

/** A path that breaks at its separators only; what is marked in it is said by more than a colour. */
export function pathPart(parts: readonly PathPart[]): TemplateResult {
  const last = startOfName(parts);
  return html`<p class="path" translate="no" dir="ltr">
    ${parts.slice(0, last).map(partOf)}<span class="last">${parts.slice(last).map(partOf)}</span>
  </p>`;
}

/** The name of the folder at the end of a path, whatever parts it is made of. */
export function folderName(parts: readonly PathPart[]): string {
  return parts
    .slice(startOfName(parts))
    .map((part) => part.text)
    .join('');
}

/** Where the folder's own name begins: it stays together where there is room for it. */
function startOfName(parts: readonly PathPart[]): number {
  return parts.findLastIndex((part, index) => index < parts.length - 1 && /[/\\]$/.test(part.text)) + 1;
}

function partOf(part: PathPart): TemplateResult {
  if (part.as === 'mark') return html`<mark>${breakable(part.text)}</mark>`;
  return part.as === 'leaf'
    ? html`<b class="leaf">${part.text}</b>`
    : html`<span>${breakable(part.text)}</span>`;
}

function breakable(text: string): readonly TemplateResult[] {
  return text.split(/(?<=[/\\])/).map((piece) => html`${piece}<wbr />`);
}
