import type { Feature } from '../ground';
import { openedTemplate } from '../navigation/opened-template';
import { jinjaSymbols } from '../outline/jinja-symbols';
import { manifestSymbols } from '../outline/manifest-symbols';

/** The outline of a manifest, or of a text in the template language (spec 4.5). */
export const documentSymbols: Feature = {
  capabilities: { documentSymbolProvider: { label: 'ExLab' } },
  register(ground) {
    ground.connection.onDocumentSymbol(async ({ textDocument }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const { sight, file } = opened;
      return [
        ...manifestSymbols(sight, file),
        ...sight.texts.filter((text) => text.kind === 'content' && text.file === file).flatMap(jinjaSymbols),
      ];
    });
  },
};
