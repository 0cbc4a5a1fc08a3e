import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Preview } from '../../protocol';
import { elementId, icon } from '../dom';
import { l10n } from '../l10n';
import { sizeText } from '../sizes';
import { buildTree, rowOfTyping, stepOfKey, visibleRows, type TreeNode, type TreeRow } from '../tree';
import type { View } from '../view';
import { countOfFindings, kindText } from '../words';
import { folderName } from './facts';

/** More rows than a preview is looked through for; each of them is an element. */
const MOST_ROWS = 1500;
/** Letters that follow each other faster are one word, in milliseconds. */
const TYPING_PAUSE = 700;

let typed = { text: '', at: 0 };

/** The tree of the files that will exist; drawn anew when it has changed, and not with every key in the form. */
export function treePart(view: View, preview: Preview): unknown {
  const { ui } = view;
  return guard([ui, preview, ui.file, ui.treeAt, [...ui.folded].join('\n')], () => drawTree(view, preview));
}

function drawTree(view: View, preview: Preview): TemplateResult {
  const name = folderName(preview.destination);
  const rows = visibleRows(buildTree(name, preview.files), view.ui.folded);
  const shown = rows.slice(0, MOST_ROWS);
  const at = shown.some((row) => row.node.path === view.ui.treeAt) ? view.ui.treeAt : '';
  return html`<div
      class="tree"
      role="tree"
      aria-label=${l10n.t('Files that will exist')}
      @keydown=${(event: KeyboardEvent) => {
        onKey(view, shown, at, event);
      }}
    >
      ${repeat(
        shown,
        (row) => row.node.path,
        (row) => rowPart(view, row, at),
      )}
    </div>
    ${
      rows.length > shown.length
        ? html`<p class="hint-line">
            ${l10n.t('{0} more are not listed here.', rows.length - shown.length)}
          </p>`
        : nothing
    }`;
}

function rowPart(view: View, row: TreeRow, at: string): TemplateResult {
  const { node } = row;
  const isOpen = !view.ui.folded.has(node.path);
  const isShown = view.ui.file === node.path && !node.isFolder;
  return html`<div
    class="row level-${Math.min(row.level, 8)}"
    role="treeitem"
    id=${treeId(node.path)}
    tabindex=${node.path === at ? 0 : -1}
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.siblings}
    aria-expanded=${node.children.length > 0 ? isOpen : nothing}
    aria-selected=${isShown}
    title=${node.path}
    @click=${() => {
      pick(view, node);
    }}
  >
    <span class="name"
      ><span class="twist"
        >${node.children.length > 0 ? icon(isOpen ? 'chevron-down' : 'chevron-right', 'quiet') : nothing}</span
      >${icon(iconOf(node, isOpen), node.findings > 0 && !node.isFolder ? 'warn' : 'quiet')}<span
        class="text ${row.level === 1 ? 'leaf' : ''} ${node.findings > 0 && !node.isFolder ? 'flagged' : ''}"
        >${node.name}</span
      >${
        node.findings > 0
          ? html`${icon('warning', 'warn')}<span class="sr-only">${countOfFindings(node.findings)}</span>`
          : nothing
      }</span
    >
    <span class="kind">${kindPart(node)}</span>
    <span class="size"
      >${node.isFolder || node.file?.kind === 'link' ? '' : sizeText(node.file?.size ?? 0)}</span
    >
  </div>`;
}

/** The id of the row of a path. */
export function treeId(path: string): string {
  return elementId(`tree:${path}`);
}

function kindPart(node: TreeNode): TemplateResult | string {
  if (!node.file || node.isFolder) return '';
  const sign = { folder: 'folder', rendered: 'json', copied: 'copy', link: 'link', record: 'lock' }[
    node.file.kind
  ];
  return html`${icon(sign, node.file.kind === 'rendered' ? 'info' : 'quiet')}${kindText(node.file.kind)}`;
}

function iconOf(node: TreeNode, isOpen: boolean): string {
  if (node.isFolder) return node.children.length > 0 && isOpen ? 'folder-opened' : 'folder';
  if (node.file?.kind === 'link') return 'file-symlink-file';
  if (/\.(md|txt|rst)$/i.test(node.name)) return 'file-text';
  if (/\.(csv|tsv|xlsx)$/i.test(node.name)) return 'table';
  return node.file?.kind === 'copied' ? 'file' : 'file-code';
}

function pick(view: View, node: TreeNode): void {
  if (node.isFolder) {
    view.actions.update((ui) => {
      ui.treeAt = node.path;
      if (!ui.folded.delete(node.path)) ui.folded.add(node.path);
    });
    return;
  }
  view.actions.update((ui) => (ui.treeAt = node.path));
  view.actions.showFile(node.path);
}

function onKey(view: View, rows: readonly TreeRow[], at: string, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = rows.find((one) => one.node.path === at);
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    if (row) pick(view, row.node);
    return;
  }
  const step = stepOfKey(rows, at, event.key, view.ui.folded);
  if (step) {
    event.preventDefault();
    if ('to' in step) moveTo(view, rows, step.to);
    else if ('fold' in step) view.actions.update((ui) => ui.folded.add(step.fold));
    else view.actions.update((ui) => ui.folded.delete(step.unfold));
    return;
  }
  if (event.key.length !== 1) return;
  typed = { text: event.timeStamp - typed.at > TYPING_PAUSE ? '' : typed.text, at: event.timeStamp };
  typed.text += event.key;
  const isSame = typed.text === event.key.repeat(typed.text.length);
  const to = rowOfTyping(rows, at, isSame ? event.key : typed.text);
  if (to !== null) moveTo(view, rows, to);
}

/** The focus goes to a row, and the text of a file shows at once, as in the editor's own lists. */
function moveTo(view: View, rows: readonly TreeRow[], path: string): void {
  view.actions.update((ui) => (ui.treeAt = path));
  const row = rows.find((one) => one.node.path === path);
  if (row && !row.node.isFolder) view.actions.showFile(path);
  document.getElementById(treeId(path))?.focus();
}
