import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { ConfigDesk } from './runs/config-desk';
import type { DiagnosticPublisher } from './diagnostics/publisher';
import type { DiskChanges } from './documents/disk-changes';
import type { OpenDocuments } from './documents/open-documents';
import type { RunDesk } from './runs/run-desk';
import type { ServerSettings } from './settings';
import type { TemplateDesk } from './templates';

/** What the features of the server share. */
export interface ServerGround {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly templates: TemplateDesk;
  readonly config: ConfigDesk;
  readonly runs: RunDesk;
  readonly disk: DiskChanges;
  /** All that is said of files goes through it: what one feature says of a file does not hide what another does. */
  readonly publisher: DiagnosticPublisher;
  /** Tells whoever looks after the client of something that should not have happened. */
  readonly failed: (caught: unknown) => void;
  readonly settings: ServerSettings;
  /** What the client can do. */
  readonly client: ClientCapabilities;
}

/** One feature of the protocol: what of it the server announces (to such a client), and its handlers. */
export interface Feature {
  readonly capabilities: ServerCapabilities | ((settings: ServerSettings) => ServerCapabilities);
  register(ground: ServerGround): void;
}
