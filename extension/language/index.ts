import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Location } from 'vscode-languageclient';
import type { LanguageClient } from 'vscode-languageclient/node';
import { l10n } from '../../core/system';
import type { ErrorFunnel } from '../errors';
import { chosenConfigFile, onDidChangeEngineSettings } from '../settings';
import { ServedDocuments } from './served-documents';

interface LanguageDoorOptions {
  readonly log: vscode.LogOutputChannel;
  readonly errors: ErrorFunnel;
  /** The folder of the extension. */
  readonly installation: string;
}

/**
 * The language server as the editor sees it: it starts with the first document that it serves (spec 11.4), and ends with
 * the window. It only parses, so that an untrusted folder has it too.
 */
export class LanguageDoor {
  private readonly served = new ServedDocuments(chosenConfigFile);
  private client: Promise<LanguageClient> | undefined;

  constructor(private readonly options: LanguageDoorOptions) {}

  /** Waits for documents. */
  register(): vscode.Disposable {
    for (const document of vscode.workspace.textDocuments) void this.consider(document);
    return vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => void this.consider(document)),
      // A folder may have become a template, or a run.
      vscode.workspace.onDidSaveTextDocument(() => {
        this.served.forget();
      }),
      onDidChangeEngineSettings(() => void this.restart()),
    );
  }

  /**
   * Shows where the variables in the name of a file or folder, and of those that it is in, are declared.
   * @param given the file or folder; that of the active editor where it is left out
   */
  async showDefinitionOfName(given: unknown): Promise<void> {
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    if (uri?.scheme !== 'file') return;
    this.client ??= this.start();
    const client = await this.client;
    const found = await client.sendRequest<Location[]>('exlab/definitionOfName', { uri: uri.toString() });
    const [first, second] = found.map((location) => client.protocol2CodeConverter.asLocation(location));
    if (first === undefined) {
      void vscode.window.showInformationMessage(
        l10n.t('The name of {0} holds no variable of a template.', path.basename(uri.fsPath)),
      );
      return;
    }
    const editor = await vscode.window.showTextDocument(first.uri, { selection: first.range });
    if (second === undefined) return;
    const all = found.map((location) => client.protocol2CodeConverter.asLocation(location));
    const shown = [editor.document.uri, first.range.start, all];
    await vscode.commands.executeCommand('editor.action.showReferences', ...shown);
  }

  /** Ends the server. */
  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.dispose();
  }

  private async consider(document: vscode.TextDocument): Promise<void> {
    if (this.client !== undefined || !(await this.served.serves(document))) return;
    this.client ??= this.start();
    await this.options.errors.guard('language server', () => this.client);
  }

  private async start(): Promise<LanguageClient> {
    const { installation, log } = this.options;
    const { languageClient } = await import('./client');
    const client = languageClient(installation, this.served, log);
    await client.start();
    return client;
  }

  /** The server is told where the configuration is when it starts. */
  private async restart(): Promise<void> {
    if (this.client === undefined) return;
    await this.close();
    for (const document of vscode.workspace.textDocuments) await this.consider(document);
  }
}
