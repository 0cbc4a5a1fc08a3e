import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
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
