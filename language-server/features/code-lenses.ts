import type { Feature } from '../ground';
import { openedTemplate } from '../navigation/opened-template';
import { manifestLenses, nameLenses } from '../outline/code-lenses';

/** What a template's author may want next, where its client has the commands for that (spec 4.5). */
export const codeLenses: Feature = {
  capabilities: ({ commands }) => (commands ? { codeLensProvider: {} } : {}),
  register(ground) {
    ground.connection.onCodeLens(async ({ textDocument }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      return [...manifestLenses(opened.sight, opened.file), ...nameLenses(opened.sight, opened.file)];
    });
  },
};
