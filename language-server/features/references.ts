import { Meanings, usesOf } from '../../core/templates';
import type { Feature } from '../ground';
import { locationsOf } from '../navigation/locations';
import { sourcePositionOf } from '../positions/ranges';
import { openedTemplate } from '../navigation/opened-template';

/** Everywhere a variable is used, in the manifest, in files and in their names (spec 4.5). */
export const references: Feature = {
  capabilities: { referencesProvider: true },
  register(ground) {
    ground.connection.onReferences(async ({ textDocument, position, context }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const { sight, file } = opened;
      const found = Meanings.of(sight).at(file, sourcePositionOf(position));
      if (found === undefined) return null;
      return locationsOf(context.includeDeclaration ? found.meaning.places : usesOf(found.meaning), sight);
    });
  },
};
