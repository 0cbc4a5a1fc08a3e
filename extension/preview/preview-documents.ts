import * as vscode from 'vscode';
import { l10n, readableSize } from '../../core/system';
import type { PreviewFile } from '../../core/templates';
import { isSetName, setOf, type PreviewState, type SetName } from './preview-state';

export const PREVIEW_SCHEME = 'exlab-preview';

/** The address of a file of a preview: as a path, so that the editor knows its language by its name. */
export function previewUri(name: string, set: SetName, file: string): vscode.Uri {
  return vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: `/${name}/${set}/${file}` });
}

/** Which file of which set an address means; undefined where it means none. */
export function previewedFile(uri: vscode.Uri): { readonly set: SetName; readonly file: string } | undefined {
  const [, , set, ...names] = uri.path.split('/');
  return isSetName(set) ? { set, file: names.join('/') } : undefined;
}

/** The documents of a preview. They are made when they are opened, follow every rendering, and cannot be written. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this);

  /** @param stateOf what is known now; undefined where no preview is open */
  constructor(private readonly stateOf: () => PreviewState | undefined) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    const state = this.stateOf();
    const previewed = previewedFile(uri);
    if (state === undefined || previewed === undefined) {
      return l10n.t('This preview is closed: run Preview Template again.');
    }
    const set = setOf(state, previewed.set);
    const file = set?.preview?.files.find(({ path }) => path === previewed.file);
    if (file !== undefined) return textOf(file);
    const [problem] = set?.isCurrent === true ? [] : (set?.problems ?? []);
    return problem?.message ?? l10n.t('The template makes no such file from these answers.');
  }

  /** Writes everything anew that is open. */
  renew(): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === PREVIEW_SCHEME) this.changed.fire(uri);
    }
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** What is shown of a file: its text where it is rendered, else what would be there. */
function textOf({ kind, text, target = '', source, size }: PreviewFile): string {
  if (text !== null) return text;
  switch (kind) {
    case 'folder':
      return l10n.t('A folder.');
    case 'link':
      return l10n.t('A link to {0}', target);
    default:
      return l10n.t('Copied as it is, {0}: {1}', readableSize(size), source ?? '');
  }
}

/** Closes the editors of a scheme. */
export async function closeEditors(...schemes: readonly string[]): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter((tab) => schemesOf(tab).some((each) => schemes.includes(each))),
  );
}

function schemesOf({ input }: vscode.Tab): string[] {
  if (input instanceof vscode.TabInputText) return [input.uri.scheme];
  return input instanceof vscode.TabInputTextDiff ? [input.original.scheme, input.modified.scheme] : [];
}
