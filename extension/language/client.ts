import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { SMALL_HEAP } from '../../core/system';
import { chosenConfigFile } from '../settings';
import { lensMiddleware } from './lenses';
import { onlyServed } from './only-served';
import type { ServedDocuments } from './served-documents';
import { WithoutDoubles } from './without-doubles';

/**
 * A client of the language server, which is a process of its own; it is not started yet.
 * @param installation the folder of the extension
 */
export function languageClient(
  installation: string,
  served: ServedDocuments,
  log: vscode.LogOutputChannel,
): LanguageClient {
  const doubles = new WithoutDoubles((uri, left) => client.diagnostics?.set(uri, left));
  const client: LanguageClient = new LanguageClient(
    'exlab.language',
    'ExLab Wizard',
    {
      module: path.join(installation, 'dist', 'language-server.cjs'),
      transport: TransportKind.ipc,
      options: { execArgv: [...SMALL_HEAP] },
    },
    {
      documentSelector: [{ scheme: 'file' }],
      outputChannel: log,
      middleware: onlyServed(served, {
        ...lensMiddleware(() => client),
        handleDiagnostics: (uri, said) => {
          doubles.take(uri, said);
        },
      }),
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
