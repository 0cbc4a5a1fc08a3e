import type { CancellationToken, Location } from 'vscode-languageserver';
import { namedPluginAt } from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import type { Feature } from '../ground';
import { definitionsAt, definitionsOfName } from '../navigation/locations';
import { openedTemplate } from '../navigation/opened-template';
import { labPlugin } from '../plugins';
import { BEGINNING, sourcePositionOf } from '../positions/ranges';

/**
 * Asks where the variables in the name of a file or folder, and of those that it is in, are declared: `{ uri }`, and
 * gives locations. A name cannot be opened as a document is, so that the protocol has no request for it.
 */
export const DEFINITION_OF_NAME = 'exlab/definitionOfName';

/** Where a variable, a macro, an included file or a plugin comes from (spec 4.5). */
export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register(ground) {
    const { connection } = ground;
    connection.onDefinition(async ({ textDocument, position }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const { sight, file } = opened;
      const named = namedPluginAt(sight, file, sourcePositionOf(position));
      const plugin = named && (await labPlugin(named.name, ground));
      if (plugin !== undefined) return [{ uri: uriOf(plugin.file), range: BEGINNING }];
      return definitionsAt(sight, file, position);
    });
    connection.onRequest(
      DEFINITION_OF_NAME,
      async (asked: unknown, token: CancellationToken): Promise<Location[]> => {
        const opened = await openedTemplate(ground, uriIn(asked), token);
        return opened === undefined ? [] : definitionsOfName(opened.sight, opened.file);
      },
    );
  },
};

function uriIn(asked: unknown): string {
  const isObject = typeof asked === 'object' && asked !== null && 'uri' in asked;
  return isObject && typeof asked.uri === 'string' ? asked.uri : '';
}
