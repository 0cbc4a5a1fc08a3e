import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { OpenDocuments } from './documents/open-documents';
import type { ServerSettings } from './settings';
import type { TemplateDesk } from './templates/template-desk';

/** What the features of the server share. */
export interface ServerGround {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly templates: TemplateDesk;
  readonly settings: ServerSettings;
  /** What the client can do. */
  readonly client: ClientCapabilities;
}

/** One feature of the protocol: what of it the server announces (to such a client), and its handlers. */
export interface Feature {
  readonly capabilities: ServerCapabilities | ((settings: ServerSettings) => ServerCapabilities);
  register(ground: ServerGround): void;
}
