import { TextDocumentSyncKind, type Connection, type ServerCapabilities } from 'vscode-languageserver';
import { l10n } from '../core/system';
import { OpenDocuments } from './documents/open-documents';
import { FEATURES } from './features';
import type { ServerGround } from './ground';
import { readSettings } from './settings';
import { TemplateDesk } from './templates/template-desk';

/**
 * Serves one client (spec 4.5): it parses what the client shows it and what the templates around that hold. It never
 * renders, never runs anything, and writes nothing.
 * @param installation absolute path of the folder with `docs` and `templates`, where a client does not name them
 */
export function startServer(connection: Connection, installation?: string): void {
  connection.onInitialize(({ initializationOptions, capabilities: client }) => {
    const settings = readSettings(initializationOptions, installation);
    if (settings.texts !== undefined) l10n.config({ contents: { ...settings.texts } });
    const documents = new OpenDocuments(connection);
    const templates = new TemplateDesk(documents);
    const ground: ServerGround = { connection, documents, templates, settings, client };
    const capabilities: ServerCapabilities = Object.assign(
      { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } },
      ...FEATURES.map(({ capabilities: own }) => (typeof own === 'function' ? own(settings) : own)),
    ) as ServerCapabilities;
    for (const feature of FEATURES) feature.register(ground);
    return { capabilities, serverInfo: { name: 'exlab-wizard' } };
  });
  connection.listen();
}
