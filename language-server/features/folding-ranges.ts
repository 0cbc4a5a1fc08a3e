import type { Feature } from '../ground';
import { openedTemplate } from '../navigation/opened-template';
import { jinjaFolding, manifestFolding } from '../outline/folding';

/** What folds in a manifest and between the tags of a text (spec 4.5). */
export const foldingRanges: Feature = {
  capabilities: { foldingRangeProvider: true },
  register(ground) {
    ground.connection.onFoldingRanges(async ({ textDocument }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const { sight, file } = opened;
      const found = [
        ...manifestFolding(sight, file),
        ...sight.texts.filter((text) => text.kind === 'content' && text.file === file).flatMap(jinjaFolding),
      ];
      // Where there is nothing the editor folds in its own way.
      return found.length === 0 ? null : found;
    });
  },
};
