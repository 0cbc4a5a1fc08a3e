import { homedir } from 'node:os';
import { TextDocumentSyncKind, type Connection, type ServerCapabilities } from 'vscode-languageserver';
import { rootsOf } from '../core/catalogue';
import { configFile } from '../core/config';
import { l10n } from '../core/system';
import { ConfigDesk } from './runs/config-desk';
import { DiagnosticPublisher } from './diagnostics/publisher';
import { DiskChanges } from './documents/disk-changes';
import { OpenDocuments } from './documents/open-documents';
import { FEATURES } from './features';
import type { ServerGround } from './ground';
import { RunDesk } from './runs/run-desk';
import { readSettings } from './settings';
import { TemplateDesk } from './templates';

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
    const config = new ConfigDesk(settings.configFile ?? usualConfigFile(), documents);
    let isOver = false;
    const failed = (caught: unknown): void => {
      if (!isOver) connection.console.error(String(caught));
    };
    const templates = new TemplateDesk({ documents, labRoots: () => labRootsOf(config), failed });
    const ground: ServerGround = {
      connection,
      documents,
      templates,
      config,
      runs: new RunDesk({ config, documents, templates, settings }),
      disk: new DiskChanges(connection),
      publisher: new DiagnosticPublisher(connection, (file) => documents.of(file)?.version),
      failed,
      settings,
      client,
    };
    connection.onShutdown(() => {
      isOver = true;
      ground.publisher.end();
    });
    const capabilities: ServerCapabilities = Object.assign(
      { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } },
      ...FEATURES.map(({ capabilities: own }) => (typeof own === 'function' ? own(settings) : own)),
    ) as ServerCapabilities;
    for (const feature of FEATURES) feature.register(ground);
    return { capabilities, serverInfo: { name: 'exlab-wizard' } };
  });
  connection.listen();
}

async function labRootsOf(desk: ConfigDesk): Promise<readonly string[]> {
  const config = await desk.current();
  return config === null ? [] : rootsOf(config);
}

function usualConfigFile(): string {
  return configFile({ env: process.env, platform: process.platform, home: homedir() });
}
