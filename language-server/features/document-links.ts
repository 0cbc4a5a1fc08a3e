import type { Feature } from '../ground';
import { openedTemplate } from '../navigation/opened-template';
import { manifestLinks, templateLinks } from '../outline/document-links';

/** The files that a text asks for, to be opened (spec 4.5). */
export const documentLinks: Feature = {
  capabilities: { documentLinkProvider: {} },
  register(ground) {
    ground.connection.onDocumentLinks(async ({ textDocument }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const { sight, file } = opened;
      const isManifest =
        file === sight.manifestFile || sight.manifest?.includes.paths.includes(file) === true;
      const text = isManifest ? ground.documents.textOf(file) : undefined;
      const included = text === undefined ? [] : await manifestLinks(sight.root, text);
      return token.isCancellationRequested ? null : [...templateLinks(sight, file), ...included];
    });
  },
};
