import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type Middleware } from 'vscode-languageclient/node';
import { chosenConfigFile } from '../settings';
import { lensMiddleware } from './lenses';
import type { ServedDocuments } from './served-documents';

/**
 * A client of the language server, which is a process of its own; it is not started yet.
 * @param installation the folder of the extension
 */
export function languageClient(
  installation: string,
  served: ServedDocuments,
  log: vscode.LogOutputChannel,
): LanguageClient {
  const client: LanguageClient = new LanguageClient(
    'exlab.language',
    'ExLab Wizard',
    { module: path.join(installation, 'dist', 'language-server.cjs'), transport: TransportKind.ipc },
    {
      documentSelector: [{ scheme: 'file' }],
      outputChannel: log,
      middleware: { ...onlyServed(served), ...lensMiddleware(() => client) },
      initializationOptions: {
        configFile: chosenConfigFile(),
        docs: path.join(installation, 'docs'),
        bundledTemplates: path.join(installation, 'templates'),
        texts: vscode.l10n.bundle,
        commands: true,
      },
    },
  );
  return client;
}

/** Tells the server of the documents that it serves, and of no others: neither their texts nor their changes. */
function onlyServed(served: ServedDocuments): Middleware {
  const told = new Set<string>();
  return {
    async didOpen(document, next) {
      if (!(await served.serves(document)) || document.isClosed) return;
      told.add(document.uri.toString());
      // It is told as it is now, with all that was typed meanwhile.
      await next(document);
    },
    async didChange(change, next) {
      if (told.has(change.document.uri.toString())) await next(change);
    },
    async didSave(document, next) {
      if (told.has(document.uri.toString())) await next(document);
    },
    async didClose(document, next) {
      if (told.delete(document.uri.toString())) await next(document);
    },
  };
}
