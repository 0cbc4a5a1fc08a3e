import type { CancellationToken, Location } from 'vscode-languageserver';
import type { Feature } from '../ground';
import { definitionsAt, definitionsOfName } from '../navigation/locations';
import { openedTemplate } from '../navigation/opened-template';

/**
 * Asks where the variables in the name of a file or folder, and of those that it is in, are declared: `{ uri }`, and
 * gives locations. A name cannot be opened as a document is, so that the protocol has no request for it.
 */
export const DEFINITION_OF_NAME = 'exlab/definitionOfName';

/** Where a variable, a macro or an included file comes from (spec 4.5). */
export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register(ground) {
    const { connection } = ground;
    connection.onDefinition(async ({ textDocument, position }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      return opened === undefined ? null : definitionsAt(opened.sight, opened.file, position);
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
