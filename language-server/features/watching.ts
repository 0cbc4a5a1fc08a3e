import {
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  type Disposable,
} from 'vscode-languageserver';
import { uriOf } from '../documents/file-uris';
import type { Feature, ServerGround } from '../ground';

/** Has the client watch the folders of the templates that are open, and nothing else: run trees are left alone. */
export const watching: Feature = {
  capabilities: {},
  register(ground) {
    const watched = new Map<string, Promise<Disposable>>();
    ground.templates.didFollow((root) => {
      if (canWatch(ground) && !watched.has(root)) watched.set(root, watch(ground, root));
    });
    ground.templates.didForget((root) => {
      void watched.get(root)?.then((registration) => {
        registration.dispose();
      });
      watched.delete(root);
    });
  },
};

function canWatch({ client }: ServerGround): boolean {
  const watching = client.workspace?.didChangeWatchedFiles;
  return watching?.dynamicRegistration === true && watching.relativePatternSupport === true;
}

async function watch({ connection, templates }: ServerGround, root: string): Promise<Disposable> {
  const options: DidChangeWatchedFilesRegistrationOptions = {
    watchers: [{ globPattern: { baseUri: uriOf(root), pattern: '**/*' } }],
  };
  const registration = await connection.client.register(DidChangeWatchedFilesNotification.type, options);
  templates.watched(root);
  return registration;
}
