import * as path from 'node:path';
import {
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  type Disposable,
} from 'vscode-languageserver';
import { uriOf } from '../documents/file-uris';
import type { Feature, ServerGround } from '../ground';

/**
 * Has the client watch the folders of the templates that are open, and the configuration, and nothing else: run trees
 * are left alone.
 */
export const watching: Feature = {
  capabilities: {},
  register(ground) {
    const watched = new Map<string, Promise<Disposable | undefined>>();
    ground.templates.didFollow((root) => {
      if (canWatch(ground) && !watched.has(root)) watched.set(root, watch(ground, root));
    });
    ground.templates.didForget((root) => {
      void watched.get(root)?.then((registration) => {
        registration?.dispose();
      });
      watched.delete(root);
    });
    let isConfigWatched = !canWatch(ground);
    ground.documents.didOpenOrChange(() => {
      if (isConfigWatched) return;
      isConfigWatched = true;
      void watchFiles(ground, path.dirname(ground.config.file), path.basename(ground.config.file));
    });
  },
};

function canWatch({ client }: ServerGround): boolean {
  const watching = client.workspace?.didChangeWatchedFiles;
  return watching?.dynamicRegistration === true && watching.relativePatternSupport === true;
}

async function watch(ground: ServerGround, root: string): Promise<Disposable | undefined> {
  const registration = await watchFiles(ground, root, '**/*');
  if (registration !== undefined) ground.templates.watched(root);
  return registration;
}

/** Undefined where the client refuses: then what is on the disk is looked at each time. */
async function watchFiles(
  { connection, failed }: ServerGround,
  folder: string,
  pattern: string,
): Promise<Disposable | undefined> {
  const options: DidChangeWatchedFilesRegistrationOptions = {
    watchers: [{ globPattern: { baseUri: uriOf(folder), pattern } }],
  };
  try {
    return await connection.client.register(DidChangeWatchedFilesNotification.type, options);
  } catch (caught) {
    failed(caught);
    return undefined;
  }
}
