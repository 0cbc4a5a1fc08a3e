import * as vscode from 'vscode';
import { l10n } from '../../core/system';
import { PROBLEMS_SCHEME, documentOf, folderOfDocument } from './panel';
import { sheetOf } from './problem-document';
import type { ProblemStore } from './problem-store';
import type { SightOf } from './sight';

/**
 * The documents that tell of folders: the list of problems leads to them, since it cannot open a folder. They are
 * made when they are opened, and cannot be written.
 */
export class ProblemDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  // The editor takes what is there when it is told of the provider.
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(PROBLEMS_SCHEME, this);

  constructor(
    private readonly store: ProblemStore,
    private readonly sightOf: SightOf,
  ) {}

  /** These folders have other problems than before: what is open of them is written anew. */
  renew(folders: ReadonlySet<string>): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === PROBLEMS_SCHEME && folders.has(folderOfDocument(uri))) this.changed.fire(uri);
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const folder = folderOfDocument(uri);
    const problems = this.store.get(folder);
    if (problems !== undefined) return sheetOf(problems, await this.sightOf(problems, true)).text;
    return `${l10n.t('No problem is known here: {0}', folder)}\n`;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** Opens what is known of a folder. */
export async function openDocument(folder: string): Promise<void> {
  await vscode.window.showTextDocument(documentOf(folder), { preview: true });
}
