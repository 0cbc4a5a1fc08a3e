import { DocumentHighlightKind } from 'vscode-languageserver';
import { Meanings } from '../../core/templates';
import type { Feature } from '../ground';
import { rangeOf, sourcePositionOf } from '../positions/ranges';
import { openedTemplate } from '../navigation/opened-template';

/** The other places of a variable in the document that the cursor is in (spec 4.5). */
export const documentHighlight: Feature = {
  capabilities: { documentHighlightProvider: true },
  register(ground) {
    ground.connection.onDocumentHighlight(async ({ textDocument, position }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const meanings = Meanings.of(opened.sight);
      const found = meanings.at(opened.file, sourcePositionOf(position));
      if (found === undefined) return null;
      return meanings
        .in(opened.file)
        .filter(({ meaning }) => meaning === found.meaning)
        .map(({ place: { range, role } }) => ({
          range: rangeOf(range),
          kind:
            role === 'read' || role === 'mention' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
        }));
    });
  },
};
